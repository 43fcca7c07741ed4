using System.Runtime.CompilerServices;

namespace Dynamics.Numerics;

/// <summary>
/// A product in blocks that fit the caches (Goto and van de Geijn 2008): panels of the right side stay in the outer cache, panels of
/// the left side in the inner one, a tile of C in registers. Chains that one part of the depth leaves are taken up by the next.
/// </summary>
static unsafe class BlockedProduct
{
    const int BlockDepth = MicroKernel.MostSteps;
    const int BlockRows = 192;
    const int BlockColumns = 1056;

    /// <summary>Up to so many rows the whole left side stays in the inner cache.</summary>
    const int FewRows = 288;
    const int FewColumns = 96;

    /// <summary>
    /// The entries of C = left right^T in a range; where <paramref name="lower"/>, only tiles that are not wholly above the diagonal.
    /// </summary>
    public static void Run<TLeft,
        TRight>(MicroKernel kernel, TLeft left, TRight right, MatrixView c, TileRange range, bool accumulate, bool lower)
        where TLeft : IOperand
        where TRight : IOperand
    {
        fixed (double* storage = c.Storage)
        {
            var product = new Pass(kernel, c, storage + c.Offset, lower);
            if (range.ColumnEnd - range.Column <= kernel.Columns && !lower) OneColumnOfTiles(product, left, right, range, accumulate);
            else if (range.RowEnd - range.Row <= FewRows) FewRowsByPanels(product, left, right, range, accumulate);
            else ManyRowsByBlocks(product, left, right, range, accumulate);
        }
    }

    /// <summary>
    /// Each number of the left side meets one tile alone: it is read where it lies, or packed where that is not in one piece.
    /// </summary>
    [SkipLocalsInit]
    static void OneColumnOfTiles<TLeft, TRight>(in Pass pass, TLeft left, TRight right, TileRange range, bool accumulate)
        where TLeft : IOperand
        where TRight : IOperand
    {
        var packedLeft = PackBuffer.Left(BlockDepth * FewRows);
        var packedRight = PackBuffer.Right(BlockDepth * BlockColumns);
        var steps = stackalloc nint[BlockDepth];
        var (height, columns) = (pass.Kernel.Rows, range.ColumnEnd - range.Column);
        fixed (double* storage = left.Storage)
            for (var start = 0; start < left.Depth; start += BlockDepth)
            {
                var depth = Math.Min(BlockDepth, left.Depth - start);
                var fresh = start == 0 && !accumulate;
                right.Pack(range.Column, columns, start, depth, pass.Kernel.Columns, packedRight);
                for (var row = range.Row; row < range.RowEnd; row += height)
                {
                    var rows = Math.Min(height, range.RowEnd - row);
                    var isPlaced = rows == height && left.TryPlace(row, rows, start, depth, steps);
                    if (!isPlaced) left.Pack(row, rows, start, depth, height, packedLeft);
                    Tile(pass, depth, isPlaced ? storage : packedLeft, isPlaced ? steps
                        : pass.Kernel.PackedSteps, packedRight, row, range.Column, rows, columns, fresh);
                }
            }
    }

    /// <summary>The right side is packed a few panels at a time, and they are used at once.</summary>
    static void FewRowsByPanels<TLeft, TRight>(in Pass pass, TLeft left, TRight right, TileRange range, bool accumulate)
        where TLeft : IOperand
        where TRight : IOperand
    {
        var packedLeft = PackBuffer.Left(BlockDepth * FewRows);
        var packedRight = PackBuffer.Right(BlockDepth * BlockColumns);
        var width = pass.Kernel.Columns;
        for (var start = 0; start < left.Depth; start += BlockDepth)
        {
            var depth = Math.Min(BlockDepth, left.Depth - start);
            var fresh = start == 0 && !accumulate;
            left.Pack(range.Row, range.RowEnd - range.Row, start, depth, pass.Kernel.Rows, packedLeft);
            for (var block = range.Column; block < range.ColumnEnd; block += FewColumns)
            {
                var blockEnd = Math.Min(block + FewColumns, range.ColumnEnd);
                right.Pack(block, blockEnd - block, start, depth, width, packedRight);
                for (var column = block; column < blockEnd; column += width)
                    ColumnOfTiles(pass, packedLeft, packedRight + (nint)(column - block) * depth, depth,
                        range.Row, range.RowEnd, column, Math.Min(width, blockEnd - column), fresh);
            }
        }
    }

