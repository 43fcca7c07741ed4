using Dynamics.Geometry;
using Dynamics.Numerics;

namespace Dynamics.Experiments;

/// <summary>A step of the way.</summary>
/// <param name="Output">f.</param>
/// <param name="Kernel">l = (|u|^2 + |v|^2) / n, the tangent kernel, which here is the sharpness at f = 0.</param>
public readonly record struct CatapultPoint(double Output, double Kernel);

/// <summary>
/// Gradient descent on f^2 / 2 for f = u . v / sqrt(n), the smallest network that can be catapulted: for 2 &lt; eta l &lt; 4 the loss
/// rises, the kernel falls until it is below 2 / eta, and then the loss falls (Lewkowycz et al. 2020).
/// </summary>
public static class Catapult
{
    const double Most = 1e6;

    /// <summary>The way of the weights themselves, from normal ones.</summary>
    /// <param name="width">n, at least 2.</param>
    /// <param name="scaledRate">eta l at the start, above 0.</param>
    /// <param name="steps">At least 0; it ends earlier where the loss passes 10^12.</param>
    /// <param name="stream">Where the weights come from; it moves on.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static IReadOnlyList<CatapultPoint> Run(int width, double scaledRate, int steps, RandomStream stream)
    {
        RequireSense(width, scaledRate, steps);
        ArgumentNullException.ThrowIfNull(stream);
        var (u, v, root) = (stream.NormalVector(width), stream.NormalVector(width), Math.Sqrt(width));
        var path = new List<CatapultPoint> { At() };
        var rate = scaledRate / path[0].Kernel;
        for (var step = 0; step < steps && Math.Abs(path[^1].Output) < Most; step++)
        {
            var pull = rate * path[^1].Output / root;
            (u, v) = (u - pull * v, v - pull * u);
            path.Add(At());
        }

        return path;

        CatapultPoint At() => new(u * v / root, (u * u + v * v) / width);
    }

    /// <summary>The same from two numbers: f' = f (1 - eta l + eta^2 f^2 / n), l' = l + eta f^2 / n (eta l - 4).</summary>
    /// <param name="start">f and l.</param>
    /// <param name="width">n.</param>
    /// <param name="scaledRate">eta l at the start.</param>
    /// <param name="steps">At least 0; it ends earlier where the loss passes 10^12.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static IReadOnlyList<CatapultPoint> Recursion(CatapultPoint start, int width, double scaledRate, int steps)
    {
        Require.Finite(start.Output, "start.Output");
        Require.Positive(start.Kernel, "start.Kernel");
        RequireSense(width, scaledRate, steps);
        var (path, rate) = (new List<CatapultPoint> { start }, scaledRate / start.Kernel);
        for (var step = 0; step < steps && Math.Abs(path[^1].Output) < Most; step++)
        {
            var (f, l) = path[^1];
            path.Add(new(f * (1 - rate * l + rate * rate * f * f / width), l + rate * f * f / width * (rate * l - 4)));
        }

        return path;
    }

    static void RequireSense(int width, double scaledRate, int steps)
    {
        Require.Between(width, 2, 1_000_000, nameof(width));
        Require.Positive(scaledRate, nameof(scaledRate));
        Require.Steps(steps, nameof(steps));
    }
}
