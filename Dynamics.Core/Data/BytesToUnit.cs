using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Data;

/// <summary>Rows of bytes as a matrix of numbers between 0 and 1.</summary>
static class BytesToUnit
{
    /// <summary>Rows at a time: their bytes stay in the cache while the columns are written.</summary>
    const int Tile = 64;

    static readonly double[] Scaled = [.. Enumerable.Range(0, 256).Select(value => value / 255.0)];

    /// <summary>The element of <paramref name="bytes"/> in row i and column j, divided by 255: rows x columns.</summary>
    internal static Matrix<double> Rows(ReadOnlySpan<byte> bytes, int rows, int columns)
    {
        var storage = GC.AllocateUninitializedArray<double>(rows * columns);
        ReadOnlySpan<double> scaled = Scaled;
        for (var top = 0; top < rows; top += Tile)
        {
            var height = Math.Min(Tile, rows - top);
            var tile = bytes.Slice(top * columns, height * columns);
            for (var column = 0; column < columns; column++)
            {
                var target = storage.AsSpan((column * rows) + top, height);
                for (int row = 0, from = column; row < target.Length; row++, from += columns)
                    target[row] = scaled[tile[from]];
            }
        }
        return Matrix<double>.Build.Dense(rows, columns, storage);
    }
}