    static void ManyRowsByBlocks<TLeft, TRight>(in Pass pass, TLeft left, TRight right, TileRange range, bool accumulate)
        where TLeft : IOperand
        where TRight : IOperand
    {
        var packedLeft = PackBuffer.Left(BlockDepth * FewRows);
        var packedRight = PackBuffer.Right(BlockDepth * BlockColumns);
        var (height, width) = (pass.Kernel.Rows, pass.Kernel.Columns);
        for (var block = range.Column; block < range.ColumnEnd; block += BlockColumns)
        {
            var blockEnd = Math.Min(block + BlockColumns, range.ColumnEnd);
            for (var start = 0; start < left.Depth; start += BlockDepth)
            {
                var depth = Math.Min(BlockDepth, left.Depth - start);
                var fresh = start == 0 && !accumulate;
                right.Pack(block, blockEnd - block, start, depth, width, packedRight);
                for (var row = pass.Lower ? Math.Max(range.Row, block / height * height) : range.Row; row < range.RowEnd; row += BlockRows)
                {
                    var rowEnd = Math.Min(row + BlockRows, range.RowEnd);
                    left.Pack(row, rowEnd - row, start, depth, height, packedLeft);
                    for (var column = block; column < blockEnd; column += width)
                        ColumnOfTiles(pass, packedLeft, packedRight + (nint)(column - block) * depth,
                            depth, row, rowEnd, column, Math.Min(width, blockEnd - column), fresh);
                }
            }
        }
    }

    static void ColumnOfTiles(
        in Pass pass, double* left, double* right, int depth, int row, int rowEnd, int column, int columns, bool fresh)
    {
        var height = pass.Kernel.Rows;
        for (; row < rowEnd; row += height, left += (nint)height * depth)
            if (!pass.Lower || row + height > column)
                Tile(pass, depth, left, pass.Kernel.PackedSteps, right, row, column, Math.Min(height, rowEnd - row), columns, fresh);
    }

    static void Tile(
        in Pass pass, int depth, double* left, nint* steps, double* right, int row, int column, int rows, int columns, bool fresh)
    {
        var kernel = pass.Kernel;
        var c = pass.C + (nint)row * pass.Target.RowStride + (nint)column * pass.Target.ColumnStride;
        if (rows == kernel.Rows && columns == kernel.Columns && pass.Target.RowStride == 1)
            kernel.Run(depth, left, steps, right, c, pass.Target.ColumnStride, fresh);
        else
            EdgeTile(kernel, depth, left, steps, right, c, pass.Target, rows, columns, fresh);
    }

    /// <summary>A whole tile beside C, of which only what C has goes there.</summary>
    [SkipLocalsInit]
    static void EdgeTile(
        MicroKernel kernel, int depth, double* left, nint* steps, double* right,
        double* c, MatrixView target, int rows, int columns, bool fresh)
    {
        var tile = stackalloc double[MicroKernel.MostEntries];
        var (rowStride, columnStride, height) = ((nint)target.RowStride, (nint)target.ColumnStride, (nint)kernel.Rows);
        if (!fresh)
            for (nint j = 0; j < columns; j++)
                for (nint i = 0; i < rows; i++) tile[j * height + i] = c[i * rowStride + j * columnStride];
        kernel.Run(depth, left, steps, right, tile, height, fresh);
        for (nint j = 0; j < columns; j++)
            for (nint i = 0; i < rows; i++) c[i * rowStride + j * columnStride] = tile[j * height + i];
    }

    /// <summary>What all tiles have in common.</summary>
    readonly struct Pass(MicroKernel kernel, MatrixView target, double* c, bool lower)
    {
        public readonly MicroKernel Kernel = kernel;
        public readonly MatrixView Target = target;
        public readonly double* C = c;
        public readonly bool Lower = lower;
    }
}
