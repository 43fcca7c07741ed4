using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>Chains of fused multiply-adds along vectors.</summary>
static class Chains
{
    /// <summary>y += factor x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMultiple(Span<double> y, double factor, ReadOnlySpan<double> x)
    {
        var wideY = MemoryMarshal.Cast<double, Vector256<double>>(y);
        var wideX = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var wideFactor = Vector256.Create(factor);
        for (var i = 0; i < wideY.Length; i++) wideY[i] = Vector256.FusedMultiplyAdd(wideFactor, wideX[i], wideY[i]);
        for (var i = wideY.Length * Vector256<double>.Count; i < y.Length; i++) y[i] = Math.FusedMultiplyAdd(factor, x[i], y[i]);
    }

    /// <summary>y = factor y + x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaleAndAdd(Span<double> y, double factor, ReadOnlySpan<double> x)
    {
        var wideY = MemoryMarshal.Cast<double, Vector256<double>>(y);
        var wideX = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var wideFactor = Vector256.Create(factor);
        for (var i = 0; i < wideY.Length; i++) wideY[i] = Vector256.FusedMultiplyAdd(wideFactor, wideY[i], wideX[i]);
        for (var i = wideY.Length * Vector256<double>.Count; i < y.Length; i++) y[i] = Math.FusedMultiplyAdd(factor, y[i], x[i]);
    }

    /// <summary>start - a . b, from the first entries on.</summary>
    public static double TakeOut(double start, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (var i = 0; i < a.Length; i++) start = Math.FusedMultiplyAdd(-a[i], b[i], start);
        return start;
    }

    /// <summary>y -= sum_k x_k[0] x_k, in ascending order of k, where x_k is as long as y and lies at offset + k stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void TakeOut(Span<double> y, double[] storage, int offset, int stride, int count)
    {
        fixed (double* first = y, x = storage)
        {
            var k = 0;
            for (; k + 8 <= count; k += 8) TakeOutEight(first, x + offset + (nint)k * stride, stride, y.Length);
            for (; k < count; k++) AddMultiple(y, -x[offset + (nint)k * stride], new(x + offset + (nint)k * stride, y.Length));
        }
    }

    /// <summary>y / divisor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide(Span<double> y, double divisor)
    {
        var wide = MemoryMarshal.Cast<double, Vector256<double>>(y);
        var wideDivisor = Vector256.Create(divisor);
        for (var i = 0; i < wide.Length; i++) wide[i] /= wideDivisor;
        for (var i = wide.Length * Vector256<double>.Count; i < y.Length; i++) y[i] /= divisor;
    }

    /// <summary>a - b, into y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Difference(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        var wideA = MemoryMarshal.Cast<double, Vector256<double>>(a);
        var wideB = MemoryMarshal.Cast<double, Vector256<double>>(b);
        var wideY = MemoryMarshal.Cast<double, Vector256<double>>(y);
        for (var i = 0; i < wideY.Length; i++) wideY[i] = wideA[i] - wideB[i];
        for (var i = wideY.Length * Vector256<double>.Count; i < y.Length; i++) y[i] = a[i] - b[i];
    }

    /// <summary>-x, into y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Negate(ReadOnlySpan<double> x, Span<double> y)
    {
        var wideX = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var wideY = MemoryMarshal.Cast<double, Vector256<double>>(y);
        for (var i = 0; i < wideX.Length; i++) wideY[i] = -wideX[i];
        for (var i = wideX.Length * Vector256<double>.Count; i < x.Length; i++) y[i] = -x[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static unsafe void TakeOutEight(double* y, double* x, nint stride, nint length)
    {
        double* x1 = x + stride, x2 = x1 + stride, x3 = x2 + stride,
            x4 = x3 + stride, x5 = x4 + stride, x6 = x5 + stride, x7 = x6 + stride;
        double f0 = -x[0], f1 = -x1[0], f2 = -x2[0], f3 = -x3[0], f4 = -x4[0], f5 = -x5[0], f6 = -x6[0], f7 = -x7[0];
        var (w0, w1, w2, w3) = (Vector256.Create(f0), Vector256.Create(f1), Vector256.Create(f2), Vector256.Create(f3));
        var (w4, w5, w6, w7) = (Vector256.Create(f4), Vector256.Create(f5), Vector256.Create(f6), Vector256.Create(f7));
        nint i = 0;
        for (; i + 4 <= length; i += 4)
        {
            var sum = Vector256.FusedMultiplyAdd(w0, Vector256.Load(x + i), Vector256.Load(y + i));
            sum = Vector256.FusedMultiplyAdd(w1, Vector256.Load(x1 + i), sum);
            sum = Vector256.FusedMultiplyAdd(w2, Vector256.Load(x2 + i), sum);
            sum = Vector256.FusedMultiplyAdd(w3, Vector256.Load(x3 + i), sum);
            sum = Vector256.FusedMultiplyAdd(w4, Vector256.Load(x4 + i), sum);
            sum = Vector256.FusedMultiplyAdd(w5, Vector256.Load(x5 + i), sum);
            sum = Vector256.FusedMultiplyAdd(w6, Vector256.Load(x6 + i), sum);
            Vector256.FusedMultiplyAdd(w7, Vector256.Load(x7 + i), sum).Store(y + i);
        }

        for (; i < length; i++)
        {
            var sum = Math.FusedMultiplyAdd(f0, x[i], y[i]);
            sum = Math.FusedMultiplyAdd(f1, x1[i], sum);
            sum = Math.FusedMultiplyAdd(f2, x2[i], sum);
            sum = Math.FusedMultiplyAdd(f3, x3[i], sum);
            sum = Math.FusedMultiplyAdd(f4, x4[i], sum);
            sum = Math.FusedMultiplyAdd(f5, x5[i], sum);
            sum = Math.FusedMultiplyAdd(f6, x6[i], sum);
            y[i] = Math.FusedMultiplyAdd(f7, x7[i], sum);
        }
    }
}
