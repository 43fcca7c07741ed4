using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Training;

namespace Dynamics.Experiments;

/// <summary>Numbers that tell a path from a random walk. For a walk each has a value that is known, or is drawn.</summary>
public static class PathStatistics
{
    /// <summary>The first quarter of the points.</summary>
    /// <exception cref="ArgumentException">It has fewer than 4 points.</exception>
    public static TrajectoryGeometry EarlyPart(this TrajectoryGeometry path) => OfPoints(4, path).Part(0, path.Count / 4);

    /// <summary>The last half of the points.</summary>
    /// <exception cref="ArgumentException">It has fewer than 2 points.</exception>
    public static TrajectoryGeometry LatePart(this TrajectoryGeometry path) =>
        OfPoints(2, path).Part(path.Count - path.Count / 2, path.Count / 2);

    /// <summary>
    /// |distance between the ends of the first quarter| over that of the last: how much faster the path gets away at first. 1 for a walk,
    /// in the limit of many dimensions.
    /// </summary>
    public static double Slowdown(this TrajectoryGeometry path)
    {
        var count = OfPoints(8, path).Count / 4;
        return path.Distance(0, count - 1) / path.Distance(path.Count - count, path.Count - 1);
    }

    /// <summary>
    /// The correlation of the projections onto the k-th component with a cosine of k half periods, its sign left out: 1 for a walk, in the
    /// limit of many dimensions.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="k">From 1.</param>
    public static double CosineMatch(this TrajectoryGeometry path, int k)
    {
        ArgumentNullException.ThrowIfNull(path);
        Require.Between(k, 1, path.Count - 1, nameof(k));
        var projection = path.PrincipalComponents(k).Projections.Column(k - 1);
        var along = 0.0;
        for (var t = 0; t < path.Count; t++) along += projection[t] * RandomWalk.Cosine(k, t, path.Count);
        return Math.Abs(along) / Math.Sqrt(projection * projection);
    }

    /// <summary>
    /// How often the path turns around its mean in the plane of its first two components, in full turns, counter-clockwise ones less
    /// clockwise ones, its sign left out.
    /// </summary>
    public static double Turns(this TrajectoryGeometry path)
    {
        var plane = OfPoints(3, path).PrincipalComponents(2).Projections;
        var angle = 0.0;
        for (var t = 1; t < path.Count; t++)
        {
            var (x, y, u, v) = (plane[t - 1, 0], plane[t - 1, 1], plane[t, 0], plane[t, 1]);
            angle += Elementary.Atan2(x * v - y * u, x * u + y * v);
        }

        return Math.Abs(angle) / (2 * Math.PI);
    }

    static TrajectoryGeometry OfPoints(int least, TrajectoryGeometry path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Count >= least ? path
            : throw new ArgumentException($"path has {path.Count} points; it needs at least {least}.", nameof(path));
    }
}
