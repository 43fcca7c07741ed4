namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>The inverse of the hyperbolic sine.</summary>
    /// <param name="x">Any double.</param>
    /// <returns>ln(x + sqrt(1 + x^2)), within 0.51 units in the last place.</returns>
    [AccuracyInUlp(0.51)]
    public static double Asinh(double x)
    {
        var size = Math.Abs(x);
        if (!(size >= Tiny && size <= double.MaxValue))
            return x;
        return Math.CopySign((size < 1 << 30 ? Log1pWide(Excess(size)) : LogWide(size) + Ln2).Rounded, x);
    }

    /// <summary>x + sqrt(1 + x^2) - 1, without cancellation.</summary>
    static DoubleDouble Excess(double x)
    {
        var square = DoubleDouble.Product(x, x);
        return x + square / (1 + DoubleDouble.Sqrt(1 + square));
    }
}
