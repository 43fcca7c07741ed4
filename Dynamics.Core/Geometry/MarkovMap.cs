using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// A column-stochastic matrix M, m x n: outcome x becomes outcome y with probability M_yx, so that p' = M p. Noise, coarse-graining and
/// randomisation are Markov maps; none knows the parameters (Chentsov 1972). Immutable. It may be shared between threads.
/// </summary>
public sealed class MarkovMap
{
    const double SumTolerance = 1e-10;

    readonly Matrix<double> _probabilities;

    /// <summary>The map of a column-stochastic matrix, which is copied.</summary>
    /// <param name="probabilities">M, m x n.</param>
    /// <exception cref="ArgumentException">There is no row or no column, an entry is negative or not finite, or a column misses the
    /// sum 1 by more than 1e-10.</exception>
    public MarkovMap(Matrix<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        Require.AtLeast(probabilities.RowCount, 1, $"{nameof(probabilities)}.RowCount");
        Require.AtLeast(probabilities.ColumnCount, 1, $"{nameof(probabilities)}.ColumnCount");
        Require.Finite(probabilities, nameof(probabilities));
        for (var x = 0; x < probabilities.ColumnCount; x++)
        {
            var column = probabilities.Column(x);
            if (column.Minimum() < 0)
                throw new ArgumentException(
                    $"probabilities has a negative entry in column {x}; probabilities are at least 0.", nameof(probabilities));
            var excess = column.Sum() - 1;
            if (Math.Abs(excess) > SumTolerance)
                throw new ArgumentException(
                    $"Column {x} of probabilities adds up to 1 + {excess:g3}; it needs to add up to 1.", nameof(probabilities));
        }
        _probabilities = probabilities.Clone();
    }

    /// <summary>n, the outcomes before.</summary>
    public int InputCount => _probabilities.ColumnCount;

    /// <summary>m, the outcomes after.</summary>
    public int OutputCount => _probabilities.RowCount;

    /// <summary>M_yx, the probability that x becomes y.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such outcome.</exception>
    public double this[int y, int x] => _probabilities[
        Require.Between(y, 0, OutputCount - 1, nameof(y)), Require.Between(x, 0, InputCount - 1, nameof(x))];

    /// <summary>A statistic: outcome x becomes its class for certain.</summary>
    /// <param name="classes">The class of each outcome, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is negative, or there is none.</exception>
    public static MarkovMap Merging(params IReadOnlyList<int> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        Require.AtLeast(classes.Count, 1, $"{nameof(classes)}.Count");
        foreach (var y in classes)
            Require.Between(y, 0, 1_000_000, nameof(classes));
        Require.Room((classes.Max() + 1L) * classes.Count, nameof(classes));
        var probabilities = Matrix<double>.Build.Dense(classes.Max() + 1, classes.Count);
        for (var x = 0; x < classes.Count; x++)
            probabilities[classes[x], x] = 1;
        return new(probabilities);
    }

    /// <summary>
    /// A congruent embedding: outcome x is split into outcomes of its own, which get the given shares of its probability. The merging
    /// that undoes it is a sufficient statistic.
    /// </summary>
    /// <param name="shares">For each outcome the shares it is split into, at least 0, adding up to 1.</param>
    /// <exception cref="ArgumentException">Shares are negative or do not add up to 1.</exception>
    public static MarkovMap Splitting(params IReadOnlyList<Vector<double>> shares)
    {
        Require.AtLeast(Require.Items(shares, nameof(shares)).Count, 1, $"{nameof(shares)}.Count");
        for (var x = 0; x < shares.Count; x++)
            if (!(shares[x].Count > 0 && shares[x].Minimum() >= 0 && Math.Abs(shares[x].Sum() - 1) <= SumTolerance))
                throw new ArgumentException(
                    $"shares[{x}] is {Require.Show(shares[x])}; it needs to be at least 0 and to add up to 1.", nameof(shares));
        var splits = shares.Sum(parts => (long)parts.Count);
        Require.Room(splits, nameof(shares));
        Require.Room(splits * shares.Count, nameof(shares));
        var probabilities = Matrix<double>.Build.Dense((int)splits, shares.Count);
        for (int x = 0, y = 0; x < shares.Count; y += shares[x].Count, x++)
            probabilities.SetSubMatrix(y, x, shares[x].ToColumnMatrix());
        return new(probabilities);
    }

    /// <summary>M p.</summary>
    /// <param name="distribution">p, length n.</param>
    /// <exception cref="ArgumentException">p has another length.</exception>
    public Vector<double> Apply(Vector<double> distribution)
    {
        Require.Length(distribution, InputCount, nameof(distribution), this);
        return _probabilities * distribution;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Markov map [{string.Join("; ", _probabilities.EnumerateRows().Select(row => string.Join(" ", row.Select(p => $"{p:g4}"))))}]";
}
