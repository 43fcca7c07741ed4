using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Kernels;

/// <summary>Arithmetic on lanes, each its own number. Lengths are multiples of the width of a vector.</summary>
static class LaneArithmetic
{
    /// <summary>y + x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<double> y, ReadOnlySpan<double> x)
    {
        var to = Wide(y);
        var from = Wide(x);
        for (var i = 0; i < to.Length; i++) to[i] += from[i];
    }

    /// <summary>y + (a + b): the same bits with a and b swapped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddBoth(Span<double> y, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var to = Wide(y);
        var one = Wide(a);
        var other = Wide(b);
        for (var i = 0; i < to.Length; i++) to[i] += one[i] + other[i];
    }

    /// <summary>scale y + shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaleAndShift(Span<double> y, double scale, double shift)
    {
        var to = Wide(y);
        var (factor, term) = (Vector256.Create(scale), Vector256.Create(shift));
        for (var i = 0; i < to.Length; i++) to[i] = Vector256.FusedMultiplyAdd(factor, to[i], term);
    }

    /// <summary>scale y + x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaleAndAdd(Span<double> y, double scale, ReadOnlySpan<double> x)
    {
        var to = Wide(y);
        var from = Wide(x);
        var factor = Vector256.Create(scale);
        for (var i = 0; i < to.Length; i++) to[i] = Vector256.FusedMultiplyAdd(factor, to[i], from[i]);
    }

    /// <summary>y x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(Span<double> y, ReadOnlySpan<double> x)
    {
        var to = Wide(y);
        var from = Wide(x);
        for (var i = 0; i < to.Length; i++) to[i] *= from[i];
    }

    /// <summary>The mean over channels of x[c] y[c], one chain of fused multiply-adds in ascending c for each lane.</summary>
    /// <param name="mean">One number a lane.</param>
    /// <param name="x">Channel c at c step, the same for all lanes.</param>
    /// <param name="y">Channel c at c step times the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MeanProduct(Span<double> mean, ReadOnlySpan<double> x, ReadOnlySpan<double> y, int channels, int step)
    {
        var to = Wide(mean);
        var wide = Wide(y);
        var count = to.Length;
        var i = 0;
        for (; i + 4 <= count; i += 4)
        {
            Vector256<double> a = default, b = default, c = default, d = default;
            for (var channel = 0; channel < channels; channel++)
            {
                var factor = Vector256.Create(x[channel * step]);
                var at = wide.Slice(channel * step * count + i, 4);
                a = Vector256.FusedMultiplyAdd(factor, at[0], a);
                b = Vector256.FusedMultiplyAdd(factor, at[1], b);
                c = Vector256.FusedMultiplyAdd(factor, at[2], c);
                d = Vector256.FusedMultiplyAdd(factor, at[3], d);
            }
            (to[i], to[i + 1], to[i + 2], to[i + 3]) = (a / channels, b / channels, c / channels, d / channels);
        }
        for (; i < count; i++)
        {
            Vector256<double> sum = default;
            for (var channel = 0; channel < channels; channel++) sum = Vector256.FusedMultiplyAdd(Vector256.Create(x[channel * step]), wide[channel * step * count + i], sum);
            to[i] = sum / channels;
        }
    }

    /// <summary>The same where the lanes have an x of their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MeanProductOfLanes(Span<double> mean, ReadOnlySpan<double> x, ReadOnlySpan<double> y, int channels, int step)
    {
        var to = Wide(mean);
        var left = Wide(x);
        var right = Wide(y);
        for (var i = 0; i < to.Length; i++)
        {
            Vector256<double> sum = default;
            for (var channel = 0; channel < channels; channel++) sum = Vector256.FusedMultiplyAdd(left[channel * step * to.Length + i], right[channel * step * to.Length + i], sum);
            to[i] = sum / channels;
        }
    }

    static Span<Vector256<double>> Wide(Span<double> lanes) => MemoryMarshal.Cast<double, Vector256<double>>(lanes);

    static ReadOnlySpan<Vector256<double>> Wide(ReadOnlySpan<double> lanes) => MemoryMarshal.Cast<double, Vector256<double>>(lanes);
}
