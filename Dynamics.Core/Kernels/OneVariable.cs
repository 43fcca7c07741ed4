using Dynamics.Architectures;
using Dynamics.Numerics;

namespace Dynamics.Kernels;

/// <summary>
/// The moments of an activation and its derivative under one normal variable: what a pair needs whose two variables are one, mirror
/// images, or independent. By the trapezoidal rule in t, where sinh t is the variable in units of the smaller of its standard deviation
/// and the activation's own unit: nodes lie close where the activation bends and far apart where the density alone falls, so that at
/// any variance some hundred of them do (Takahasi and Mori 1974; Trefethen and Weideman 2014).
/// </summary>
sealed class OneVariable
{
    const double Settled = 1e-13;
    const int CoarsestRule = 8;
    const int FinestRule = 1 << 12;
    const double Reach = 16;

    readonly Sums _values, _slopes;

    /// <param name="activation">phi.</param>
    /// <param name="variance">E[u^2].</param>
    public OneVariable(Activation activation, double variance)
    {
        var (coarse, coarseSlopes) = At(activation, variance, CoarsestRule);
        for (var rule = 2 * CoarsestRule; ; rule *= 2)
        {
            (_values, _slopes) = At(activation, variance, rule);
            Error = Math.Max(_values.Moved(coarse), _slopes.Moved(coarseSlopes));
            if (Error <= Settled || rule == FinestRule) break;
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

    /// <summary>So many nodes in a unit of t; from the outside in, so that small terms come first.</summary>
    static (Sums Values, Sums Slopes) At(Activation activation, double variance, int rule)
    {
        var sigma = Math.Sqrt(variance);
        var (values, slopes, unit) = (default(Sums), default(Sums), Math.Max(1, sigma));
        for (var k = (int)Math.Ceiling(Elementary.Asinh(Reach * unit) * rule); k >= 0; k--)
        {
            var t = k / (double)rule;
            var (z, x) = (Elementary.Sinh(t) / unit, Elementary.Sinh(t) * (sigma / unit));
            var density = Elementary.Exp(-.5 * z * z - Elementary.HalfLogTwoPi);
            var weight = density * Elementary.Cosh(t) / unit / (k == 0 ? 2 * rule : rule);
            values = values.With(weight, activation.Value(x), activation.Value(-x));
            slopes = slopes.With(weight, activation.Derivative(x), activation.Derivative(-x));
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
