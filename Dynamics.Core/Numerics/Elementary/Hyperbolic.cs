namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Any double.</param>
    /// <returns>tanh x, within 0.51 units in the last place.</returns>
    [AccuracyInUlp(0.51)]
    public static double Tanh(double x)
    {
        var size = Math.Abs(x);
        if (!(size >= Tiny))
            return x;
        if (size > 24)
            return Math.CopySign(1, x);
        var e = Expm1Wide(2 * size);
        return Math.CopySign((e / (e + 2)).Rounded, x);
    }
}
