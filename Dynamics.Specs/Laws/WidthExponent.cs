using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Dynamics.Specs.Laws;

/// <summary>
/// The exponent p of an error whose mean square is n^(2p) (a + b / n^q + ...): its slopes between successive widths, and what they tend
/// to by Richardson's extrapolation.
/// </summary>
/// <param name="Last">The slope between the two largest widths.</param>
/// <param name="Extrapolated">Without the term b.</param>
/// <param name="StandardError">Of the extrapolated one, over the groups.</param>
/// <param name="Groups">How many.</param>
public sealed record WidthExponent(double Last, double Extrapolated, double StandardError, int Groups)
{
    /// <summary>Where the mean square is a power of the width exactly, and nothing needs to be extrapolated.</summary>
    /// <param name="widths">Two.</param>
    /// <param name="meanSquares">Of each independent group, one for each width.</param>
    public static WidthExponent Exact(IReadOnlyList<int> widths, IReadOnlyList<double[]> meanSquares)
    {
        var half = .5 / Math.Log((double)widths[1] / widths[0]);
        return Of(meanSquares, [-half, half], [-half, half]);
    }

    /// <param name="widths">Three: n, r n and r² n.</param>
    /// <param name="meanSquares">Of each independent group, one for each width.</param>
    /// <param name="power">q.</param>
    public static WidthExponent Of(IReadOnlyList<int> widths, IReadOnlyList<double[]> meanSquares, double power = 1)
    {
        if (widths.Count != 3 || widths[1] * widths[1] != widths[0] * widths[2]) throw new ArgumentException("Three widths in geometric "
            + "progression.", nameof(widths));
        var ratio = (double)widths[1] / widths[0];
        var gain = Math.Pow(ratio, power);
        // of the logarithms of the mean squares
        double[] last = [0, -.5 / Math.Log(ratio), .5 / Math.Log(ratio)];
        double[] first = [last[1], last[2], 0];
        double[] extrapolated = [.. last.Zip(first, (l, f) => (gain * l - f) / (gain - 1))];

        return Of(meanSquares, last, extrapolated);
    }

    /// <summary>The like for the norm of an expected vector, n^p (a + b / n + ...): of the mean over all groups.</summary>
    /// <param name="widths">Three: n, r n and r² n.</param>
    /// <param name="vectors">Of each group, one for each width.</param>
    public static WidthExponent OfMeans(IReadOnlyList<int> widths, IReadOnlyList<Vector<double>[]> vectors)
    {
        var means = widths.Select((_, width) => vectors.Aggregate(0 * vectors[0][width], (sum, group) =>
            sum + group[width]) / vectors.Count).ToArray();
        var exponent = Of(widths, [.. vectors.Select(group => group.Zip(means, (vector, mean) => vector * mean).ToArray())]);

        // log |m| moves by <m, x> / |m|² where the mean moves by x: twice what half the logarithm of a mean square does
        return exponent with { StandardError = 2 * exponent.StandardError };
    }

    /// <param name="meanSquares">Of each group.</param>
    /// <param name="last">What multiplies the logarithms of the mean squares in the last slope.</param>
    /// <param name="extrapolated">The same in the extrapolated one.</param>
    static WidthExponent Of(IReadOnlyList<double[]> meanSquares, double[] last, double[] extrapolated)
    {
        var means = last.Select((_, width) => meanSquares.Average(group => group[width])).ToArray();
        var influences = meanSquares.Select(group => means.Select((mean, width) =>
            extrapolated[width] * group[width] / mean).Sum()).ToArray();
        return new(Apply(last), Apply(extrapolated), influences.StandardDeviation() / Math.Sqrt(influences.Length), meanSquares.Count);

        double Apply(double[] weights) => weights.Zip(means, (weight, mean) => weight * Math.Log(mean)).Sum();
    }
}
