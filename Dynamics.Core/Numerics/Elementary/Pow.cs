namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>x to the power y.</summary>
    /// <param name="x">The base; any double. If it is negative, the result is NaN unless y is an integer.</param>
    /// <param name="y">The exponent; any double. Anything to the power 0 is 1, NaN included, and so is 1 to any power.</param>
    /// <returns>x^y, within 0.52 units in the last place.</returns>
    [AccuracyInUlp(0.52)]
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
            return 1;
        if (double.IsNaN(x) || double.IsNaN(y))
            return double.NaN;

        var size = Math.Abs(x);
        var sign = x < 0 || double.IsNegative(x) ? IsOddInteger(y) ? -1 : 1 : 1;
        if (size == 0 || double.IsInfinity(size))
            return sign * (size > 1 == y > 0 ? double.PositiveInfinity : 0);
        if (double.IsInfinity(y))
            return size == 1 ? 1 : size > 1 == y > 0 ? double.PositiveInfinity : 0;
        if (x < 0 && Math.Floor(y) != y)
            return double.NaN;

        var log = LogWide(size);
        var guess = log.Hi * y;
        if (!(Math.Abs(guess) < 746))
            return sign * (guess > 0 ? double.PositiveInfinity : 0);
        return sign * ExpScaled(log * y, out var exponent).Scaled(exponent);
    }

    static bool IsOddInteger(double y) => Math.Abs(y) < 1L << 53 && Math.Floor(y) == y && ((long)y & 1) != 0;
}
