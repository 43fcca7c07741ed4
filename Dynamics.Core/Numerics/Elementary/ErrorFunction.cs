namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>The error function, the integral of 2 / sqrt(pi) e^(-t^2) from 0 to x.</summary>
    /// <param name="x">Any double.</param>
    /// <returns>erf x, within 0.52 units in the last place.</returns>
    [AccuracyInUlp(0.52)]
    public static double Erf(double x)
    {
        var size = Math.Abs(x);
        if (size < 1e-280)
            return Math.CopySign((TwoOverSqrtPi * (size * DoubleDouble.PowerOfTwo(1000))).Scaled(-1000), x);
        if (size < 0.5)
            return ErfNearZero(x).Rounded;
        if (!(size < 6))
            return double.IsNaN(x) ? x : Math.CopySign(1, x);
        var tail = ErfcScaled(size, out var exponent).Times(DoubleDouble.PowerOfTwo(exponent));
        return Math.CopySign((1 - tail).Rounded, x);
    }

    /// <summary>The complementary error function, 1 - erf x, without cancellation for large x.</summary>
    /// <param name="x">Any double. The result vanishes above 27.23.</param>
    /// <returns>erfc x, within 0.53 units in the last place.</returns>
    [AccuracyInUlp(0.53)]
    public static double Erfc(double x)
    {
        var size = Math.Abs(x);
        if (size < 0.5)
            return size < Tiny ? 1 : (1 - ErfNearZero(x)).Rounded;
        if (!(size < 28))
            return x > 0 ? 0 : x < 0 ? 2 : x;
        if (x < -6)
            return 2;
        var tail = ErfcScaled(size, out var exponent);
        return x > 0 ? tail.Scaled(exponent) : (2 - tail.Times(DoubleDouble.PowerOfTwo(exponent))).Rounded;
    }

    /// <summary>The Taylor series to x^27, for |x| below 1/2.</summary>
    static DoubleDouble ErfNearZero(double x)
    {
        var square = DoubleDouble.Product(x, x);
        var t = square.Hi;
        var tail = Math.FusedMultiplyAdd(t, -1.0 / 168129561600, 1.0 / 11975040000);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 918086400);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 76204800);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 6894720);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 685440);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 75600);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 9360);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 1320);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 216);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 42);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 10);
        var minusThird = new DoubleDouble(-0.3333333333333333, -1.850371707708594e-17);
        return TwoOverSqrtPi * x * (1 + square * (minusThird + t * tail));
    }

    /// <summary>
    /// The number, above 2^-7, whose product with 2^exponent is erfc x, for x from 1/2 to 32: e^(-x^2) times the Taylor series of e^(x^2)
    /// erfc x around the middle of one of eight intervals an octave.
    /// </summary>
    static DoubleDouble ErfcScaled(double x, out int exponent)
    {
        var (middle, a0, a1, others) = ErfcTable.Rows[ErfcTable.IndexOf(x)];
        var h = x - middle;
        var tail = others[^1];
        for (var n = others.Length - 2; n >= 0; n--)
            tail = Math.FusedMultiplyAdd(tail, h, others[n]);
        var series = a0 + (a1 * h + h * h * tail);
        return ExpScaled(-DoubleDouble.Product(x, x), out exponent) * series;
    }

    static class ErfcTable
    {
        const int Orders = 16;

        static readonly long Start = BitConverter.DoubleToInt64Bits(0.5) >> 49;

        public static readonly (double Middle, DoubleDouble A0, DoubleDouble A1, double[] Others)[] Rows =
            [.. Enumerable.Range(0, 48).Select(Row)];

        public static int IndexOf(double x) => (int)((BitConverter.DoubleToInt64Bits(x) >> 49) - Start);

        static (double, DoubleDouble, DoubleDouble, double[]) Row(int i)
        {
            var middle = BitConverter.Int64BitsToDouble(Start + i << 49 | 1L << 48);
            var a = TaylorCoefficients(middle);
            return (middle, a[0], a[1], [.. a.Skip(2).Select(c => c.Rounded)]);
        }

        /// <summary>
        /// The Taylor coefficients of e^(z^2) erfc z are (-2)^n y(n) with y(n) = e^(z^2) i^n erfc z, the repeated integrals
        /// (Abramowitz and Stegun 7.2.9). y(n-2) = 2n y(n) + 2z y(n-1) (7.2.5), as a recurrence for the ratios y(n) / y(n-1)
        /// from a large n downwards, loses no digits (Gautschi 1967); y(-1) = 2 / sqrt(pi).
        /// </summary>
        static DoubleDouble[] TaylorCoefficients(double z)
        {
            var ratios = new DoubleDouble[Orders];
            DoubleDouble ratio = 0;
            for (var n = (int)(100 + 1000 / (z * z)); n >= 1; n--)
            {
                ratio = 1 / (DoubleDouble.Sum(z, z) + 2.0 * n * ratio);
                if (n <= Orders)
                    ratios[n - 1] = ratio;
            }

            var coefficients = new DoubleDouble[Orders];
            var y = TwoOverSqrtPi;
            for (var n = 0; n < Orders; n++)
            {
                y *= ratios[n];
                coefficients[n] = y;
                y *= -2;
            }

            return coefficients;
        }
    }
}
