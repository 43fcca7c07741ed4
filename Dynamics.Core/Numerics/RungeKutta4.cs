using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>
/// The classical Runge-Kutta method of order 4 for dy/dt = f(y) with a fixed step (Kutta 1901): local error O(h^5), global
/// error O(h^4) where f has four continuous derivatives.
/// </summary>
public static class RungeKutta4
{
    /// <summary>y(t + h) from y(t).</summary>
    /// <param name="field">f.</param>
    /// <param name="y">y(t).</param>
    /// <param name="h">The step.</param>
    public static Vector<double> Step(Func<Vector<double>, Vector<double>> field, Vector<double> y, double h)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(y);
        var k1 = At(y);
        var k2 = At(y + h / 2 * k1);
        var k3 = At(y + h / 2 * k2);
        var k4 = At(y + h * k3);
        return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);

        Vector<double> At(Vector<double> point) => Require.There(field(point), nameof(field));
    }

    /// <summary>y at 0, h, 2 h .. duration, with h = duration / steps: steps + 1 points, the first of them y(0).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are less than 1 steps.</exception>
    /// <exception cref="DivergedException">A coordinate stops being finite.</exception>
    public static IReadOnlyList<Vector<double>> Integrate(
        Func<Vector<double>, Vector<double>> field, Vector<double> start, double duration, int steps)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(start);
        Require.Finite(start, nameof(start));
        Require.Finite(duration, nameof(duration));
        Require.AtLeast(Require.Steps(steps, nameof(steps)), 1, nameof(steps));
        var path = new List<Vector<double>> { start };
        for (var step = 1; step <= steps; step++)
        {
            path.Add(Step(Guarded(field, step), path[^1], duration / steps));
            DivergedException.ThrowIfNotFinite(path[^1], step);
        }
        return path;
    }

    static Func<Vector<double>, Vector<double>> Guarded(Func<Vector<double>, Vector<double>> field, int step) => y =>
    {
        DivergedException.ThrowIfNotFinite(y, step);
        return field(y);
    };
}
