using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dynamics.Numerics;

namespace Dynamics.Networks;

/// <summary>
/// The arithmetic under the layers. Every entry of a product is one chain of fused multiply-adds in ascending order of what is
/// summed over, so its bits depend on nothing else.
/// </summary>
static class Kernels
{
    /// <summary>A B, with A N x K and B K x M.</summary>
    public static Block Product(Block a, Block b) => Product(a.View, b.View);

    /// <summary>A B^T, with A N x K and B M x K.</summary>
    public static Block ProductWithTransposed(Block a, Block b) => Product(a.View, b.View.Transposed);

    /// <summary>A^T B, with A N x K and B N x M.</summary>
    public static Block TransposedProduct(Block a, Block b) => Product(a.View.Transposed, b.View);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Block Sum(Block a, Block b)
    {
        var c = Block.New(a.Rows, a.Columns);
        var left = a.Values;
        var right = b.Values;
        var to = c.Values;
        var wideLeft = Wide(left);
        var wideRight = Wide(right);
        var wideTo = Wide(to);
        for (var i = 0; i < wideTo.Length; i++) wideTo[i] = wideLeft[i] + wideRight[i];
        for (var i = Tail(to); i < to.Length; i++) to[i] = left[i] + right[i];
        return c;
    }

    public static Block Hadamard(Block a, Block b) => HadamardInto(a, b, Block.New(a.Rows, a.Columns));

    /// <summary>Multiplies a block that nobody else has, where it is, entry by entry.</summary>
    public static Block Multiply(Block own, Block by) => HadamardInto(own, by, own);

    public static Block Scaled(Block a, double factor) => factor == 1 ? a : ScaledInto(a, factor, Block.New(a.Rows, a.Columns));

    /// <summary>Scales a block that nobody else has, where it is.</summary>
    public static Block Scale(Block own, double factor) => factor == 1 ? own : ScaledInto(own, factor, own);

    /// <summary>
    /// Adds the row to every row of a block that nobody else has; of 1 x channels, each number to all pixels of its channel.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Block AddRow(Block own, Block row, int pixels)
    {
        for (var j = 0; j < own.Columns; j++)
        {
            var shift = row.Values[j / pixels];
            var column = own.Column(j);
            var wide = Wide(column);
            for (var i = 0; i < wide.Length; i++) wide[i] += Vector256.Create(shift);
            for (var i = Tail(column); i < column.Length; i++) column[i] += shift;
        }

        return own;
    }

    /// <summary>Groups of columns, so many next to each other, added up: of the pixels of a channel, one.</summary>
    public static Block SumOfColumns(Block a, int times)
    {
        if (times == 1) return a;
        var c = Block.Zero(a.Rows, a.Columns / times);
        for (var j = 0; j < a.Columns; j++) AddMultiple(c.Column(j / times), 1, a.Column(j));
        return c;
    }

    /// <summary>A^T, in tiles that stay in the cache.</summary>
    public static unsafe Block Transposed(Block a)
    {
        const int tile = 32;
        var c = Block.New(a.Columns, a.Rows);
        var columns = stackalloc double*[tile];
        fixed (double* from = a.Values, to = c.Values)
            for (var i = 0; i < a.Rows; i += tile)
                for (var j = 0; j < a.Columns; j += tile)
                {
                    var count = Math.Min(tile, a.Columns - j);
                    for (var column = 0; column < count; column++) columns[column] = from + (nint)(j + column) * a.Rows + i;
                    Panel.TransposeRows(columns, count, Math.Min(tile, a.Rows - i), a.Columns, to + (nint)i * a.Columns + j);
                }

        return c;
    }

    /// <summary>Each column times a number, from 1 x M.</summary>
    public static Block ScaledColumns(Block a, Block factors)
    {
        var c = Block.Zero(a.Rows, a.Columns);
        for (var j = 0; j < a.Columns; j++) AddMultiple(c.Column(j), factors.Values[j], a.Column(j));
        return c;
    }

    /// <summary>The sum over rows, 1 x M.</summary>
    public static Block SumOfRows(Block a)
    {
        var c = Block.New(1, a.Columns);
        for (var j = 0; j < a.Columns; j++)
        {
            var sum = 0.0;
            foreach (var x in a.Column(j)) sum += x;
            c.Values[j] = sum;
        }
        return c;
    }

    /// <summary>y += factor x, by fused multiply-adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMultiple(Span<double> y, double factor, ReadOnlySpan<double> x)
    {
        var wideY = Wide(y);
        var wideX = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var wideFactor = Vector256.Create(factor);
        for (var i = 0; i < wideY.Length; i++) wideY[i] = Vector256.FusedMultiplyAdd(wideFactor, wideX[i], wideY[i]);
        for (var i = Tail(y); i < y.Length; i++) y[i] = Math.FusedMultiplyAdd(factor, x[i], y[i]);
    }

    /// <summary>y = factor x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SetMultiple(Span<double> y, double factor, ReadOnlySpan<double> x)
    {
        var wideY = Wide(y);
        var wideX = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var wideFactor = Vector256.Create(factor);
        for (var i = 0; i < wideY.Length; i++) wideY[i] = wideFactor * wideX[i];
        for (var i = Tail(y); i < y.Length; i++) y[i] = factor * x[i];
    }

    /// <summary>y = factor times the sum of the columns of A at so many steps from the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaledSumOfColumns(Block a, int first, ReadOnlySpan<int> steps, double factor, Span<double> y)
    {
        var wideY = Wide(y);
        var columns = a.Values[(first * a.Rows)..];
        for (var i = 0; i < wideY.Length; i++)
        {
            var sum = Vector256<double>.Zero;
            foreach (var step in steps) sum += Vector256.Create(columns[(step * a.Rows + i * Vector256<double>.Count)..]);
            wideY[i] = factor * sum;
        }

        for (var i = Tail(y); i < y.Length; i++)
        {
            var sum = 0.0;
            foreach (var step in steps) sum += columns[step * a.Rows + i];
            y[i] = factor * sum;
        }
    }

    static Block Product(MatrixView a, MatrixView b)
    {
        var c = Block.New(a.Rows, b.Columns);
        MatrixProduct.Set(a, b, c.View);
        return c;
    }

    static Block ScaledInto(Block a, double factor, Block c)
    {
        SetMultiple(c.Values, factor, a.Values);
        return c;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static Block HadamardInto(Block a, Block b, Block c)
    {
        var left = a.Values;
        var right = b.Values;
        var to = c.Values;
        var wideLeft = Wide(left);
        var wideRight = Wide(right);
        var wideTo = Wide(to);
        for (var i = 0; i < wideTo.Length; i++) wideTo[i] = wideLeft[i] * wideRight[i];
        for (var i = Tail(to); i < to.Length; i++) to[i] = left[i] * right[i];
        return c;
    }

    static Span<Vector256<double>> Wide(Span<double> values) => MemoryMarshal.Cast<double, Vector256<double>>(values);

    static int Tail(ReadOnlySpan<double> values) => values.Length / Vector256<double>.Count * Vector256<double>.Count;
}
