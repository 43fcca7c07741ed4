namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>The hyperbolic sine.</summary>
    /// <param name="x">Any double. The result overflows beyond 710.47 in magnitude.</param>
    /// <returns>sinh x, within 0.51 units in the last place.</returns>
    [AccuracyInUlp(0.51)]
    public static double Sinh(double x)
    {
        var size = Math.Abs(x);
        if (!(size >= Tiny && size < 711))
            return size > 1 ? Math.CopySign(double.PositiveInfinity, x) : x;
        return Math.CopySign(size < HugeExponent ? HalfDifference(Expm1Wide(size)) : HalfExp(size), x);

        static double HalfDifference(DoubleDouble e) => (e + e / (e + 1)).Rounded / 2;
    }

    /// <summary>The hyperbolic cosine.</summary>
    /// <param name="x">Any double. The result overflows beyond 710.47 in magnitude.</param>
    /// <returns>cosh x, within 0.51 units in the last place.</returns>
    [AccuracyInUlp(0.51)]
    public static double Cosh(double x)
    {
        var size = Math.Abs(x);
        if (!(size < 711))
            return double.IsNaN(x) ? x : double.PositiveInfinity;
        return size < HugeExponent ? HalfSum(Expm1Wide(size) + 1) : HalfExp(size);

        static double HalfSum(DoubleDouble e) => (e + 1 / e).Rounded / 2;
    }

    /// <summary>From here on e^-x is far less than half a unit in the last place of e^x.</summary>
    const double HugeExponent = 32;

    static double HalfExp(double x) => ExpScaled(x, out var exponent).Scaled(exponent - 1);
}
