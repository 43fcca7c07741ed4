using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Networks;

/// <summary>
/// The arithmetic under the layers. Every entry of a product is one chain of fused multiply-adds in ascending order of what is
/// summed over, so its bits depend on nothing else.
/// </summary>
static class Kernels
{
    /// <summary>A B, with A N x K and B K x M.</summary>
    public static Block Product(Block a, Block b)
    {
        var c = Block.Zero(a.Rows, b.Columns);
        for (var j = 0; j < b.Columns; j++)
            for (var k = 0; k < a.Columns; k++)
                AddMultiple(c.Column(j), b.Column(j)[k], a.Column(k));
        return c;
    }

    /// <summary>A B^T, with A N x K and B M x K.</summary>
    public static Block ProductWithTransposed(Block a, Block b)
    {
        var c = Block.Zero(a.Rows, b.Rows);
        for (var k = 0; k < a.Columns; k++)
            for (var j = 0; j < b.Rows; j++)
                AddMultiple(c.Column(j), b.Column(k)[j], a.Column(k));
        return c;
    }

    /// <summary>A^T B, with A N x K and B N x M.</summary>
    public static Block TransposedProduct(Block a, Block b)
    {
        var c = Block.Zero(a.Columns, b.Columns);
        for (var j = 0; j < b.Columns; j++)
            for (var k = 0; k < a.Columns; k++)
                c.Column(j)[k] = Dot(a.Column(k), b.Column(j));
        return c;
    }

    public static Block Sum(Block a, Block b) => Combine(a, b, static (x, y) => x + y);

    public static Block Hadamard(Block a, Block b) => Combine(a, b, static (x, y) => x * y);

    public static Block Scaled(Block a, double factor)
    {
        var c = Block.Zero(a.Rows, a.Columns);
        var from = a.Values;
        var to = c.Values;
        for (var i = 0; i < from.Length; i++) to[i] = factor * from[i];
        return c;
    }

    /// <summary>The same row on every one of N rows, from 1 x M.</summary>
    public static Block Repeated(Block row, int rows)
    {
        var c = Block.Zero(rows, row.Columns);
        for (var j = 0; j < row.Columns; j++) c.Column(j).Fill(row.Values[j]);
        return c;
    }

    /// <summary>Each column so many times over: of a channel, its pixels.</summary>
    public static Block RepeatedColumns(Block a, int times)
    {
        var c = Block.Zero(a.Rows, a.Columns * times);
        for (var j = 0; j < c.Columns; j++) a.Column(j / times).CopyTo(c.Column(j));
        return c;
    }

    /// <summary>The adjoint of <see cref="RepeatedColumns"/>.</summary>
    public static Block SumOfColumns(Block a, int times)
    {
        var c = Block.Zero(a.Rows, a.Columns / times);
        for (var j = 0; j < a.Columns; j++) AddMultiple(c.Column(j / times), 1, a.Column(j));
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
        var c = Block.Zero(1, a.Columns);
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
        var wideY = MemoryMarshal.Cast<double, Vector256<double>>(y);
        var wideX = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var wideFactor = Vector256.Create(factor);
        for (var i = 0; i < wideY.Length; i++) wideY[i] = Vector256.FusedMultiplyAdd(wideFactor, wideX[i], wideY[i]);
        for (var i = wideY.Length * Vector256<double>.Count; i < y.Length; i++) y[i] = Math.FusedMultiplyAdd(factor, x[i], y[i]);
    }

    /// <summary>y += a b, entry by entry, by fused multiply-adds.</summary>
    public static void AddProducts(Span<double> y, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (var i = 0; i < y.Length; i++) y[i] = Math.FusedMultiplyAdd(a[i], b[i], y[i]);
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum = Math.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }

    static Block Combine(Block a, Block b, Func<double, double, double> f)
    {
        var c = Block.Zero(a.Rows, a.Columns);
        var left = a.Values;
        var right = b.Values;
        var to = c.Values;
        for (var i = 0; i < to.Length; i++) to[i] = f(left[i], right[i]);
        return c;
    }
}
