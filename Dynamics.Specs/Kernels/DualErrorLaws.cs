using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Kernels;

/// <summary>An activation without a closed form, and one normal number beside itself or its negative.</summary>
public sealed class ExpandedActivation
{
    const int Points = 5000;
    const double Furthest = 12;

    readonly Lazy<double[]> _integrals;

    ExpandedActivation(Activation activation, double variance, double sign)
    {
        (Activation, Variance, Sign) = (activation, variance, sign);
        _integrals = new(() => [Integral(Activation.Value, Sign), Integral(Activation.Derivative, Sign), Integral(Activation.Value, 1), Integral(Activation.Derivative, 1)]);
    }

    public static Subjects<ExpandedActivation> Subjects => new(
        from activation in Gen.Elements(Activations.All.Where(phi => phi is not IClosedFormDual).ToArray())
        from exponent in Gen.Choose(-20, 70)
        from sign in Gen.Elements(1.0, -1)
        select new ExpandedActivation(activation, Math.Pow(10, exponent / 10.0), sign),
        at => Simpler.Number(at.Variance).Where(q => q > .01).Select(q => new ExpandedActivation(at.Activation, q, at.Sign)),
        at => [Trait.Of("activation", at.Activation.Name), Trait.Of("variance", at.Variance)]);

    public Activation Activation { get; }

    public double Variance { get; }

    /// <summary>What Core computes.</summary>
    /// <param name="factor">What the variance is multiplied with.</param>
    public DualMoments Moments(double factor = 1) => DualActivation.Of(Activation, new(factor * Variance, factor * Variance, factor * Variance * Sign));

    /// <summary>How far both moments are from their integrals, over E[f(u)²]: the larger.</summary>
    public double Error(DualMoments moments) => Math.Max(
        Math.Abs(moments.Product - _integrals.Value[0]) / _integrals.Value[2], Math.Abs(moments.DerivativeProduct - _integrals.Value[1]) / _integrals.Value[3]);

    public override string ToString() => $"{Activation}, variance {Variance}, correlation {Sign}";

    /// <summary>Roundings of the reference's sum.</summary>
    internal static Quantity<ExpandedActivation> OfTheReference => Gamma<ExpandedActivation>(Points + 2 * Furthest * Furthest);

    double Sign { get; }

    /// <summary>
    /// E[f(u) f(± u)] by the midpoint rule in t, u = sinh t: its nodes are close where an activation bends, however large the variance, and
    /// it converges geometrically.
    /// </summary>
    double Integral(Func<double, double> f, double sign)
    {
        var deviation = Math.Sqrt(Variance);
        var end = Math.Asinh(Furthest * deviation);
        var (step, sum) = (2 * end / Points, 0.0);
        for (var i = 0; i < Points; i++)
        {
            var t = -end + (i + .5) * step;
            var u = Math.Sinh(t);
            sum += f(u) * f(sign * u) * Math.Exp(-u * u / (2 * Variance)) * Math.Cosh(t);
        }

        return sum * step / (deviation * Math.Sqrt(2 * Math.PI));
    }
}

/// <summary>An expansion that is cut states its own error; a user is to rely on it.</summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class DualErrorLaws : ISubjectsOf<ExpandedActivation>
{
    public Subjects<ExpandedActivation> Subjects => ExpandedActivation.Subjects;

    [Law("K5d", LawKind.Bound, @"|E_{\text{computed}} - E| \le \varepsilon", Source = "derived here: the triangle inequality in the space of square-integrable functions",
        Given = "a smooth activation, u normal, v = u or −u, where all that is cut off counts; ε is what the expansion states, finite where its nodes resolve "
            + "the activation; relative to E[φ(u)²] and E[φ'(u)²]; variances from .01 to 10⁷",
        Within = nameof(Reference), Cases = 40, RestsOn = ["K5c"])]
    public Measurement The_stated_error_of_an_expanded_dual_activation_bounds_its_actual_error(ExpandedActivation at) => IsBounded(at, at.Moments());

    [Mistake(nameof(The_stated_error_of_an_expanded_dual_activation_bounds_its_actual_error), "a variance 5 % too large")]
    public Measurement With_another_variance_it_does_not(ExpandedActivation at) => IsBounded(at, at.Moments(1.05));

    static Rule Reference => Roundoff.Within(ExpandedActivation.OfTheReference);

    static Measurement IsBounded(ExpandedActivation at, DualMoments moments)
    {
        var stated = at.Moments().Error;
        return double.IsPositiveInfinity(stated) ? Measurement.NoCase("the expansion says that it does not know its error")
            : Measure.AtMost("actual error", at.Error(moments), "stated error", stated);
    }
}
