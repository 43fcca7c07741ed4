using Dynamics.Numerics;

namespace Dynamics.Geometry;

/// <summary>
/// The shortest path between two Gaussians N(mu, sigma^2) in their Fisher metric (d mu^2 + 2 d sigma^2) / sigma^2. With x = mu / sqrt 2
/// for abscissa and y = sigma this is twice the metric (dx^2 + dy^2) / y^2 of the Poincaré half-plane, whose geodesics are half circles
/// around points of the axis y = 0, and upright lines (Rao 1945; Atkinson and Mitchell 1981). It may be shared between threads.
/// </summary>
public sealed class GaussianGeodesic
{
    const double RootTwo = 1.4142135623730951;
    readonly (double Mean, double Scale) _from, _to;
    readonly double _angle;

    GaussianGeodesic((double Mean, double Scale) from, (double Mean, double Scale) to)
    {
        (_from, _to) = (from, to);
        double across = (to.Mean - from.Mean) / RootTwo, up = to.Scale - from.Scale;
        var largest = Math.Max(Math.Abs(across), Math.Abs(up));
        var chord = largest == 0 ? 0 : largest * Math.Sqrt(Square(across / largest) + Square(up / largest));
        _angle = 2 * Elementary.Asinh(chord / 2 / Math.Sqrt(from.Scale) / Math.Sqrt(to.Scale));
    }

    /// <summary>The geodesic from one Gaussian to another.</summary>
    /// <param name="from">Mean and standard deviation at the start.</param>
    /// <param name="to">Mean and standard deviation at the end.</param>
    /// <exception cref="ArgumentException">A mean or a scale is not finite, or a scale is not positive.</exception>
    public static GaussianGeodesic Between((double Mean, double Scale) from, (double Mean, double Scale) to)
    {
        RequireGaussian(from, nameof(from));
        RequireGaussian(to, nameof(to));
        return new(from, to);
    }

    /// <summary>
    /// The Fisher-Rao distance 2 sqrt 2 asinh(sqrt(((mu_1 - mu_0)^2 / 2 + (sigma_1 - sigma_0)^2) / (4 sigma_0 sigma_1))), without
    /// cancellation for Gaussians close to each other.
    /// </summary>
    public double Length => RootTwo * _angle;

    /// <summary>
    /// The point at a share s of the length, at constant speed. In the coordinates (1, x, x^2 + y^2) / y of the half-plane a geodesic
    /// is the combination of its ends with weights sinh((1 - s) d) / sinh d and sinh(s d) / sinh d.
    /// </summary>
    /// <param name="s">0 at the start, 1 at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">s is not in [0, 1].</exception>
    public (double Mean, double Scale) At(double s)
    {
        if (!(s >= 0 && s <= 1))
            throw new ArgumentOutOfRangeException(nameof(s), s, $"s is {s}; it needs to be a share of the length, from 0 to 1.");
        double fromEnd = Weight(1 - s), fromStart = Weight(s);
        var scale = 1 / (fromEnd / _from.Scale + fromStart / _to.Scale);
        return (_from.Mean + (_to.Mean - _from.Mean) * (fromStart * (scale / _to.Scale)), scale);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"geodesic from N({_from.Mean:g4}, {_from.Scale:g4}^2) to N({_to.Mean:g4}, {_to.Scale:g4}^2), length {Length:g4}";

    /// <summary>sinh(share d) / sinh d, without overflow.</summary>
    double Weight(double share) => _angle == 0 ? share
        : Elementary.Exp((share - 1) * _angle) * (Elementary.Expm1(-2 * share * _angle) / Elementary.Expm1(-2 * _angle));

    static double Square(double x) => x * x;

    static void RequireGaussian((double Mean, double Scale) point, string name)
    {
        if (!double.IsFinite(point.Mean))
            throw new ArgumentException($"{name} has mean {point.Mean}; it needs to be finite.", name);
        if (!(point.Scale > 0 && double.IsFinite(point.Scale)))
            throw new ArgumentException($"{name} has scale {point.Scale}; it needs to be finite and above 0.", name);
    }
}
