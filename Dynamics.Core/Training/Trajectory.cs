using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>
/// Snapshots of parameters as they come, kept as steps from one to the next, so that short steps far from the start lose nothing. What
/// is asked of them, principal components and distances, is a function of the T x T matrix of the scalar products of these steps, which
/// grows by a row with every snapshot: the rows that are still missing are computed when they are asked for, in blocks. Not for several
/// threads at once.
/// </summary>
public sealed class Trajectory
{
    const int MostRowsOfABlock = 512;
    const int MostNumbersOfABlock = 1 << 27;

    readonly int _dimension, _threads, _blockSize;
    readonly List<double[]> _blocks = [];
    readonly double[] _last;
    double[] _gram = [];
    int _done, _capacity;

    /// <summary>A trajectory without snapshots.</summary>
    /// <param name="dimension">P, the length of a snapshot, at least 1.</param>
    /// <param name="threads">Threads for the products; the bits do not depend on them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no dimension or no thread.</exception>
    public Trajectory(int dimension, int threads = 1)
    {
        Require.AtLeast(dimension, 1, nameof(dimension));
        Require.Room(dimension, nameof(dimension));
        Require.Threads(threads, nameof(threads));
        (_dimension, _threads, _last) = (dimension, threads, new double[dimension]);
        _blockSize = Math.Clamp(MostNumbersOfABlock / dimension, 1, MostRowsOfABlock);
    }

    /// <summary>T, the number of snapshots.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a snapshot.</summary>
    /// <param name="parameters">theta, length P; it is copied.</param>
    /// <exception cref="ArgumentException">It has another length, or a number in it is not finite.</exception>
    public void Add(Vector<double> parameters)
    {
        Require.Length(parameters, _dimension, nameof(parameters), this);
        Require.Finite(parameters, nameof(parameters));
        var now = parameters.AsArray() ?? parameters.ToArray();
        if (Count == 0) now.CopyTo(_last, 0);
        if (Count % _blockSize == 0) _blocks.Add(GC.AllocateUninitializedArray<double>(_blockSize * _dimension));
        Chains.Difference(now, _last, _blocks[^1].AsSpan(Count % _blockSize * _dimension, _dimension));
        now.CopyTo(_last, 0);
        Count++;
    }

    /// <summary>The geometry of the snapshots so far.</summary>
    /// <exception cref="InvalidOperationException">There are no snapshots.</exception>
    public TrajectoryGeometry Geometry()
    {
        if (Count == 0) throw new InvalidOperationException("A trajectory without snapshots has no geometry.");
        Grow();
        while (_done < Count) AddRows(_done, Math.Min(Count - _done, _blockSize - _done % _blockSize));
        var (gram, capacity) = (_gram, _capacity);
        return TrajectoryGeometry.OfSteps(
            Matrix<double>.Build.Dense(Count, Count, (i, j) => gram[Math.Max(i, j) * capacity + Math.Min(i, j)]));
    }

    /// <inheritdoc/>
    public override string ToString() => $"a trajectory of {Count} snapshots of {_dimension} parameters";

    void AddRows(int first, int count)
    {
        var rows = Rows(first, count);
        for (var start = 0; start < first; start += _blockSize)
        {
            var before = Math.Min(_blockSize, first - start);
            MatrixProduct.Set(rows, Rows(start, before).Transposed, Target(first, count, start, before), _threads);
        }

        MatrixProduct.SetGram(rows, Target(first, count, first, count), _threads);
        _done += count;
    }

    MatrixView Rows(int first, int count) =>
        new(_blocks[first / _blockSize], first % _blockSize * _dimension, count, _dimension, _dimension, 1);

    MatrixView Target(int row, int rows, int column, int columns) => new(_gram, row * _capacity + column, rows, columns, _capacity, 1);

    void Grow()
    {
        if (Count <= _capacity) return;
        var (before, old) = (_capacity, _gram);
        var capacity = Math.Max(Count, 2 * _capacity);
        Require.Room((long)capacity * capacity, "the geometry of so many snapshots");
        (_gram, _capacity) = (new double[capacity * capacity], capacity);
        for (var i = 0; i < _done; i++) old.AsSpan(i * before, i + 1).CopyTo(_gram.AsSpan(i * _capacity));
    }
}
