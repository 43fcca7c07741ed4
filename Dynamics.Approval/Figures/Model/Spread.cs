namespace Dynamics.Approval;

/// <summary>What many runs show at each of some places: their median as a curve, within a band that holds the middle eighty of a
/// hundred.</summary>
static class Spread
{
    /// <summary>How a caption calls what is drawn.</summary>
    public const string Words = "medians, bands from the 10th to the 90th percentile";

    /// <param name="name">Of the curve.</param>
    /// <param name="xs">The places.</param>
    /// <param name="runs">The values of all runs, place by place.</param>
    /// <param name="ink">Of curve and band.</param>
    /// <param name="stroke">Of the curve.</param>
    /// <param name="dot">Of the curve.</param>
    public static IEnumerable<Mark> Of(
        string name, IReadOnlyList<double> xs, IReadOnlyList<IReadOnlyList<double>> runs, Ink ink, Stroke? stroke = null, Dot? dot = null)
    {
        yield return new Band($"{name}, 10 to 90 %", xs, [.. runs.Select(values => Percentile(values, .1))],
            [.. runs.Select(values => Percentile(values, .9))], ink) { InLegend = false };
        yield return new Curve(name, [.. xs.Zip(runs, (x, values) => new Point(x, Percentile(values, .5)))], ink)
        {
            Stroke = stroke ?? new Stroke(),
            Dot = dot,
        };
    }

    /// <summary>Straight between the order statistics, the least at 0 and the greatest at 1.</summary>
    public static double Percentile(IReadOnlyList<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        var place = share * (sorted.Length - 1);
        var below = Math.Min((int)place, Math.Max(0, sorted.Length - 2));
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
