using System.Runtime.CompilerServices;

namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Any double. The logarithm of zero is negative infinity, that of a negative number NaN.</param>
    /// <returns>ln x, within 0.51 units in the last place.</returns>
    [AccuracyInUlp(0.51)]
    public static double Log(double x)
    {
        if (!(x > 0 && x <= double.MaxValue))
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        return LogWide(x).Rounded;
    }

    /// <summary>The natural logarithm of 1 + x, without cancellation near zero.</summary>
    /// <param name="x">Any double. The result is negative infinity at -1 and NaN below.</param>
    /// <returns>ln(1 + x), within 0.51 units in the last place.</returns>
    [AccuracyInUlp(0.51)]
    public static double Log1p(double x)
    {
        if (!(x > -1 && x <= double.MaxValue))
            return x == -1 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        return Math.Abs(x) < Tiny ? x : Log1pWide(x).Rounded;
    }

    /// <summary>ln(1 + x) with a relative error below 2^-64, for |x| at least 2^-500.</summary>
    static DoubleDouble Log1pWide(DoubleDouble x) =>
        Math.Abs(x.Hi) < 1.0 / 256 ? LogNearOne(0, 0, x) : LogWide(1 + x);

    /// <summary>
    /// ln x with a relative error below 2^-64, for positive x: x = 2^k m with m between 0.707 and 1.415, the table holds c close
    /// to 1 / m and -ln c, and ln x = k ln 2 - ln c + ln(1 + r) with r = c m - 1, no larger than 1/128. After Tang 1990.
    /// </summary>
    static DoubleDouble LogWide(DoubleDouble x)
    {
        var scale = 0;
        if (x.Hi < 1e-290)
        {
            x = x.Times(DoubleDouble.PowerOfTwo(100));
            scale = -100;
        }

        var bits = BitConverter.DoubleToInt64Bits(x.Hi);
        var offset = bits - LogTable.Start;
        var k = (int)(offset >> 52);
        var m = BitConverter.Int64BitsToDouble(bits - ((long)k << 52));
        var (c, minusLogC) = LogTable.Rows[(int)(offset >> 45) & 127];

        var product = DoubleDouble.Product(m, c);
        var rest = x.Lo == 0 ? 0 : c * x.Lo * DoubleDouble.PowerOfTwo(-k / 2) * DoubleDouble.PowerOfTwo(-k + k / 2);
        return LogNearOne(k + scale, minusLogC, DoubleDouble.Sum(product.Hi - 1, product.Lo + rest));
    }

    /// <summary>k ln 2 + offset + ln(1 + r), for |r| up to 1/128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleDouble LogNearOne(int k, DoubleDouble offset, DoubleDouble r)
    {
        const double ln2 = 0.6931471805598903; // to 42 bits, so that k ln 2 is exact
        const double ln2Rest = 5.497923018708371e-14;

        var t = r.Hi;
        var tail = Math.FusedMultiplyAdd(t, -1.0 / 10, 1.0 / 9);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 8);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 7);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 6);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 5);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 4);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 3);

        var square = DoubleDouble.Product(t, t);
        var curve = Math.FusedMultiplyAdd(t * square.Hi, tail, -0.5 * square.Lo - t * r.Lo);

        var s1 = DoubleDouble.Sum(k * ln2, offset.Hi);
        var s2 = DoubleDouble.Sum(s1.Hi, t);
        var s3 = DoubleDouble.Sum(s2.Hi, -0.5 * square.Hi);
        var low = s1.Lo + s2.Lo + s3.Lo + Math.FusedMultiplyAdd(k, ln2Rest, offset.Lo + r.Lo) + curve;
        return DoubleDouble.OrderedSum(s3.Hi, low);
    }

    static class LogTable
    {
        /// <summary>The bits of 181/256, the smallest m. A table row is a step of 2^-7 of a binade, and no step straddles 1.</summary>
        public const long Start = 0x3FE6A00000000000;

        public static readonly (double C, DoubleDouble MinusLogC)[] Rows = [.. Enumerable.Range(0, 128).Select(Row)];

        static (double, DoubleDouble) Row(int i)
        {
            var from = BitConverter.Int64BitsToDouble(Start + ((long)i << 45));
            var to = BitConverter.Int64BitsToDouble(Start + ((i + 1L) << 45));
            var c = from == 1 || to == 1 ? 1 : 2 / (from + to);
            return (c, -Series(c));
        }

        /// <summary>ln c = 2 artanh((c - 1) / (c + 1)).</summary>
        static DoubleDouble Series(double c)
        {
            var z = (DoubleDouble)(c - 1) / DoubleDouble.Sum(c, 1);
            var square = DoubleDouble.Square(z);
            DoubleDouble sum = 0;
            for (var n = 61; n >= 1; n -= 2)
                sum = (DoubleDouble)1 / n + square * sum;
            return (z * sum).Times(2);
        }
    }
}
