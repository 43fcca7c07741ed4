using System.Runtime.CompilerServices;

namespace Dynamics.Numerics;

/// <summary>
/// A product in blocks that fit the caches (Goto and van de Geijn 2008): panels of the right side stay in the outer cache, panels of
/// the left side in the inner one, a tile of C in registers. Chains that one part of the depth leaves are taken up by the next.
/// </summary>
static unsafe class BlockedProduct
{
    const int BlockDepth = 256;
    const int BlockRows = 144;
    const int BlockColumns = 960;

    /// <summary>The tiles rows x columns of C = left right^T; of those on a diagonal of C only what is not wholly above it, where <paramref name="lower"/>.</summary>
    public static void Run<TLeft, TRight>(MicroKernel kernel, TLeft left, TRight right, MatrixView c, TileRange range, bool accumulate, bool lower)
        where TLeft : IOperand
        where TRight : IOperand
    {
        var (depthAll, width, height) = (left.Depth, kernel.Columns, kernel.Rows);
        var packedRight = PackBuffer.Right(BlockDepth * BlockColumns);
        var packedLeft = PackBuffer.Left(BlockDepth * BlockRows);
        fixed (double* storage = c.Storage)
            for (var column = range.Column; column < range.ColumnEnd; column += BlockColumns)
            {
                var columns = Math.Min(BlockColumns, range.ColumnEnd - column);
                for (var start = 0; start < depthAll; start += BlockDepth)
                {
                    var depth = Math.Min(BlockDepth, depthAll - start);
                    right.Pack(column, columns, start, depth, width, packedRight);
                    for (var row = lower ? Math.Max(range.Row, column / height * height) : range.Row; row < range.RowEnd; row += BlockRows)
                    {
                        var rows = Math.Min(BlockRows, range.RowEnd - row);
                        left.Pack(row, rows, start, depth, height, packedLeft);
                        for (var j = 0; j < columns; j += width)
                            for (var i = 0; i < rows; i += height)
                            {
                                if (lower && row + i + height <= column + j) continue;
                                var at = storage + c.Offset + (nint)(row + i) * c.RowStride + (nint)(column + j) * c.ColumnStride;
                                Tile(kernel, depth, packedLeft + (nint)i * depth, packedRight + (nint)j * depth, at, c, Math.Min(height, rows - i), Math.Min(width, columns - j), start == 0 && !accumulate);
                            }
                    }
                }
            }
    }

    static void Tile(MicroKernel kernel, int depth, double* left, double* right, double* c, MatrixView target, int rows, int columns, bool fresh)
    {
        if (rows == kernel.Rows && columns == kernel.Columns && target.RowStride == 1)
            kernel.Run(depth, left, right, c, target.ColumnStride, fresh);
        else
            EdgeTile(kernel, depth, left, right, c, target, rows, columns, fresh);
    }

    /// <summary>A whole tile beside C, of which only what C has goes there.</summary>
    [SkipLocalsInit]
    static void EdgeTile(MicroKernel kernel, int depth, double* left, double* right, double* c, MatrixView target, int rows, int columns, bool fresh)
    {
        var tile = stackalloc double[MicroKernel.MostEntries];
        var (rowStride, columnStride, height) = ((nint)target.RowStride, (nint)target.ColumnStride, (nint)kernel.Rows);
        if (!fresh)
            for (nint j = 0; j < columns; j++)
                for (nint i = 0; i < rows; i++) tile[j * height + i] = c[i * rowStride + j * columnStride];
        kernel.Run(depth, left, right, tile, height, fresh);
        for (nint j = 0; j < columns; j++)
            for (nint i = 0; i < rows; i++) c[i * rowStride + j * columnStride] = tile[j * height + i];
    }
}
