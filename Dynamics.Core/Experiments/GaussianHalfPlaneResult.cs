namespace Dynamics.Experiments;

/// <summary>A Gaussian in the coordinates in which it is drawn.</summary>
/// <param name="Mean">mu.</param>
/// <param name="Scale">sigma.</param>
public readonly record struct HalfPlanePoint(double Mean, double Scale)
{
    /// <summary>The abscissa of the half-plane, mu / sqrt 2.</summary>
    public double Abscissa => Mean / 1.4142135623730951;

    /// <summary>The mean parameters (E z, E z^2).</summary>
    public (double First, double Second) MeanParameters => (Mean, Mean * Mean + Scale * Scale);

    /// <summary>The natural parameters (mu / sigma^2, -1 / (2 sigma^2)).</summary>
    public (double First, double Second) NaturalParameters => (Mean / (Scale * Scale), -1 / (2 * Scale * Scale));

    internal static HalfPlanePoint Of((double Mean, double Scale) point) => new(point.Mean, point.Scale);
}

/// <summary>A curve of Gaussians.</summary>
/// <param name="Points">Its points.</param>
/// <param name="Length">Its length in the Fisher metric.</param>
public sealed record HalfPlaneCurve(IReadOnlyList<HalfPlanePoint> Points, double Length);

/// <summary>Three ways from one Gaussian to the target.</summary>
/// <param name="Forward">The natural-gradient flow of KL(target, theta).</param>
/// <param name="Reverse">The natural-gradient flow of KL(theta, target).</param>
/// <param name="Geodesic">The shortest.</param>
public sealed record HalfPlaneDescent(HalfPlaneCurve Forward, HalfPlaneCurve Reverse, HalfPlaneCurve Geodesic);

/// <summary>What there is to draw.</summary>
/// <param name="Geodesics">Between the pairs.</param>
/// <param name="Balls">Around the centres.</param>
/// <param name="Descents">From each start to the target.</param>
public sealed record GaussianHalfPlaneResult(
    IReadOnlyList<HalfPlaneCurve> Geodesics, IReadOnlyList<HalfPlaneCurve> Balls, IReadOnlyList<HalfPlaneDescent> Descents);
