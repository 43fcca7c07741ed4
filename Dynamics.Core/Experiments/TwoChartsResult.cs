using Dynamics.Geometry;
using Dynamics.Numerics;

namespace Dynamics.Experiments;

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
/// <param name="Minimum">Of the loss.</param>
public sealed record TwoChartsResult(
    IReadOnlyList<ChartedPath> Paths, IReadOnlyList<ChartDistance> Distances, ChartedValleyPoint Minimum)
{
    /// <summary>The distances of one method, in the order of the settings.</summary>
    public IReadOnlyList<ChartDistance> DistancesOf(GradientMethod method)
    {
        Require.Known(method, nameof(method));
        return [.. Distances.Where(distance => distance.Method == method)];
    }

    /// <summary>
    /// How the distance falls with the step, as a power: its local slope in a log-log plot at the last two steps of the settings.
    /// </summary>
    public double SlopeOf(GradientMethod method) => DistancesOf(method) is [.., var coarse, var fine]
        ? Elementary.Log(coarse.Distance / fine.Distance) / Elementary.Log(coarse.Step / fine.Step)
        : throw new InvalidOperationException($"A slope needs 2 step sizes; there are {DistancesOf(method).Count} of {method}.");
}
