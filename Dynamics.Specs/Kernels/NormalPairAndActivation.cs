using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;

namespace Dynamics.Specs.Kernels;

/// <summary>An activation and a pair of centred normal variables, with the dual moments as integrals, computed a second time.</summary>
public sealed class NormalPairAndActivation
{
    const int BetweenKinks = 20;

    /// <summary>Standard deviations, beyond which nothing is left of a normal density.</summary>
    const double Reach = 12;

    readonly Lazy<DualMoments> _moments;
    readonly Lazy<double[]> _integrals;

    NormalPairAndActivation(Activation activation, double first, double second, double correlation)
    {
        (Activation, First, Second, Correlation) = (activation, first, Math.Abs(correlation) < 1 ? second : first, correlation);
        _moments = new(() => DualActivation.Of(Activation, Pair));
        _integrals = new(() => Relative(Activation is PiecewiseLinear line ? OverAngles(line) : OverThePlane()));
    }

    public static Subjects<NormalPairAndActivation> Subjects(Func<Activation, bool> which) => new(
        from activation in Gen.Elements(Activations.All.Where(which).ToArray())
        from first in Drawn.Number(.05, 1)
        from second in Drawn.Number(.05, 1)
        from correlation in Gen.OneOf(Drawn.Number(-1, 1), Drawn.Number(-1, 1), Gen.Elements(-1.0, 0, 1))
        select new NormalPairAndActivation(activation, first, second, correlation),
        at => [.. Variances(at.First).Select(q => at.With(q, at.Second, at.Correlation)),
            .. Variances(at.Second).Where(_ => Math.Abs(at.Correlation) < 1).Select(q => at.With(at.First, q, at.Correlation)),
            .. Simpler.Number(at.Correlation).Where(c => Math.Abs(c) < 1).Select(c => at.With(at.First, at.Second, c))],
        at => [Trait.Of("activation", at.Activation.Name), Trait.Of("variance", at.First), Trait.Of("correlation", at.Correlation)]);

    /// <summary>Two variables that are one, or each other's negative, at variances from 1/10 to a million.</summary>
    public static Subjects<NormalPairAndActivation> OfOneVariable(Func<Activation, bool> which) => new(
        from activation in Gen.Elements(Activations.All.Where(which).ToArray())
        from exponent in Drawn.Number(-1, 6)
        from correlation in Gen.Elements(-1.0, 1)
        select new NormalPairAndActivation(activation, Math.Pow(10, exponent), 1, correlation), _ => [],
        at => [Trait.Of("activation", at.Activation.Name), Trait.Of("log₁₀ variance", Math.Log10(at.First)),
            Trait.Of("correlation", at.Correlation)]);

    public Activation Activation { get; }

    public double First { get; }

    public double Second { get; }

    public double Correlation { get; }

    /// <summary>
    /// Multiples of each other have one variance here: a covariance of the product of two roots is rounded, which turns the angle of no
    /// sine by the root of u.
    /// </summary>
    public PairCovariance Pair => Math.Abs(Correlation) < 1
        ? new(First, Second, Math.Sqrt(First) * Math.Sqrt(Second) * Correlation)
        : new(First, First, First * Correlation);

    /// <summary>What Core computes.</summary>
    public DualMoments Moments => _moments.Value;

    /// <summary>E[phi(u) phi(v)] and E[phi'(u) phi'(v)] by quadrature, over their scales.</summary>
    public double[] Integrals => _integrals.Value;

    /// <summary>How far the integrals move with three quarters of the nodes.</summary>
    public double ErrorOfTheIntegrals => Activation is PiecewiseLinear ? 0
        : Integrals.Zip(Relative(OverThePlane(NormalPlane.Fewer)), (fine, coarse) => Math.Abs(fine - coarse)).Max();

    /// <summary>
    /// Of the trapezoidal rule in <see cref="ActualError"/>: a step is a sixth of the width of the activation, but at most a tenth.
    /// </summary>
    public int NodesOfALine => (int)Math.Ceiling(2 * Reach / StepOfALine);

