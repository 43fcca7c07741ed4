using Dynamics.Specs.Laws.Tolerances;
using MathNet.Numerics.LinearAlgebra;

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
        new(Side.Of(leftName, left), "=", Side.Of(rightName, right), (left - right).FrobeniusNorm());

    /// <summary>Residual: the number of entries whose bits differ.</summary>
    public static Measurement Bits(string leftName, IReadOnlyList<double> left, string rightName, IReadOnlyList<double> right) =>
        new(Side.Of(leftName, left), "=", Side.Of(rightName, right),
            Math.Abs(left.Count - right.Count) + left.Zip(right).Count(pair => BitConverter.DoubleToInt64Bits(pair.First) != BitConverter.DoubleToInt64Bits(pair.Second)));

    /// <summary>Residual: left - right, so below zero is to spare.</summary>
    public static Measurement AtMost(string leftName, double left, string rightName, double right) =>
        new(Side.Of(leftName, left), "≤", Side.Of(rightName, right), left - right);

    /// <summary>Residual: null - statistic, which a phenomenon's margin must keep below zero.</summary>
    public static Measurement Above(string statisticName, double statistic, string nullName, double @null) =>
        new(Side.Of(statisticName, statistic), ">", Side.Of(nullName, @null), @null - statistic);

    /// <summary>The local slopes of an error in a log-log plot against a step; see <see cref="Order"/>.</summary>
    /// <param name="steps">Falling, each half of the one before.</param>
    public static Evidence Shrinks(string errorName, IReadOnlyList<double> steps, IReadOnlyList<double> errors, Func<double, Order> order)
    {
        var tolerance = order(steps[^2]);
        var slopes = Enumerable.Range(0, steps.Count - 1)
            .Select(i => Math.Log(errors[i] / errors[i + 1]) / Math.Log(steps[i] / steps[i + 1])).ToArray();
        return new Measurement(Side.Of($"local slopes of {errorName}", slopes), tolerance.OneSided ? "≥" : "=", Side.Of("order", tolerance.Exponent),
            slopes.Select((slope, i) => tolerance.Deviation(slope, steps[i])).Max()).Within(tolerance);
    }
}
