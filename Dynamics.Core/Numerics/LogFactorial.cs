namespace Dynamics.Numerics;

/// <summary>log n!, to a few ulp: the logarithm of the exact product up to 22!, Stirling's series beyond.</summary>
static class LogFactorial
{
    const int LargestExact = 22;
    static readonly double[] Exact = Factorials();

    public static double Of(int n)
    {
        if (n <= LargestExact)
            return Elementary.Log(Exact[n]);
        double reciprocal = 1 / (double)n, square = reciprocal * reciprocal;
        var series = reciprocal * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0 - square / 1188.0))));
        return (n + 0.5) * Elementary.Log(n) - n + Elementary.HalfLogTwoPi + series;
    }

    static double[] Factorials()
    {
        var factorials = new double[LargestExact + 1];
        factorials[0] = 1;
        for (var n = 1; n < factorials.Length; n++)
            factorials[n] = factorials[n - 1] * n;
        return factorials;
    }
}
