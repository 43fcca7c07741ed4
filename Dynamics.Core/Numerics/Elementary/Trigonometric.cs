using System.Runtime.CompilerServices;

namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>The sine.</summary>
    /// <param name="x">The angle in radians; any double. The sine of an infinity is NaN.</param>
    /// <returns>sin x, within 0.55 units in the last place, however large x is.</returns>
    [AccuracyInUlp(0.55)]
    public static double Sin(double x)
    {
        if (!double.IsFinite(x))
            return double.NaN;
        if (Math.Abs(x) < Tiny)
            return x;
        var r = ReduceAngle(x, out var quadrant);
        var value = (quadrant & 1) == 0 ? SinNearZero(r) : CosNearZero(r);
        return quadrant < 2 ? value : -value;
    }

    /// <summary>The cosine.</summary>
    /// <param name="x">The angle in radians; any double. The cosine of an infinity is NaN.</param>
    /// <returns>cos x, within 0.55 units in the last place, however large x is.</returns>
    [AccuracyInUlp(0.55)]
    public static double Cos(double x)
    {
        if (!double.IsFinite(x))
            return double.NaN;
        var r = ReduceAngle(x, out var quadrant);
        var value = (quadrant & 1) == 0 ? CosNearZero(r) : SinNearZero(r);
        return quadrant is 0 or 3 ? value : -value;
    }

    /// <summary>The sine and the cosine, at the price of little more than one of them.</summary>
    /// <param name="x">The angle in radians; any double.</param>
    /// <returns>The same values as <see cref="Sin"/> and <see cref="Cos"/>.</returns>
    public static (double Sin, double Cos) SinCos(double x)
    {
        if (!double.IsFinite(x))
            return (double.NaN, double.NaN);
        if (Math.Abs(x) < Tiny)
            return (x, 1);
        var r = ReduceAngle(x, out var quadrant);
        var (sin, cos) = (SinNearZero(r), CosNearZero(r));
        return quadrant switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <summary>The Taylor series to r^19; r^3/6 in double-double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double SinNearZero(DoubleDouble r)
    {
        var square = DoubleDouble.Square(r);
        var t = square.Hi;
        var tail = Math.FusedMultiplyAdd(t, -1.0 / 121645100408832000, 1.0 / 355687428096000);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 1307674368000);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 6227020800);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 39916800);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 362880);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 5040);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 120);
        var minusSixth = new DoubleDouble(-0.16666666666666666, -9.25185853854297e-18);
        return (r + r * (square * (minusSixth + t * tail))).Rounded;
    }

    /// <summary>The Taylor series to r^20; r^2/2 in double-double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double CosNearZero(DoubleDouble r)
    {
        var square = DoubleDouble.Square(r);
        var t = square.Hi;
        var tail = Math.FusedMultiplyAdd(t, 1.0 / 2432902008176640000, -1.0 / 6402373705728000);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 20922789888000);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 87178291200);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 479001600);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 3628800);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 40320);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 720);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 24);
        return (1 + square * (-0.5 + (DoubleDouble)(t * tail))).Rounded;
    }
}
