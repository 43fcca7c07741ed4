using Dynamics.Architectures;

namespace Dynamics.Kernels;

/// <summary>
/// The moments of an activation and its derivative under one normal variable, by the trapezoidal rule alone: what a pair needs whose two
/// variables are one, mirror images, or independent. At large variances an activation is nearly a step, which no number of Hermite
/// polynomials gives.
/// </summary>
sealed class OneVariable
{
    const double Settled = 1e-13;

    readonly Sums _values, _slopes;

    /// <param name="activation">phi.</param>
    /// <param name="variance">E[u^2].</param>
    public OneVariable(Activation activation, double variance)
    {
        var samples = new ActivationSamples(activation, variance);
        var (coarse, coarseSlopes) = At(samples, ActivationSamples.CoarsestRule);
        for (var rule = 2 * ActivationSamples.CoarsestRule; ; rule *= 2)
        {
            (_values, _slopes) = At(samples, rule);
            Error = Math.Max(_values.Moved(coarse), _slopes.Moved(coarseSlopes));
            if (Error <= Settled || rule == samples.FinestRuleOfMoments) break;
            (coarse, coarseSlopes) = (_values, _slopes);
        }

        if (Error > HermiteSeries.Unresolved) Error = double.PositiveInfinity;
    }

    /// <summary>How far any of the moments moved when the distance of the nodes was halved, over its scale.</summary>
    public double Error { get; }

    /// <summary>E[phi(u) phi(u)] and E[phi'(u) phi'(u)].</summary>
    public DualMoments WithItself => new(_values.Square, _slopes.Square, Error);

    /// <summary>E[phi(u) phi(-u)] and E[phi'(u) phi'(-u)].</summary>
    public DualMoments WithItsMirrorImage => new(_values.Mirrored, _slopes.Mirrored, Error);

    /// <summary>E[phi(u)] E[phi(v)] and E[phi'(u)] E[phi'(v)].</summary>
    public DualMoments WithAnIndependentOne(OneVariable other) => new(
        _values.Mean * other._values.Mean, _slopes.Mean * other._slopes.Mean, Error + other.Error + Error * other.Error);

    /// <summary>From the outside in, so that small terms come first.</summary>
    static (Sums Values, Sums Slopes) At(ActivationSamples samples, int rule)
    {
        var (values, slopes, nodes) = (default(Sums), default(Sums), samples[rule]);
        for (var i = nodes.Length - 1; i >= 0; i--)
            for (var lane = 3; lane >= 0; lane--)
            {
                values = values.With(nodes[i].Weight[lane], nodes[i].Plus[lane], nodes[i].Minus[lane]);
                slopes = slopes.With(nodes[i].Weight[lane], nodes[i].SlopePlus[lane], nodes[i].SlopeMinus[lane]);
            }

        return (values, slopes);
    }

    /// <param name="Mean">E[f(u)].</param>
    /// <param name="Square">E[f(u)^2].</param>
    /// <param name="Mirrored">E[f(u) f(-u)].</param>
    readonly record struct Sums(double Mean, double Square, double Mirrored)
    {
        public Sums With(double weight, double plus, double minus) => new(Mean + weight * (plus + minus),
            Square + weight * (plus * plus + minus * minus), Mirrored + weight * (2 * plus * minus));

        public double Moved(Sums from) => Square > 0 ? Math.Max(Math.Abs(Mean - from.Mean) / Math.Sqrt(Square),
            Math.Max(Math.Abs(Square - from.Square), Math.Abs(Mirrored - from.Mirrored)) / Square) : 0;
    }
}
