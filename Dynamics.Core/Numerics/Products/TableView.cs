namespace Dynamics.Numerics;

/// <summary>
/// A matrix gathered through tables: entry (i, k) is Storage[Offset + RowOffsets[i] + ColumnOffsets[k]], and zero where the sum of the
/// last two is negative. A product takes it as it is, without a copy of the whole.
/// </summary>
/// <param name="Storage">The numbers.</param>
/// <param name="Offset">Where the offsets count from.</param>
/// <param name="RowOffsets">One for each row.</param>
/// <param name="ColumnOffsets">One for each column.</param>
public readonly record struct TableView(double[] Storage, int Offset, int[] RowOffsets, int[] ColumnOffsets) : IOperand
{
    /// <summary>The offset of a row or a column of zeros.</summary>
    public const int Nowhere = int.MinValue / 2;

    /// <summary>Rows.</summary>
    public int Rows => RowOffsets.Length;

    /// <summary>Columns.</summary>
    public int Columns => ColumnOffsets.Length;

    /// <summary>The transposed matrix, through the same tables.</summary>
    public TableView Transposed => new(Storage, Offset, ColumnOffsets, RowOffsets);

    int IOperand.Depth => Columns;

    /// <inheritdoc/>
    public override string ToString() => $"{Rows} x {Columns}, through tables";

    /// <summary>Kernels do not look where they read.</summary>
    internal void RequireInside(string name)
    {
        if (Storage is null || RowOffsets is null || ColumnOffsets is null)
            throw new ArgumentException($"{name} has no storage, or a table is missing.", name);
        if (Rows == 0 || Columns == 0) return;
        var last = (long)Offset + RowOffsets.Max() + ColumnOffsets.Max();
        if (Offset < 0 || last >= Storage.Length)
            throw new ArgumentException($"{name} reaches to {last}; its storage has {Storage.Length} entries.", name);
        var least = Math.Min(RowOffsets.Min(), ColumnOffsets.Min());
        if (least < Nowhere)
            throw new ArgumentException($"{name} has an offset of {least}; it needs to be at least {Nowhere}, that of zeros.", name);
    }

    unsafe void IOperand.Pack(int row, int rows, int start, int depth, int width, double* panels)
    {
        var columns = ColumnOffsets.AsSpan(start, depth);
        fixed (double* storage = Storage)
            for (var first = 0; first < rows; first += width, panels += (nint)width * depth)
            {
                var offsets = RowOffsets.AsSpan(row + first, Math.Min(width, rows - first));
                Panel.Gather(storage + Offset, offsets, columns, width, panels);
            }
    }

    unsafe bool IOperand.TryPlace(int row, int rows, int start, int depth, nint* steps) => false;
}
