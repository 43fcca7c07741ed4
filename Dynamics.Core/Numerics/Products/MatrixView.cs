using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>A matrix where it lies: entry (i, k) is Storage[Offset + i RowStride + k ColumnStride]. Nothing is copied.</summary>
/// <param name="Storage">The numbers.</param>
/// <param name="Offset">Where entry (0, 0) is.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="RowStride">From a row to the next.</param>
/// <param name="ColumnStride">From a column to the next.</param>
public readonly record struct MatrixView(double[] Storage, int Offset, int Rows, int Columns, int RowStride, int ColumnStride) : IOperand
{
    /// <summary>The transposed matrix, in the same place.</summary>
    public MatrixView Transposed => new(Storage, Offset, Columns, Rows, ColumnStride, RowStride);

    int IOperand.Depth => Columns;

    /// <summary>A dense matrix in its own column-major storage; any other as a copy.</summary>
    /// <param name="matrix">The matrix.</param>
    public static MatrixView Of(Matrix<double> matrix) => Of(matrix, nameof(matrix));

    internal static MatrixView Of(Matrix<double> matrix, string name)
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        return new(matrix.AsColumnMajorArray() ?? matrix.ToColumnMajorArray(), 0, matrix.RowCount, matrix.ColumnCount, 1, matrix.RowCount);
    }

    /// <summary>A part of it, in the same place.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="column">The first column.</param>
    /// <param name="columns">Columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">It has no such part.</exception>
    public MatrixView Part(int row, int rows, int column, int columns)
    {
        Require.Between(row, 0, Rows, nameof(row));
        Require.Between(rows, 0, Rows - row, nameof(rows));
        Require.Between(column, 0, Columns, nameof(column));
        Require.Between(columns, 0, Columns - column, nameof(columns));
        return this with { Offset = Offset + row * RowStride + column * ColumnStride, Rows = rows, Columns = columns };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Rows} x {Columns}, a row {RowStride} and a column {ColumnStride} apart";

    /// <summary>Kernels do not look where they read.</summary>
    internal void RequireInside(string name)
    {
        if (Storage is null) throw new ArgumentException($"{name} has no storage.", name);
        if (Rows < 0 || Columns < 0) throw new ArgumentException($"{name} is {Rows} x {Columns}; neither can be negative.", name);
        if (Rows == 0 || Columns == 0) return;
        var (first, last) = Reach();
        if (first < 0 || last >= Storage.Length)
            throw new ArgumentException($"{name} reaches from {first} to {last}; its storage has {Storage.Length} entries.", name);
    }

    /// <summary>
    /// Whether entries may lie in one place: never in another storage, nor apart in it; of two with the same strides, whether rows and
    /// columns meet.
    /// </summary>
    internal bool MayOverlap(MatrixView other)
    {
        if (!ReferenceEquals(Storage, other.Storage) || Rows * (long)Columns == 0 || other.Rows * (long)other.Columns == 0) return false;
        var ((first, last), (otherFirst, otherLast)) = (Reach(), other.Reach());
        if (last < otherFirst || otherLast < first) return false;
        if ((RowStride, ColumnStride) != (other.RowStride, other.ColumnStride) || RowStride != 1 || ColumnStride <= 0) return true;
        var between = other.Offset - Offset;
        var (right, down) = (Math.DivRem(between, ColumnStride).Quotient, between % ColumnStride);
        if (down < 0) (right, down) = (right - 1, down + ColumnStride);
        return down < Rows && right < Columns && -right < other.Columns
            || down - ColumnStride > -other.Rows && right + 1 < Columns && -right - 1 < other.Columns;
    }

    (Int128 First, Int128 Last) Reach()
    {
        var (down, right) = ((Int128)(Rows - 1) * RowStride, (Int128)(Columns - 1) * ColumnStride);
        return (Offset + Int128.Min(0, down) + Int128.Min(0, right), Offset + Int128.Max(0, down) + Int128.Max(0, right));
    }

    unsafe void IOperand.Pack(int row, int rows, int start, int depth, int width, double* panels)
    {
        fixed (double* storage = Storage)
        {
            var from = storage + Offset + (nint)row * RowStride + (nint)start * ColumnStride;
            if (RowStride == 1) Panel.CopyAll(from, ColumnStride, rows, depth, width, panels);
            else if (ColumnStride == 1) Panel.TransposeAll(from, RowStride, rows, depth, width, panels);
            else Panel.GatherAll(from, RowStride, ColumnStride, rows, depth, width, panels);
        }
    }

    unsafe bool IOperand.TryPlace(int row, int rows, int start, int depth, nint* steps)
    {
        if (RowStride != 1) return false;
        for (nint k = 0; k < depth; k++) steps[k] = Offset + row + (start + k) * ColumnStride;
        return true;
    }
}
