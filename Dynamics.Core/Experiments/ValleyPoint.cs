using Dynamics.Geometry;

namespace Dynamics.Experiments;

/// <summary>A point of the valley.</summary>
/// <param name="X">x.</param>
/// <param name="Y">y.</param>
/// <param name="Loss">The loss there, in nats.</param>
public readonly record struct ValleyPoint(double X, double Y, double Loss)
{
    /// <summary>
    /// Cartesian coordinates of the Fisher metric, (u, v) = (x - 1, b (y - x^2)): distances are Euclidean in them, geodesics
    /// straight lines, the minimum the origin, and v is the position across the valley.
    /// </summary>
    /// <param name="curvature">b.</param>
    public (double U, double V) Flatten(double curvature) => (X - 1, curvature * (Y - X * X));

    /// <summary>The point with the flat coordinates (u, v).</summary>
    /// <param name="u">u = x - 1.</param>
    /// <param name="v">v = b (y - x^2).</param>
    /// <param name="curvature">b.</param>
    /// <exception cref="ArgumentOutOfRangeException">b is not positive and finite.</exception>
    public static ValleyPoint Unflatten(double u, double v, double curvature) =>
        new(1 + u, v / Require.Positive(curvature, nameof(curvature)) + (1 + u) * (1 + u), CurvedValley.LossInFlatCoordinates(u, v));
}
