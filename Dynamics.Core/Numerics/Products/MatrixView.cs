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
    public static MatrixView Of(Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new(matrix.AsColumnMajorArray() ?? matrix.ToColumnMajorArray(), 0, matrix.RowCount, matrix.ColumnCount, 1, matrix.RowCount);
    }

    /// <summary>A part of it, in the same place.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="column">The first column.</param>
    /// <param name="columns">Columns.</param>
    public MatrixView Part(int row, int rows, int column, int columns) =>
        this with { Offset = checked(Offset + row * RowStride + column * ColumnStride), Rows = rows, Columns = columns };

    /// <inheritdoc/>
    public override string ToString() => $"{Rows} x {Columns}, a row {RowStride} and a column {ColumnStride} apart";

    /// <summary>Kernels do not look where they read.</summary>
    internal void RequireInside(string name)
    {
        if (Storage is null) throw new ArgumentException($"{name} has no storage.", name);
        if (Rows < 0 || Columns < 0) throw new ArgumentException($"{name} is {Rows} x {Columns}; neither can be negative.", name);
        if (Rows == 0 || Columns == 0) return;
        var (down, right) = ((Int128)(Rows - 1) * RowStride, (Int128)(Columns - 1) * ColumnStride);
        var (first, last) = (Offset + Int128.Min(0, down) + Int128.Min(0, right),
            Offset + Int128.Max(0, down) + Int128.Max(0, right));
        if (first < 0 || last >= Storage.Length)
            throw new ArgumentException($"{name} reaches from {first} to {last}; its storage has {Storage.Length} entries.", name);
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
