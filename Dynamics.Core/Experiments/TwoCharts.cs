using System.Collections.Immutable;
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
    /// <exception cref="ArgumentException">The start is not finite, the duration not positive, or a number of steps less than 1.</exception>
    public static TwoChartsResult Run(TwoChartsSettings settings)
    {
        var inFirst = new Coordinates(new CurvedValleyModel(settings.Curvature));
        var inSecond = new Coordinates(new Reparameterised(inFirst.Model, settings.Chart));
        var start = Vector<double>.Build.Dense([settings.Start.X, settings.Start.Y]);
        Require.Finite(start, nameof(settings.Start));

        return new(
            [.. Both(settings.PathDuration, settings.NaturalPathSteps, GradientMethod.Natural),
                .. Both(settings.PathDuration, settings.PlainPathSteps, GradientMethod.Plain)],
            [.. settings.NaturalSteps.Select(steps => Distance(steps, GradientMethod.Natural)),
                .. settings.PlainSteps.Select(steps => Distance(steps, GradientMethod.Plain))]);

        ChartedPath[] Both(double duration, int steps, GradientMethod method) =>
        [
            new(method, 1, duration / steps, [.. inFirst.Follow(method, start, duration, steps).Select(InBoth)]),
            new(method, 2, duration / steps,
                [.. inSecond.Follow(method, settings.Chart.Inverse(start), duration, steps).Select(phi => InBoth(settings.Chart.Apply(phi)))]),
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
        var theta = settings.Chart.Apply(Vector<double>.Build.Dense([p, q]));
        return Loss(settings, theta[0], theta[1]);
    }

    /// <summary>The loss at a point of the first chart: the valley's, in nats above its minimum.</summary>
    public static double Loss(TwoChartsSettings settings, double x, double y)
    {
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
            Require.AtLeast(steps, 1, nameof(steps));
            if (!(duration > 0 && double.IsFinite(duration)))
                throw new ArgumentOutOfRangeException(nameof(duration), duration, $"duration is {duration}; it needs to be positive and finite.");
            var path = new List<Vector<double>>(steps + 1) { start };
            for (var step = 1; step <= steps; step++)
            {
                path.Add(Step(method, path[^1], duration / steps));
                DivergedException.ThrowIfNotFinite(path[^1], step);
            }
            return path;
        }

        Vector<double> Step(GradientMethod method, Vector<double> at, double step)
        {
            var gradient = Differentiate.Gradient(_loss, at);
            return method == GradientMethod.Plain
                ? at - step * gradient
                : NaturalGradient.Step(at, FisherInformation.ByScore(Model, at), gradient, step);
        }
    }
}

/// <summary>Which gradient is followed.</summary>
public enum GradientMethod
{
    /// <summary>The derivatives with respect to the coordinates.</summary>
    Plain,

    /// <summary>The same times the inverse of the Fisher information.</summary>
    Natural,
}

/// <summary>What <see cref="TwoCharts.Run"/> compares.</summary>
public sealed record TwoChartsSettings
{
    /// <summary>b: how bent the valley is.</summary>
    public double Curvature { get; init; } = 3;

    /// <summary>Where all runs start, in the first chart.</summary>
    public (double X, double Y) Start { get; init; } = (-1.2, 1);

    /// <summary>(x, y) = chart(p, q).</summary>
    public IChart Chart { get; init; } = new ComposedChart(
        new ShearChart(Matrix<double>.Build.Dense(2, 2, 1.2)),
        new AffineChart(Matrix<double>.Build.DenseOfRowMajor(2, 2, [1, .5, -.5, 1]), Vector<double>.Build.Dense(2)));

    /// <summary>How long the paths last that are drawn: the sum of their steps.</summary>
    public double PathDuration { get; init; } = 8;

    /// <summary>The number of steps of natural gradient descent in that time.</summary>
    public int NaturalPathSteps { get; init; } = 400;

    /// <summary>The number of steps of plain gradient descent in that time.</summary>
    public int PlainPathSteps { get; init; } = 2000;

    /// <summary>The fixed time at which the two runs of a method are compared.</summary>
    public double Duration { get; init; } = 1;

    /// <summary>The numbers of steps of natural gradient descent in that time.</summary>
    public ImmutableArray<int> NaturalSteps { get; init; } = [8, 16, 32, 64, 128, 256, 512, 1024];

    /// <summary>The numbers of steps of plain gradient descent in that time.</summary>
    public ImmutableArray<int> PlainSteps { get; init; } = [64, 128, 256, 512, 1024];
}

/// <summary>A point of the valley in both charts.</summary>
/// <param name="X">x, of the first chart.</param>
/// <param name="Y">y, of the first chart.</param>
/// <param name="P">p, of the second chart.</param>
/// <param name="Q">q, of the second chart.</param>
public readonly record struct ChartedValleyPoint(double X, double Y, double P, double Q);

/// <summary>One method's run in the coordinates of one chart.</summary>
/// <param name="Method">Which gradient.</param>
/// <param name="Chart">1 or 2: the chart in whose coordinates it runs.</param>
/// <param name="Step">The step size.</param>
/// <param name="Points">The start, then one point for each step, in both charts.</param>
public sealed record ChartedPath(GradientMethod Method, int Chart, double Step, IReadOnlyList<ChartedValleyPoint> Points);

/// <summary>How far apart a method's runs in the two charts are at the fixed time.</summary>
/// <param name="Method">Which gradient.</param>
/// <param name="Step">The step size.</param>
/// <param name="Distance">The Fisher distance of the two end points, which is the same in every chart.</param>
public readonly record struct ChartDistance(GradientMethod Method, double Step, double Distance);

/// <summary>What the runs did.</summary>
/// <param name="Paths">Natural in chart 1 and in chart 2, then plain in chart 1 and in chart 2.</param>
/// <param name="Distances">Natural first, in the order of the settings.</param>
public sealed record TwoChartsResult(IReadOnlyList<ChartedPath> Paths, IReadOnlyList<ChartDistance> Distances);
