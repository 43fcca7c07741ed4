using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>
/// What one core can do at most: fused multiply-adds on its widest vectors, in more chains than it takes to hide their latency.
/// </summary>
static class Peak
{
    const int Chains = 12;

    static double Sink;

    /// <summary>So many multiplications and additions, each counted as one.</summary>
    public static void Run(double operations)
    {
        var lanes = Vector512.IsHardwareAccelerated ? Vector512<double>.Count : Vector256<double>.Count;
        var rounds = (long)(operations / (2 * Chains * lanes));
        Sink += Vector512.IsHardwareAccelerated ? OnWideVectors(rounds) : OnVectors(rounds);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double OnWideVectors(long rounds)
    {
        var (factor, term) = (Vector512.Create(.999), Vector512.Create(.001));
        Vector512<double> a = term, b = term, c = term, d = term, e = term,
            f = term, g = term, h = term, i = term, j = term, k = term, l = term;
        for (; rounds > 0; rounds--)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, term);
            b = Vector512.FusedMultiplyAdd(b, factor, term);
            c = Vector512.FusedMultiplyAdd(c, factor, term);
            d = Vector512.FusedMultiplyAdd(d, factor, term);
            e = Vector512.FusedMultiplyAdd(e, factor, term);
            f = Vector512.FusedMultiplyAdd(f, factor, term);
            g = Vector512.FusedMultiplyAdd(g, factor, term);
            h = Vector512.FusedMultiplyAdd(h, factor, term);
            i = Vector512.FusedMultiplyAdd(i, factor, term);
            j = Vector512.FusedMultiplyAdd(j, factor, term);
            k = Vector512.FusedMultiplyAdd(k, factor, term);
            l = Vector512.FusedMultiplyAdd(l, factor, term);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double OnVectors(long rounds)
    {
        var (factor, term) = (Vector256.Create(.999), Vector256.Create(.001));
        Vector256<double> a = term, b = term, c = term, d = term, e = term,
            f = term, g = term, h = term, i = term, j = term, k = term, l = term;
        for (; rounds > 0; rounds--)
        {
            a = Vector256.FusedMultiplyAdd(a, factor, term);
            b = Vector256.FusedMultiplyAdd(b, factor, term);
            c = Vector256.FusedMultiplyAdd(c, factor, term);
            d = Vector256.FusedMultiplyAdd(d, factor, term);
            e = Vector256.FusedMultiplyAdd(e, factor, term);
            f = Vector256.FusedMultiplyAdd(f, factor, term);
            g = Vector256.FusedMultiplyAdd(g, factor, term);
            h = Vector256.FusedMultiplyAdd(h, factor, term);
            i = Vector256.FusedMultiplyAdd(i, factor, term);
            j = Vector256.FusedMultiplyAdd(j, factor, term);
            k = Vector256.FusedMultiplyAdd(k, factor, term);
            l = Vector256.FusedMultiplyAdd(l, factor, term);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
