using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Dynamics.Specs.Laws;

/// <summary>The ways to compare two sides of a law. The residual is absolute, in the units of the sides.</summary>
public static class Measure
{
    /// <summary>Residual: |left - right|.</summary>
    public static Measurement Distance(string leftName, double left, string rightName, double right) =>
        new(Side.Of(leftName, left), "=", Side.Of(rightName, right), Math.Abs(left - right));

    /// <summary>Residual: the Euclidean norm of the difference.</summary>
    public static Measurement Distance(string leftName, Vector<double> left, string rightName, Vector<double> right) =>
        new(Side.Of(leftName, left), "=", Side.Of(rightName, right), (left - right).L2Norm());

    /// <summary>Residual: the Frobenius norm of the difference.</summary>
    public static Measurement Distance(string leftName, Matrix<double> left, string rightName, Matrix<double> right) =>
        new(Side.Of(leftName, left), "=", Side.Of(rightName, right), (left - right).Enumerate().Norm());

    /// <summary>Residual: the largest difference of two entries.</summary>
    public static Measurement LargestDistance(
        string leftName, IReadOnlyList<double> left, string rightName, IReadOnlyList<double> right) =>
        new(Side.Of(leftName, left), "=", Side.Of(rightName, right),
            left.Count == right.Count ? left.Zip(right, (x, y) => x - y).LargestSize() : double.PositiveInfinity)
        {
            Size = right.LargestSize(),
        };

    /// <summary>Residual: the number of entries whose bits differ.</summary>
    public static Measurement Bits(string leftName, IReadOnlyList<double> left, string rightName, IReadOnlyList<double> right) =>
        new(Side.Of(leftName, left), "=", Side.Of(rightName, right),
            Math.Abs(left.Count - right.Count) + left.Zip(right)
                .Count(pair => BitConverter.DoubleToInt64Bits(pair.First) != BitConverter.DoubleToInt64Bits(pair.Second)));

    /// <summary>Residual: left - right, so below zero is to spare.</summary>
    public static Measurement AtMost(string leftName, double left, string rightName, double right) =>
        new(Side.Of(leftName, left), "≤", Side.Of(rightName, right), left - right);

    /// <summary>Residual: null - statistic, which a phenomenon's margin must keep below zero.</summary>
    public static Measurement Above(string statisticName, double statistic, string nullName, double @null) =>
        new(Side.Of(statisticName, statistic), ">", Side.Of(nullName, @null), @null - statistic);

    /// <summary>
    /// The local slopes of an error in a log-log plot against a step, for <see cref="Rules.Order"/>: it knows the right side.
    /// </summary>
    /// <param name="steps">Falling.</param>
    public static Measurement Shrinks(string errorName, IReadOnlyList<double> steps, IReadOnlyList<double> errors)
    {
        var slopes = new Slopes([.. steps], [.. errors]);
        return new(Side.Of($"local slopes of {errorName}", slopes.Values),
            "=", Side.Of("order", double.NaN), double.NaN) { Slopes = slopes };
    }

    /// <summary>
    /// The mean over independent groups against what it should be, for <see cref="Rules.Rate"/>. Residual: |mean - expected|.
    /// </summary>
    public static Measurement Mean(string name, IReadOnlyCollection<double> groups, string expectedName, double expected) =>
        Distance(name, groups.Mean(), expectedName, expected) with { Spread = SpreadOf(groups) };

    /// <summary>The mean over independent groups against its bound, for <see cref="Rules.Rate"/>. Residual: mean - bound.</summary>
    public static Measurement MeanAtMost(string name, IReadOnlyCollection<double> groups, string boundName, double bound) =>
        AtMost(name, groups.Mean(), boundName, bound) with { Spread = SpreadOf(groups) };

    /// <summary>The largest absolute value; not a number where one of them is none, which the maxima of sequences pass over.</summary>
    internal static double LargestSize(this IEnumerable<double> values) =>
        values.Aggregate(0.0, (largest, x) => Math.Max(largest, Math.Abs(x)));

    /// <summary>An exponent of the width against what it should be, for <see cref="Rules.ExtrapolatedRate"/>.</summary>
    public static Measurement Exponent(string name, WidthExponent exponent, string expectedName, double expected) =>
        Distance(name, exponent.Extrapolated, expectedName, expected) with { Spread = SpreadOf(exponent) };

    /// <summary>An exponent of the width against its bound, for <see cref="Rules.ExtrapolatedRate"/>.</summary>
    public static Measurement ExponentAtMost(string name, WidthExponent exponent, string boundName, double bound) =>
        AtMost(name, exponent.Extrapolated, boundName, bound) with { Spread = SpreadOf(exponent) };

    internal static double Norm(this IEnumerable<double> values)
    {
        var largest = values.LargestSize();
        return largest is 0 or double.PositiveInfinity || double.IsNaN(largest)
            ? largest : largest * Math.Sqrt(values.Sum(x => x / largest * (x / largest)));
    }

    static Spread SpreadOf(WidthExponent exponent) =>
        new(exponent.StandardError, exponent.Groups - 1) { Truncation = Math.Abs(exponent.Extrapolated - exponent.Last) };

    static Spread SpreadOf(IReadOnlyCollection<double> groups) =>
        new(groups.StandardDeviation() / Math.Sqrt(groups.Count), groups.Count - 1);
}
