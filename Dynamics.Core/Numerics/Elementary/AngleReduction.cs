using System.Runtime.CompilerServices;

namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>
    /// The angle between -pi/4 and pi/4 (a shade more) that differs from x by a multiple of pi/2, with a relative error
    /// below 2^-62, and the multiple modulo 4. For finite x.
    /// </summary>
    static DoubleDouble ReduceAngle(double x, out int quadrant)
    {
        var size = Math.Abs(x);
        if (size < 0.785)
        {
            quadrant = 0;
            return x;
        }

        if (size < 1 << 27)
            return SubtractQuarterTurns(x, out quadrant);

        var r = ReduceHugeAngle(size, out quadrant);
        if (x > 0)
            return r;
        quadrant = -quadrant & 3;
        return -r;
    }

    /// <summary>Cody and Waite 1980, with pi/2 in three doubles and exact products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleDouble SubtractQuarterTurns(double x, out int quadrant)
    {
        const double first = 1.5707963267948966, second = 6.123233995736766e-17, third = -1.4973849048591698e-33;

        var n = Math.Round(x * 0.6366197723675814);
        quadrant = (int)n & 3;
        var p1 = DoubleDouble.Product(n, first);
        var p2 = DoubleDouble.Product(n, second);
        var s1 = DoubleDouble.Sum(x - p1.Hi, -p1.Lo);
        var s2 = DoubleDouble.Sum(s1.Hi, -p2.Hi);
        return DoubleDouble.Sum(s2.Hi, s2.Lo + (s1.Lo - Math.FusedMultiplyAdd(n, third, p2.Lo)));
    }

    /// <summary>
    /// Payne and Hanek 1983. x = M 2^e with a 53-bit integer M: the bits of 2/pi from weight 2^(1-e) on, 192 of them, are enough, as
    /// those before contribute whole turns to x 2/pi, and those behind stay below 2^-137.
    /// </summary>
    /// <param name="x">At least 2^26.</param>
    /// <param name="quadrant">The number of quarter turns taken off, modulo 4.</param>
    static DoubleDouble ReduceHugeAngle(double x, out int quadrant)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var e = (int)(bits >> 52) - 1075;
        var m = (ulong)(bits & ((1L << 52) - 1) | 1L << 52);

        var skip = e - 2 + LeadingZeros;
        var low = (UInt128)m * TwoOverPiBits(skip + 128);
        var middle = (UInt128)m * TwoOverPiBits(skip + 64) + (low >> 64);
        var high = m * TwoOverPiBits(skip) + (ulong)(middle >> 64);

        // Bits 190 and 191 of the product count quarter turns, those below are a fraction of one.
        var turns = (int)(high >> 62);
        var fraction = new UInt128(high, (ulong)middle) << 2 | (ulong)low >> 62;
        var roundUp = fraction >> 127 != 0;
        quadrant = (turns + (roundUp ? 1 : 0)) & 3;
        var r = Fraction(roundUp ? 0 - fraction : fraction) * HalfPi;
        return roundUp ? -r : r;
    }

    /// <summary>value 2^-128.</summary>
    static DoubleDouble Fraction(UInt128 value)
    {
        DoubleDouble sum = 0;
        for (var piece = 0; piece < 4; piece++)
            sum += (uint)(value >> 32 * piece) * DoubleDouble.PowerOfTwo(32 * piece - 128);
        return sum;
    }

    const int LeadingZeros = 64;

    static ulong TwoOverPiBits(int from)
    {
        var (word, shift) = (from >> 6, from & 63);
        return shift == 0 ? TwoOverPi[word] : TwoOverPi[word] << shift | TwoOverPi[word + 1] >> 64 - shift;
    }

    /// <summary>The binary digits of 2/pi, behind 64 zeros.</summary>
    static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0x0000000000000000, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561,
        0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41,
        0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7,
        0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB,
        0xF0CFBC209AF4361D, 0xA9E391615EE61B08,
    ];
}
