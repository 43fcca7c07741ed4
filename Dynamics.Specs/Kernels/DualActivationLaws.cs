using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Kernels;

/// <summary>What an activation makes of the covariance of two normal pre-activations, and what its derivative makes of it: all that an infinitely wide layer knows of its activation.</summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public abstract class DualActivationLaws : ISubjectsOf<NormalPairAndActivation>
{
    protected const string Equation = @"\mathbb{E}[\phi(u) \phi(v)], \; \mathbb{E}[\phi'(u) \phi'(v)], \quad (u, v) \sim N(0, Q)";

    public abstract Subjects<NormalPairAndActivation> Subjects { get; }

    /// <summary>The moments with the slopes of another activation.</summary>
    protected static DualMoments WithTheSlopesOf(Activation other, DualMoments moments, PairCovariance pair) =>
        moments with { DerivativeProduct = DualActivation.Of(other, pair).DerivativeProduct };

    /// <summary>Softplus', or those of the identity for softplus.</summary>
    protected static Activation Another(Activation phi) => phi == Activations.Softplus ? Activations.Identity : Activations.Softplus;

    protected static bool SlopesDiffer(NormalPairAndActivation at) => at.Relative(at.Moments)[1] is var own
        && Math.Abs(at.Relative(WithTheSlopesOf(Another(at.Activation), at.Moments, at.Pair))[1] - own) > 1e-3;
}

/// <summary>Identity, ReLU, leaky ReLU, abs, erf, GELU, sin, cos, exp, Gaussian, monomials.</summary>
[Subject("closed forms")]
public sealed class ClosedDualLaws : DualActivationLaws
{
    const string Sources = "Williams 1997; Cho and Saul 2009; Tsuchida et al. 2021";
    const string Table = "γ(24 roundings) × √(E[f(u)²] E[f(v)²]) / sine of the angle between u and v, f = φ or φ′";
    const string Integral = "γ(22 × 200 nodes) × √(E[f(u)²] E[f(v)²]) / sine of the angle between u and v, f = φ or φ′";

    public override Subjects<NormalPairAndActivation> Subjects => NormalPairAndActivation.Subjects(phi => phi is IClosedFormDual);

    [Law("K5a", LawKind.Identity, Equation, Source = Sources, Given = "the rows of the tables of dual activations in closed form; the residual is that of the worst row", Within = "roundoff: " + Table)]
    public Measurement The_closed_forms_are_those_of_the_tables() => MeetsTheTables(row => DualActivation.Of(row.Activation, row.Pair));

    [Mistake(nameof(The_closed_forms_are_those_of_the_tables), "the derivative of another activation")]
    public Measurement With_the_derivative_of_another_activation_they_are_not() =>
        MeetsTheTables(row => WithTheSlopesOf(Another(row.Activation), DualActivation.Of(row.Activation, row.Pair), row.Pair));

    [Law("K5b", LawKind.Identity, Equation, Source = Sources,
        Given = "variances up to 1, correlations from -1 to 1; the right side is a double integral, over the angle from kink to kink where there are kinks", Within = "roundoff: " + Integral)]
    public Measurement The_closed_forms_are_the_integrals(NormalPairAndActivation at) => IsTheIntegral(at, at.Moments);

    [Mistake(nameof(The_closed_forms_are_the_integrals), "the derivative of another activation")]
    public Measurement With_the_derivative_of_another_activation_they_are_no_integrals(NormalPairAndActivation at) =>
        !SlopesDiffer(at) ? Measurement.NoCase("the slopes agree") : IsTheIntegral(at, WithTheSlopesOf(Another(at.Activation), at.Moments, at.Pair));

    static Measurement MeetsTheTables(Func<DualRow, DualMoments> moments)
    {
        DualRow[] rows = [.. DualRow.All.Where(row => row.IsClosed)];
        double[] left = [.. rows.SelectMany(row => row.Relative(moments(row)))], right = [.. rows.SelectMany(row => row.Expected)];
        var worst = left.Zip(right, (x, y) => Math.Abs(x - y)).Select((distance, i) => distance * rows[i / 2].Sine).Max();
        return new Measurement(Side.Of("E[f(u) f(v)] / √(E[f(u)²] E[f(v)²])", left), "=", Side.Of("table", right), worst).Within(LegacyRoundoff.Of(24, 1, Table));
    }

    static Measurement IsTheIntegral(NormalPairAndActivation at, DualMoments moments)
    {
        var (left, right) = (at.Relative(moments), at.Relative(at.ByIntegration));
        return new Measurement(Side.Of("E[f(u) f(v)] / √(E[f(u)²] E[f(v)²])", left), "=", Side.Of("integral", right), left.Zip(right, (x, y) => Math.Abs(x - y)).Max())
            .Within(LegacyRoundoff.Of(22 * NormalPairAndActivation.Nodes, 1 / at.Sine, Integral));
    }
}

/// <summary>Tanh, sigmoid, softplus, SiLU.</summary>
[Subject("Hermite expansions")]
public sealed class ExpandedDualLaws : DualActivationLaws
{
    const string Estimate = "the error that the expansion states for itself + 22 × 200 u / sine of the angle between u and v";

    public override Subjects<NormalPairAndActivation> Subjects => NormalPairAndActivation.Subjects(phi => phi is not IClosedFormDual);

    [Law("K5c", LawKind.Identity, Equation, Source = "Mehler 1866; Daniely, Frostig and Singer 2016",
        Given = "variances up to 1, correlations from -1 to 1; the right side is a double integral by 200 x 200 Gauss-Hermite nodes", Within = "truncation: " + Estimate)]
    public Measurement The_expansions_are_the_integrals(NormalPairAndActivation at) => IsTheIntegral(at, at.Moments);

    [Mistake(nameof(The_expansions_are_the_integrals), "the derivative of another activation")]
    public Measurement With_the_derivative_of_another_activation_they_are_not(NormalPairAndActivation at) =>
        !SlopesDiffer(at) ? Measurement.NoCase("the slopes agree") : IsTheIntegral(at, WithTheSlopesOf(Another(at.Activation), at.Moments, at.Pair));

    static Measurement IsTheIntegral(NormalPairAndActivation at, DualMoments moments)
    {
        var (left, right) = (at.Relative(moments), at.Relative(at.ByIntegration));
        return new Measurement(Side.Of("E[f(u) f(v)] / √(E[f(u)²] E[f(v)²])", left), "=", Side.Of("integral", right), left.Zip(right, (x, y) => Math.Abs(x - y)).Max())
            .Within(LegacyTruncation.Of(at.Moments.Error + 22 * NormalPairAndActivation.Nodes * Quantity.UnitRoundoff / at.Sine, 1, 1, Estimate));
    }
}
