using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>
/// Phase 1 in two charts of one manifold: each method runs once in the coordinates (x, y) of the valley and once in the
/// coordinates (p, q) of another chart. Natural gradient descent takes the same path but for O(step) at a fixed time; plain gradient
/// descent takes another one (Amari 1998; Martens 2020).
/// </summary>
public static class TwoCharts
{
    /// <summary>Runs all that the settings ask for.</summary>
    /// <exception cref="DivergedException">A run leaves the finite numbers; names the step.</exception>
    /// <exception cref="ArgumentException">The start is not finite, the duration not positive, or a number of steps less than
    /// 1.</exception>
    public static TwoChartsResult Run(TwoChartsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var inFirst = new Coordinates(new CurvedValleyModel(settings.Curvature));
        var inSecond = new Coordinates(new Reparameterised(inFirst.Model, settings.Chart));
        var start = Vector<double>.Build.Dense([settings.Start.X, settings.Start.Y]);

        return new(
            [.. Both(settings.PathDuration, settings.NaturalPathSteps, GradientMethod.Natural),
                .. Both(settings.PathDuration, settings.PlainPathSteps, GradientMethod.Plain)],
            [.. settings.NaturalSteps.Select(steps => Distance(steps, GradientMethod.Natural)),
                .. settings.PlainSteps.Select(steps => Distance(steps, GradientMethod.Plain))],
            InBoth(Vector<double>.Build.Dense([1, 1])));

        ChartedPath[] Both(double duration, int steps, GradientMethod method) =>
        [
            new(method, 1, duration / steps, [.. inFirst.Follow(method, start, duration, steps).Select(InBoth)]),
            new(method, 2, duration / steps,
                [.. inSecond.Follow(method, settings.Chart.Inverse(start), duration, steps)
                    .Select(phi => InBoth(settings.Chart.Apply(phi)))]),
        ];

        ChartDistance Distance(int steps, GradientMethod method)
        {
            var paths = Both(settings.Duration, steps, method);
            return new(method, settings.Duration / steps, FisherDistance(paths[0].Points[^1], paths[1].Points[^1], settings.Curvature));
        }

        ChartedValleyPoint InBoth(Vector<double> theta)
        {
            var phi = settings.Chart.Inverse(theta);
            return new(theta[0], theta[1], phi[0], phi[1]);
        }
    }

    /// <summary>The loss at a point of the second chart.</summary>
    public static double LossInSecondChart(TwoChartsSettings settings, double p, double q)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var theta = settings.Chart.Apply(Vector<double>.Build.Dense([p, q]));
        return Loss(settings, theta[0], theta[1]);
    }

    /// <summary>The loss at a point of the first chart: the valley's, in nats above its minimum.</summary>
    public static double Loss(TwoChartsSettings settings, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (var u, var v) = new ValleyPoint(x, y, 0).Flatten(settings.Curvature);
        return CurvedValley.LossInFlatCoordinates(u, v);
    }

    static double FisherDistance(ChartedValleyPoint a, ChartedValleyPoint b, double curvature)
    {
        (var u0, var v0) = new ValleyPoint(a.X, a.Y, 0).Flatten(curvature);
        (var u1, var v1) = new ValleyPoint(b.X, b.Y, 0).Flatten(curvature);
        return Math.Sqrt((u1 - u0) * (u1 - u0) + (v1 - v0) * (v1 - v0));
    }

    /// <summary>The valley's likelihood and its loss in the coordinates of a model.</summary>
    sealed record Coordinates(IStatisticalModel Model)
    {
        readonly NegativeLogLikelihood _loss = new(Model, [1, 0]);

        public IEnumerable<Vector<double>> Follow(GradientMethod method, Vector<double> start, double duration, int steps)
        {
            var path = new List<Vector<double>>(steps + 1) { start };
            for (var step = 1; step <= steps; step++)
            {
                path.Add(Step(method, path[^1], duration / steps, step));
                DivergedException.ThrowIfNotFinite(path[^1], step);
            }
            return path;
        }

        Vector<double> Step(GradientMethod method, Vector<double> at, double step, int number)
        {
            var gradient = Differentiate.Gradient(_loss, at);
            DivergedException.ThrowIfNotFinite(gradient, number);
            return method == GradientMethod.Plain
                ? at - step * gradient
                : NaturalGradient.Step(at, FisherInformation.ByScore(Model, at), gradient, step);
        }
    }
}
