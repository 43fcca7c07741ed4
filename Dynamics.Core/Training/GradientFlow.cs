using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>
/// d theta / dt = -grad L(theta), by the Runge-Kutta method of order 4 with steps that are as long as the tolerance allows: a step is
/// taken once whole and once in two halves, a fifteenth of their difference estimates the error of the halves (Richardson), and they
/// are kept where it is at most tolerance x step x (1 + |theta|). It may be shared between threads, if the gradient may.
/// </summary>
public sealed class GradientFlow
{
    const double LeastStep = 1e-14;
    const int MostTried = 10_000_000;

    readonly Func<Vector<double>, Vector<double>> _velocity;
    readonly double _tolerance;

    /// <summary>The flow of a loss.</summary>
    /// <param name="gradient">grad L at a point.</param>
    /// <param name="tolerance">The error of a unit of time, relative to 1 + |theta|; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is not positive and finite.</exception>
    public GradientFlow(Func<Vector<double>, Vector<double>> gradient, double tolerance = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        Require.Positive(tolerance, nameof(tolerance));
        (_velocity, _tolerance) = (theta => theta.All(double.IsFinite) ? -gradient(theta) : theta * double.NaN, tolerance);
    }

    /// <summary>theta at some times.</summary>
    /// <param name="start">theta(0).</param>
    /// <param name="times">From 0 on, each at least the one before.</param>
    /// <exception cref="ArgumentException">The times fall, or one is negative or not finite.</exception>
    /// <exception cref="DivergedException">The steps that the tolerance needs shrink to nothing: the flow leaves the finite numbers, or
    /// has a kink.</exception>
    /// <exception cref="NotConvergedException">The last time is not reached in ten million steps.</exception>
    public IReadOnlyList<Vector<double>> At(Vector<double> start, params IReadOnlyList<double> times)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(times);
        Require.Finite(start, nameof(start));
        var (path, theta, now, step, taken, tried) =
            (new List<Vector<double>>(times.Count), start, 0.0, double.PositiveInfinity, 0, 0);
        foreach (var time in times)
        {
            if (!(time >= now && double.IsFinite(time)))
                throw new ArgumentException($"times has {time} after {now}; they need to be finite, and not to fall.", nameof(times));
            while (now < time)
            {
                if (++tried > MostTried)
                    throw new NotConvergedException($"The flow is at the time {now} after {MostTried:N0} steps; {time} was asked for.");
                var h = Math.Min(step, time - now);
                var (next, share) = Try(theta, h);
                if (share <= 1)
                {
                    (theta, now) = (next, h == time - now ? time : now + h);
                    taken++;
                }

                step = h * Math.Clamp(.9 / Math.Sqrt(Math.Sqrt(share)), .2, 4);
                if (step < LeastStep * Math.Max(time, 1)) throw new DivergedException("step of the flow", taken + 1, step);
            }

            path.Add(theta);
        }

        return path;
    }

    /// <summary>Two halves of a step, and their error as a share of what is allowed.</summary>
    (Vector<double> Next, double Share) Try(Vector<double> theta, double h)
    {
        var halves = RungeKutta4.Step(_velocity, RungeKutta4.Step(_velocity, theta, h / 2), h / 2);
        var error = (halves - RungeKutta4.Step(_velocity, theta, h)).L2Norm() / 15;
        var share = error / (_tolerance * h * (1 + theta.L2Norm()));
        return (halves, double.IsFinite(share) ? Math.Max(share, 1e-10) : double.MaxValue);
    }
}
