using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// Outcomes z_1 .. z_n, vectors of one length, and weights w_1 .. w_n &gt;= 0 that add up to 1: the expectation of f is sum_i w_i
/// f(z_i). Immutable. It may be shared between threads.
/// </summary>
public sealed class ExpectationRule
{
    const double SumTolerance = 1e-10;
    readonly double[] _outcomes;
    readonly double[] _weights;

    /// <summary>A rule from its outcomes and weights, which are copied.</summary>
    /// <param name="outcomes">n outcomes of one length.</param>
    /// <param name="weights">n weights.</param>
    /// <param name="truncationError">A bound on the probability of the outcomes left out.</param>
    /// <exception cref="ArgumentException">
    /// Counts or lengths differ, there is no outcome, a number is not finite, a weight is negative, or the weights miss
    /// 1 by more than 1e-10 and the truncation error.
    /// </exception>
    public ExpectationRule(IReadOnlyList<double[]> outcomes, IReadOnlyList<double> weights, double truncationError = 0)
        : this(Flatten(outcomes), [.. Require.There(weights, nameof(weights))], truncationError)
    {
        if (weights.Count != outcomes.Count)
            throw new ArgumentException(
                $"There are {weights.Count} weights; {outcomes.Count} are needed, one for each outcome.", nameof(weights));
    }

    /// <summary>The empirical distribution of a data set: each row with the weight 1/N.</summary>
    /// <param name="data">N outcomes, a row each.</param>
    /// <exception cref="ArgumentException">There is no row, or a number is not finite.</exception>
    public static ExpectationRule OfData(Matrix<double> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Require.AtLeast(data.RowCount, 1, "data.RowCount");
        Require.Finite(data, nameof(data));
        return new(data.ToRowArrays(), [.. Enumerable.Repeat(1.0 / data.RowCount, data.RowCount)]);
    }

    /// <summary>Takes ownership of outcomes laid end to end.</summary>
    internal ExpectationRule(double[] outcomes, double[] weights, double truncationError)
    {
        if (weights.Length == 0)
            throw new ArgumentException("There are 0 outcomes with weights; at least 1 is needed.", nameof(weights));
        RequireFinite(outcomes, nameof(outcomes));
        RequireFinite(weights, nameof(weights));
        if (weights.Any(weight => weight < 0))
            throw new ArgumentException("A weight is negative; weights are probabilities.", nameof(weights));
        Require.NotNegative(truncationError, nameof(truncationError));
        var excess = Sum(weights) - 1;
        if (Math.Abs(excess) > SumTolerance + truncationError)
            throw new ArgumentException($"The weights add up to 1 + {excess:g3}; they need to add up to 1.", nameof(weights));

        _outcomes = outcomes;
        _weights = weights;
        OutcomeLength = outcomes.Length / weights.Length;
        TruncationError = truncationError;
    }

    /// <summary>n, the number of outcomes.</summary>
    public int Count => _weights.Length;

    /// <summary>The length of each outcome.</summary>
    public int OutcomeLength { get; }

    /// <summary>
    /// A bound on the probability of the outcomes that the rule leaves out; 0 where it enumerates all, and for
    /// quadrature, which is exact for the polynomials that its model names.
    /// </summary>
    public double TruncationError { get; }

    /// <summary>The i-th outcome.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such outcome.</exception>
    public ReadOnlySpan<double> Outcome(int i) =>
        _outcomes.AsSpan(Require.Between(i, 0, Count - 1, nameof(i)) * OutcomeLength, OutcomeLength);

    /// <summary>The i-th weight.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such outcome.</exception>
    public double Weight(int i) => _weights[Require.Between(i, 0, Count - 1, nameof(i))];

    /// <summary>E[f(z)], by compensated summation.</summary>
    public double Mean(Func<ReadOnlySpan<double>, double> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var sum = new CompensatedSum();
        for (var i = 0; i < Count; i++)
            sum.Add(_weights[i] * f(Outcome(i)));
        return sum.Total;
    }

    /// <summary>E[f(z)] for a vector-valued f.</summary>
    public Vector<double> Mean(Func<ReadOnlySpan<double>, Vector<double>> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var sum = Require.There(f(Outcome(0)), nameof(f)) * _weights[0];
        for (var i = 1; i < Count; i++)
        {
            var value = f(Outcome(i));
            Require.Length(value, sum.Count, nameof(f), "its first value");
            sum += value * _weights[i];
        }

        return sum;
    }

    /// <summary>E[f(z) f(z)^T], exactly symmetric.</summary>
    public Matrix<double> MeanOuterProduct(Func<ReadOnlySpan<double>, Vector<double>> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var sum = new OuterProductSum(nameof(f));
        for (var i = 0; i < Count; i++)
            sum.Add(_weights[i], Require.There(f(Outcome(i)), nameof(f)));
        return sum.ToMatrix();
    }

    /// <inheritdoc/>
    public override string ToString() => TruncationError > 0
        ? $"expectation over {Count} outcomes, all but {TruncationError:g2} of the probability"
        : $"expectation over {Count} outcomes";

    static double[] Flatten(IReadOnlyList<double[]> outcomes)
    {
        Require.Items(outcomes, nameof(outcomes));
        var length = outcomes.Count == 0 ? 0 : outcomes[0].Length;
        foreach (var outcome in outcomes)
            if (outcome.Length != length)
                throw new ArgumentException(
                    $"An outcome has length {outcome.Length}; it needs the first one's, {length}.", nameof(outcomes));
        return [.. outcomes.SelectMany(outcome => outcome)];
    }

    static double Sum(double[] values)
    {
        var sum = new CompensatedSum();
        foreach (var value in values)
            sum.Add(value);
        return sum.Total;
    }

    static void RequireFinite(double[] values, string name)
    {
        var at = Array.FindIndex(values, value => !double.IsFinite(value));
        if (at >= 0)
            throw new ArgumentException($"Number {at} of the {name} is {values[at]}; it needs to be finite.", name);
    }
}
