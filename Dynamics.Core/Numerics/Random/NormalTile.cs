using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>
/// Standard normal numbers by the transformation of Box and Muller 1958, sixteen at a time. A tile takes eight blocks of a
/// counter-based generator; the two words of block j give its normals j and j + 8. The same elementwise operations on
/// fixed lanes everywhere, so the same bits everywhere.
/// </summary>
/// <remarks>
/// The first word gives a uniform number u, an odd multiple of 2^-53, and the radius sqrt(-2 ln u), at most 8.5717. The second gives two
/// signs and an angle within the first quadrant, (w + 1/2) pi/2 with w an odd multiple of 2^-53 between -1/2 and 1/2. The law is
/// exactly symmetric, and what is lost beyond the largest radius has probability 2^-53.
/// </remarks>
static class NormalTile
{
    public const int Size = 16;
    const int Lanes = Size / 2;

    /// <summary>So many at a time stay in the nearest cache.</summary>
    const int Chunk = 64 * Size;

    /// <summary>Fills whole tiles, the first of which has the given number.</summary>
    public static void Fill(Threefry generator, ulong domain, ulong firstTile, Span<double> tiles)
    {
        var counter = firstTile * (Size / 2);
        while (!tiles.IsEmpty)
        {
            var chunk = tiles[..Math.Min(tiles.Length, Chunk)];
            FillWords(generator, domain, counter, MemoryMarshal.Cast<double, ulong>(chunk));
            WordsToNormals(chunk);
            counter += (ulong)chunk.Length / 2;
            tiles = tiles[chunk.Length..];
        }
    }

    /// <summary>The words of each block go where its normals will be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void FillWords(Threefry generator, ulong domain, ulong counter, Span<ulong> tiles)
    {
        var counters = Vector512.Create(counter) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        for (; tiles.Length >= Size; tiles = tiles[Size..])
        {
            var (x0, x1) = generator.Blocks(counters, domain);
            x0.CopyTo(tiles);
            x1.CopyTo(tiles[Lanes..]);
            counters += Vector512.Create((ulong)Lanes);
        }
    }

    /// <summary>sqrt(-2 ln u) cos(pi/4 + phi) = sqrt(-ln u) (cos phi - sin phi), and the sine likewise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void WordsToNormals(Span<double> tiles)
    {
        for (; tiles.Length >= Size; tiles = tiles[Size..])
        {
            var x0 = Vector512.Create<double>(tiles).AsUInt64();
            var x1 = Vector512.Create<double>(tiles[Lanes..]).AsUInt64();
            var radius = Vector512.Sqrt(-Log(Uniform(x0)));
            var (sin, cos) = SinCos(Uniform(x1) - Vector512.Create(0.5));
            var sign = Vector512.Create(1UL << 63);
            WithSign(radius * (cos - sin), x1 & sign).CopyTo(tiles);
            WithSign(radius * (cos + sin), x1 << 1 & sign).CopyTo(tiles[Lanes..]);
        }
    }

    /// <summary>(k + 1/2) 2^-52 with k the low 52 bits, without rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Uniform(Vector512<ulong> bits) =>
        (bits & Vector512.Create((1UL << 52) - 1) | Vector512.Create(0x3FF0000000000000UL)).AsDouble()
        - Vector512.Create(1 - 1.0 / (1L << 53));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> WithSign(Vector512<double> x, Vector512<ulong> sign) => (x.AsUInt64() ^ sign).AsDouble();

    /// <summary>
    /// ln u to a few units in the last place, for u between 2^-53 and 1: u = 2^e m with m between sqrt(1/2) and sqrt(2), and ln m = 2
    /// artanh((m - 1) / (m + 1)).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Log(Vector512<double> u)
    {
        const ulong sqrtHalf = 0x3FE6A09E667F3BCD;
        const ulong exponentBits = 0xFFF0000000000000;
        const ulong twoTo52 = 0x4330000000000000;

        var offset = u.AsUInt64() - Vector512.Create(sqrtHalf);
        var m = (u.AsUInt64() - (offset & Vector512.Create(exponentBits))).AsDouble();
        var biased = offset + Vector512.Create(1024UL << 52) >>> 52;
        var e = (biased | Vector512.Create(twoTo52)).AsDouble() - Vector512.Create((1L << 52) + 1024.0);

        var f = m - Vector512<double>.One;
        var s = f / (f + Vector512.Create(2.0));
        var t = s * s;
        var p = Vector512.Create(2.0 / 19);
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(2.0 / 17));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(2.0 / 15));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(2.0 / 13));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(2.0 / 11));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(2.0 / 9));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(2.0 / 7));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(2.0 / 5));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(2.0 / 3));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(2.0));
        return Vector512.FusedMultiplyAdd(e, Vector512.Create(0.6931471805599453), s * p);
    }

    /// <summary>Sine and cosine of w pi/2 by their Taylor series, for |w| up to 1/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector512<double> Sin, Vector512<double> Cos) SinCos(Vector512<double> w)
    {
        const double q = 1.5707963267948966, q2 = q * q, q4 = q2 * q2, q8 = q4 * q4, q16 = q8 * q8;

        var t = w * w;
        var s = Vector512.Create(-q8 * q4 * q2 * q / 1307674368000);
        s = Vector512.FusedMultiplyAdd(s, t, Vector512.Create(q8 * q4 * q / 6227020800));
        s = Vector512.FusedMultiplyAdd(s, t, Vector512.Create(-q8 * q2 * q / 39916800));
        s = Vector512.FusedMultiplyAdd(s, t, Vector512.Create(q8 * q / 362880));
        s = Vector512.FusedMultiplyAdd(s, t, Vector512.Create(-q4 * q2 * q / 5040));
        s = Vector512.FusedMultiplyAdd(s, t, Vector512.Create(q4 * q / 120));
        s = Vector512.FusedMultiplyAdd(s, t, Vector512.Create(-q2 * q / 6));
        s = Vector512.FusedMultiplyAdd(s, t, Vector512.Create(q));

        var c = Vector512.Create(q16 / 20922789888000);
        c = Vector512.FusedMultiplyAdd(c, t, Vector512.Create(-q8 * q4 * q2 / 87178291200));
        c = Vector512.FusedMultiplyAdd(c, t, Vector512.Create(q8 * q4 / 479001600));
        c = Vector512.FusedMultiplyAdd(c, t, Vector512.Create(-q8 * q2 / 3628800));
        c = Vector512.FusedMultiplyAdd(c, t, Vector512.Create(q8 / 40320));
        c = Vector512.FusedMultiplyAdd(c, t, Vector512.Create(-q4 * q2 / 720));
        c = Vector512.FusedMultiplyAdd(c, t, Vector512.Create(q4 / 24));
        c = Vector512.FusedMultiplyAdd(c, t, Vector512.Create(-q2 / 2));
        c = Vector512.FusedMultiplyAdd(c, t, Vector512<double>.One);
        return (w * s, c);
    }
}
