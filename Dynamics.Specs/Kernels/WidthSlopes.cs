using MathNet.Numerics.LinearRegression;

namespace Dynamics.Specs.Kernels;

/// <summary>The slope of a logarithm against that of the width, by least squares, one for each of some independent groups.</summary>
static class WidthSlopes
{
    /// <param name="groups">How many.</param>
    /// <param name="widths">n.</param>
    /// <param name="logarithm">From the group and n.</param>
    public static double[] Of(int groups, IReadOnlyList<int> widths, Func<int, int, double> logarithm)
    {
        double[] logarithms = [.. widths.Select(n => Math.Log(n))];
        return [.. Enumerable.Range(0, groups).Select(SlopeOf)];

        double SlopeOf(int group) => SimpleRegression.Fit(logarithms, [.. widths.Select(n => logarithm(group, n))]).B;
    }
}
