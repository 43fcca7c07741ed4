using System.Buffers;
using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>
/// A = L L^T of a symmetric positive definite matrix, and solves with it. Every entry of L is one chain of fused multiply-adds from
/// that of A on, in ascending order of the columns before it: the bits of the plain triple loop, whatever the blocks. It may be shared
/// between threads.
/// </summary>
public sealed class CholeskyFactorisation
{
    const int BlockColumns = 48;

    readonly double[] _factor;
    readonly int _size;
    readonly int _stride;

    CholeskyFactorisation(Matrix<double> matrix)
    {
        (_size, _stride) = (matrix.RowCount, OddLines(matrix.RowCount));
        _factor = GC.AllocateUninitializedArray<double>(_size * _stride);
        var columns = matrix.AsColumnMajorArray() ?? matrix.ToColumnMajorArray();
        for (var j = 0; j < _size; j++) columns.AsSpan(j * _size + j, _size - j).CopyTo(_factor.AsSpan(j * _stride + j));
    }

    /// <summary>L, n x n, lower triangular.</summary>
    public Matrix<double> Factor => Matrix<double>.Build.Dense(_size, _size, (i, j) => i < j ? 0 : _factor[j * _stride + i]);

    /// <summary>L_ii^2: what is left of A_ii when what the rows before it explain is taken out.</summary>
    /// <param name="row">i.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public double Pivot(int row)
    {
        Require.Between(row, 0, _size - 1, nameof(row));
        return _factor[row * _stride + row] * _factor[row * _stride + row];
    }

    /// <summary>Factorises a matrix.</summary>
    /// <param name="matrix">A, n x n, symmetric: only what is on and below the diagonal is read.</param>
    /// <param name="threads">Threads; the bits do not depend on them.</param>
    /// <exception cref="ArgumentException">A is not square, or not positive definite to working precision.</exception>
    public static CholeskyFactorisation Of(Matrix<double> matrix, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Require.Threads(threads, nameof(threads));
        if (matrix.RowCount != matrix.ColumnCount)
            throw new ArgumentException($"matrix is {matrix.RowCount} x {matrix.ColumnCount}; it needs to be square.", nameof(matrix));
        var result = new CholeskyFactorisation(matrix);
        var negative = ArrayPool<double>.Shared.Rent(BlockColumns * matrix.RowCount);
        try
        {
            result.Factorise(negative, threads);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(negative);
        }

        return result;
    }

    /// <param name="negative">Room for a block of columns.</param>
    /// <param name="threads">Threads.</param>
    void Factorise(double[] negative, int threads)
    {
        for (var start = 0; start < _size; start += BlockColumns)
        {
            var end = Math.Min(start + BlockColumns, _size);
            for (var j = start; j < end; j++) FinishColumn(start, j);
            TakeOutOfTheRest(start, end, negative, threads);
        }
    }

    /// <summary>A^-1 b, length n.</summary>
    /// <param name="right">b, length n.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public Vector<double> Solve(Vector<double> right)
    {
        Require.Length(right, _size, nameof(right), "the factorisation");
        var x = right.ToArray();
        for (var k = 0; k < _size; k++)
        {
            x[k] /= _factor[k * _stride + k];
            Chains.AddMultiple(x.AsSpan(k + 1), -x[k], Below(k));
        }

        for (var k = _size - 1; k >= 0; k--)
            x[k] = Chains.TakeOut(x[k], Below(k), x.AsSpan(k + 1)) / _factor[k * _stride + k];
        return Vector<double>.Build.Dense(x);
    }

    /// <summary>A^-1 B, n x M, column by column.</summary>
    /// <param name="right">B, n x M.</param>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public Matrix<double> Solve(Matrix<double> right)
    {
        ArgumentNullException.ThrowIfNull(right);
        Require.Shape(right, _size, right.ColumnCount, nameof(right));
        return Matrix<double>.Build.DenseOfColumnVectors(right.EnumerateColumns().Select(Solve));
    }

    ReadOnlySpan<double> Below(int column) => _factor.AsSpan(column * _stride + column + 1, _size - column - 1);

    MatrixView Part(int row, int rows, int column, int columns) =>
        new MatrixView(_factor, 0, _size, _size, 1, _stride).Part(row, rows, column, columns);

    /// <summary>Takes the columns of its own block out of a column, and divides it by the root of its pivot.</summary>
    void FinishColumn(int start, int j)
    {
        var column = _factor.AsSpan(j * _stride + j, _size - j);
        Chains.TakeOut(column, _factor, start * _stride + j, _stride, j - start);
        if (!(column[0] > 0)) throw new ArgumentException($"matrix is not positive definite: pivot {j} is {column[0]:g3}.", "matrix");
        var root = Math.Sqrt(column[0]);
        Chains.Divide(column, root);
        column[0] = root;
    }

    /// <summary>Takes a finished block of columns out of those after it, on and below the diagonal.</summary>
    void TakeOutOfTheRest(int start, int end, double[] negative, int threads)
    {
        if (end == _size) return;
        var below = Part(end, _size - end, start, end - start);
        for (var k = 0; k < below.Columns; k++)
            Chains.Negate(_factor.AsSpan(below.Offset + k * _stride, below.Rows), negative.AsSpan(k * below.Rows));
        TiledProduct.RunLower(
            below, new MatrixView(negative, 0, below.Rows, below.Columns, 1, below.Rows),
            Part(end, _size - end, end, _size - end), threads);
    }

    /// <summary>Columns that follow each other at an odd number of cache lines do not compete for the same places of a cache.</summary>
    static int OddLines(int rows) => ((rows + 7) / 8 | 1) * 8;
}