    /// <summary>
    /// The larger error of the two moments of one variable, over E[f²], by the trapezoidal rule on a line: for functions without a
    /// singularity within
    /// d of the real axis it is right to e^(−2π d / step).
    /// </summary>
    /// <param name="moments">What is computed.</param>
    public double ActualError(DualMoments moments)
    {
        var (sigma, step, half) = (Math.Sqrt(First), StepOfALine, NodesOfALine / 2);
        var (product, slopes, square, slopeSquare) = (0.0, 0.0, 0.0, 0.0);
        for (var m = -half; m <= half; m++)
        {
            var (z, weight) = (m * step, step * Elementary.Exp(-.5 * m * step * m * step) / Math.Sqrt(2 * Math.PI));
            var (u, v) = (sigma * z, Correlation * sigma * z);
            var (f, slope) = (Activation.Value(u), Activation.Derivative(u));
            product += weight * f * Activation.Value(v);
            slopes += weight * slope * Activation.Derivative(v);
            square += weight * f * f;
            slopeSquare += weight * slope * slope;
        }

        return Math.Max(Math.Abs(moments.Product - product) / square, Math.Abs(moments.DerivativeProduct - slopes) / slopeSquare);
    }

    /// <summary>Nodes of the quadrature along an axis, or around the circle.</summary>
    public int Nodes => Activation is PiecewiseLinear ? (Kinks.Length - 1) * BetweenKinks : NormalPlane.Nodes;

    /// <summary>Rounding the covariance turns the angle between u and v by u over its sine.</summary>
    public double Sine => Math.Abs(Correlation) < 1 ? Math.Sqrt((1 - Correlation) * (1 + Correlation)) : 1;

    public override string ToString() => $"{Activation}, variances {First} and {Second}, correlation {Correlation}";

    /// <summary>Over the roots of what Cauchy and Schwarz allow, E[f(u)^2] E[f(v)^2].</summary>
    public double[] Relative(DualMoments moments) => Relative(Activation, First, Second, moments);

    internal static double[] Relative(Activation phi, double first, double second, DualMoments moments)
    {
        var (one, other) = (Alone(first), Alone(second));
        return
        [
            moments.Product / Math.Sqrt(one.Product * other.Product),
            moments.DerivativeProduct / Math.Sqrt(one.DerivativeProduct * other.DerivativeProduct),
        ];

        DualMoments Alone(double variance) => DualActivation.Of(phi, new(variance, variance, variance));
    }

    double[] Kinks =>
        [.. new[] { 0, .5 * Math.PI, 1.5 * Math.PI, 2 * Math.PI, Angle + .5 * Math.PI, (Angle + 1.5 * Math.PI) % (2 * Math.PI) }.Order()];

    double StepOfALine => Math.Min(.1, 1 / (6 * Math.Sqrt(First)));

    double Angle => Elementary.Acos(Correlation);

    static IEnumerable<double> Variances(double variance) => Simpler.Number(variance).Where(q => q is > 0 and <= 1);

    NormalPairAndActivation With(double first, double second, double correlation) => new(Activation, first, second, correlation);

    DualMoments OverThePlane(int count = NormalPlane.Nodes) => NormalPlane.Moments(Activation, First, Second, Correlation, count);

    /// <summary>
    /// In polar coordinates u = a r cos t, v = b r cos(t - angle) the radius gives E[r^2] = 2, and between two kinks the rest is a square
    /// of a cosine: Gauss-Legendre from kink to kink.
    /// </summary>
    DualMoments OverAngles(PiecewiseLinear line)
    {
        var (a, b, kinks, rule) = (Math.Sqrt(First), Math.Sqrt(Second), Kinks, GaussLegendre.Rule(BetweenKinks));
        var (product, slopes) = (0.0, 0.0);
        for (var k = 0; k + 1 < kinks.Length; k++)
            for (var i = 0; i < rule.Nodes.Length; i++)
            {
                var arc = kinks[k + 1] - kinks[k];
                var (t, share) = (kinks[k] + arc * rule.Nodes[i], arc * rule.Weights[i] / (2 * Math.PI));
                var (u, v) = (a * Elementary.Cos(t), b * Elementary.Cos(t - Angle));
                product += 2 * share * line.Value(u) * line.Value(v);
                slopes += share * line.Derivative(u) * line.Derivative(v);
            }
        return new(product, slopes);
    }
}
