using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Kernels;

/// <summary>Arithmetic on lanes, each its own number. Lengths are multiples of the width of a vector.</summary>
static class LaneArithmetic
{
    /// <summary>Inputs whose products with a panel are had at once.</summary>
    public const int Rows = 4;

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

    /// <summary>
    /// The means over channels of x[c] y[c] for four x at once, one chain of fused multiply-adds in ascending c for each lane of each.
    /// </summary>
    /// <param name="x">Channel c of x number r at 4 c step + r.</param>
    /// <param name="y">Channel c at c step times the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MeanProducts(
        Span<double> mean0, Span<double> mean1, Span<double> mean2, Span<double> mean3,
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, int channels, int step)
    {
        var to0 = Wide(mean0);
        var to1 = Wide(mean1);
        var to2 = Wide(mean2);
        var to3 = Wide(mean3);
        var from = Wide(y);
        for (var i = 0; i < to0.Length; i += 2)
        {
            Vector256<double> a0 = default, a1 = default, a2 = default,
                a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            var second = Math.Min(i + 1, to0.Length - 1) - i;
            for (var channel = 0; channel < channels; channel++)
            {
                var factors = x.Slice(Rows * channel * step, Rows);
                var (a, b) = (from[channel * step * to0.Length + i], from[channel * step * to0.Length + i + second]);
                var factor = Vector256.Create(factors[0]);
                a0 = Vector256.FusedMultiplyAdd(factor, a, a0);
                b0 = Vector256.FusedMultiplyAdd(factor, b, b0);
                factor = Vector256.Create(factors[1]);
                a1 = Vector256.FusedMultiplyAdd(factor, a, a1);
                b1 = Vector256.FusedMultiplyAdd(factor, b, b1);
                factor = Vector256.Create(factors[2]);
                a2 = Vector256.FusedMultiplyAdd(factor, a, a2);
                b2 = Vector256.FusedMultiplyAdd(factor, b, b2);
                factor = Vector256.Create(factors[3]);
                a3 = Vector256.FusedMultiplyAdd(factor, a, a3);
                b3 = Vector256.FusedMultiplyAdd(factor, b, b3);
            }
            (to0[i], to1[i], to2[i], to3[i]) = (a0 / channels, a1 / channels, a2 / channels, a3 / channels);
            (to0[i + second], to1[i + second], to2[i + second], to3[i + second]) =
                (b0 / channels, b1 / channels, b2 / channels, b3 / channels);
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
            for (var channel = 0; channel < channels; channel++)
                sum = Vector256.FusedMultiplyAdd(left[channel * step * to.Length + i], right[channel * step * to.Length + i], sum);
            to[i] = sum / channels;
        }
    }

    static Span<Vector256<double>> Wide(Span<double> lanes) => MemoryMarshal.Cast<double, Vector256<double>>(lanes);

    static ReadOnlySpan<Vector256<double>> Wide(ReadOnlySpan<double> lanes) => MemoryMarshal.Cast<double, Vector256<double>>(lanes);
}
