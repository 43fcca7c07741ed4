using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;

namespace Dynamics.Specs.Kernels;

/// <summary>An activation and a pair of centred normal variables, with the dual moments as integrals, written down a second time.</summary>
public sealed record NormalPairAndActivation(Activation Activation, double First, double Second, double Correlation)
{
    public const int Nodes = 200;

    public static Subjects<NormalPairAndActivation> Subjects(Func<Activation, bool> which) => new(
        from activation in Gen.Elements(Activations.All.Where(which).ToArray())
        from first in Drawn.Number(.05, 1)
        from second in Drawn.Number(.05, 1)
        from correlation in Gen.OneOf(Drawn.Number(-1, 1), Drawn.Number(-1, 1), Gen.Elements(-1.0, 0, 1))
        select new NormalPairAndActivation(activation, first, Math.Abs(correlation) < 1 ? second : first, correlation),
        at => [.. Simpler.Number(at.First).Where(q => q is > 0 and <= 1).Select(q => at with { First = q, Second = Math.Abs(at.Correlation) < 1 ? at.Second : q }),
            .. Simpler.Number(at.Second).Where(q => q is > 0 and <= 1 && Math.Abs(at.Correlation) < 1).Select(q => at with { Second = q }),
            .. Simpler.Number(at.Correlation).Where(c => Math.Abs(c) < 1).Select(c => at with { Correlation = c })],
        at => [Trait.Of("activation", at.Activation.Name), Trait.Of("variance", at.First), Trait.Of("correlation", at.Correlation)]);

    /// <summary>Multiples of each other have one variance here: a covariance of the product of two roots is rounded, which turns the angle of no sine by the root of u.</summary>
    public PairCovariance Pair => Math.Abs(Correlation) < 1 ? new(First, Second, Math.Sqrt(First) * Math.Sqrt(Second) * Correlation) : new(First, First, First * Correlation);

    public DualMoments Moments => DualActivation.Of(Activation, Pair);

    /// <summary>E[phi(u) phi(v)] and E[phi'(u) phi'(v)] by quadrature.</summary>
    public DualMoments ByIntegration => Activation is PiecewiseLinear line ? OverAngles(line) : OverThePlane();

    /// <summary>The roots of what Cauchy and Schwarz allow, E[f(u)^2] E[f(v)^2].</summary>
    public DualMoments Scale
    {
        get
        {
            var (one, other) = (With(First), With(Second));
            return new(Math.Sqrt(one.Product * other.Product), Math.Sqrt(one.DerivativeProduct * other.DerivativeProduct));
            DualMoments With(double variance) => DualActivation.Of(Activation, new(variance, variance, variance));
        }
    }

    /// <summary>Rounding the covariance turns the angle between u and v by u over its sine.</summary>
    public double Sine => Math.Abs(Correlation) < 1 ? Math.Sqrt((1 - Correlation) * (1 + Correlation)) : 1;

    public override string ToString() => $"{Activation}, variances {First} and {Second}, correlation {Correlation}";

    public double[] Relative(DualMoments moments) => [moments.Product / Scale.Product, moments.DerivativeProduct / Scale.DerivativeProduct];

    DualMoments OverThePlane()
    {
        var rule = GaussHermite.Rule(Nodes);
        var (a, b) = (Math.Sqrt(First), Math.Sqrt(Second));
        var other = Math.Sqrt((1 - Correlation) * (1 + Correlation));
        var (product, slopes) = (0.0, 0.0);
        for (var i = 0; i < Nodes; i++)
            for (var j = 0; j < Nodes; j++)
            {
                var (u, v) = (a * rule.Nodes[i], b * (Correlation * rule.Nodes[i] + other * rule.Nodes[j]));
                var weight = rule.Weights[i] * rule.Weights[j];
                product += weight * Activation.Value(u) * Activation.Value(v);
                slopes += weight * Activation.Derivative(u) * Activation.Derivative(v);
            }
        return new(product, slopes);
    }

    /// <summary>
    /// In polar coordinates u = a r cos t, v = b r cos(t - angle) the radius gives E[r^2] = 2, and between two kinks the rest is a square of a cosine: Gauss-Legendre
    /// from kink to kink.
    /// </summary>
    DualMoments OverAngles(PiecewiseLinear line)
    {
        var (a, b, angle) = (Math.Sqrt(First), Math.Sqrt(Second), Elementary.Acos(Correlation));
        double[] kinks = [.. new[] { Math.PI / 2, 3 * Math.PI / 2, angle + Math.PI / 2, (angle + 3 * Math.PI / 2) % (2 * Math.PI), 0, 2 * Math.PI }.Order()];
        var rule = GaussLegendre.Rule(20);
        var (product, slopes) = (0.0, 0.0);
        for (var k = 0; k + 1 < kinks.Length; k++)
            for (var i = 0; i < rule.Nodes.Length; i++)
            {
                var (t, share) = (kinks[k] + (kinks[k + 1] - kinks[k]) * rule.Nodes[i], (kinks[k + 1] - kinks[k]) * rule.Weights[i] / (2 * Math.PI));
                var (u, v) = (a * Elementary.Cos(t), b * Elementary.Cos(t - angle));
                product += 2 * share * line.Value(u) * line.Value(v);
                slopes += share * line.Derivative(u) * line.Derivative(v);
            }
        return new(product, slopes);
    }
}
