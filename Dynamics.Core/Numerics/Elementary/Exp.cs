using System.Runtime.CompilerServices;

namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>e to the power x.</summary>
    /// <param name="x">Any double. The result overflows above 709.78 and vanishes below -745.13.</param>
    /// <returns>e^x, within 0.51 units in the last place.</returns>
    [AccuracyInUlp(0.51)]
    public static double Exp(double x)
    {
        if (!(Math.Abs(x) < 746))
            return x > 0 ? double.PositiveInfinity : x < 0 ? 0 : x;
        return ExpScaled(x, out var exponent).Scaled(exponent);
    }

    /// <summary>e to the power x, less one, without cancellation near zero.</summary>
    /// <param name="x">Any double. The result overflows above 709.78 and is -1 below -37.43.</param>
    /// <returns>e^x - 1, within 0.51 units in the last place.</returns>
    [AccuracyInUlp(0.51)]
    public static double Expm1(double x)
    {
        if (!(Math.Abs(x) < 710))
            return x > 0 ? double.PositiveInfinity : x < 0 ? -1 : x;
        if (x > 50)
            return ExpScaled(x, out var exponent).Scaled(exponent);
        return Math.Abs(x) < Tiny ? x : Expm1Wide(x).Rounded;
    }

    /// <summary>Below this an odd function with slope 1 at zero is its argument.</summary>
    const double Tiny = 1.0 / (1L << 60);

    /// <summary>
    /// e^x - 1 with a relative error below 2^-60, for |x| from 2^-1000 to 700.
    /// </summary>
    static DoubleDouble Expm1Wide(DoubleDouble x)
    {
        if (Math.Abs(x.Hi) >= 1.0 / 32)
        {
            var value = ExpScaled(x, out var exponent);
            return exponent < -100 ? -1 : value.Times(DoubleDouble.PowerOfTwo(exponent)) - 1;
        }

        var t = x.Hi;
        var tail = 1.0 / 3628800;
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 362880);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 40320);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 5040);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 720);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 120);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 24);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 6);
        var square = DoubleDouble.Square(x);
        return x + (square.Times(0.5) + square.Hi * t * tail);
    }

    /// <summary>
    /// The number between 0.99 and 2.01 whose product with 2^exponent is e^x, with a relative error below
    /// 2^-66: x = (64 exponent + j) ln 2 / 64 + r, the table holds 2^(j/64), and a Taylor series gives e^r. For |x| below 2000.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleDouble ExpScaled(DoubleDouble x, out int exponent)
    {
        const double stepsPerUnit = 92.33248261689366; // 64 / ln 2
        const double step = 0.010830424696450791;      // ln 2 / 64 to 35 bits, so that n step is exact
        const double stepRest = -2.0164562921995537e-13;

        var n = Math.Round(x.Hi * stepsPerUnit);
        var rest = DoubleDouble.Product(-n, stepRest);
        var r = DoubleDouble.Sum(x.Hi - n * step, rest.Hi);
        r = DoubleDouble.Sum(r.Hi, r.Lo + (rest.Lo + x.Lo));

        var t = r.Hi;
        var curve = Math.FusedMultiplyAdd(t, 1.0 / 5040, 1.0 / 720);
        curve = Math.FusedMultiplyAdd(curve, t, 1.0 / 120);
        curve = Math.FusedMultiplyAdd(curve, t, 1.0 / 24);
        curve = Math.FusedMultiplyAdd(curve, t, 1.0 / 6);
        curve = Math.FusedMultiplyAdd(curve, t, 0.5);
        curve = Math.FusedMultiplyAdd(curve * t, t, r.Lo);

        exponent = (int)n >> 6;
        var power = ExpTable.Powers[(int)n & 63];
        var change = DoubleDouble.Product(power.Hi, t);
        var sum = DoubleDouble.OrderedSum(power.Hi, change.Hi);
        var low = Math.FusedMultiplyAdd(power.Hi, curve, change.Lo + Math.FusedMultiplyAdd(power.Lo, t, power.Lo));
        return DoubleDouble.OrderedSum(sum.Hi, sum.Lo + low);
    }

    static class ExpTable
    {
        /// <summary>2^(j/64) for j = 0..63.</summary>
        public static readonly DoubleDouble[] Powers = [.. Enumerable.Range(0, 64).Select(j => Series(Ln2 * (j / 64.0)))];

        static DoubleDouble Series(DoubleDouble x)
        {
            DoubleDouble sum = 1;
            for (var n = 28; n >= 1; n--)
                sum = 1 + x * sum / n;
            return sum;
        }
    }
}
