namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>The arc sine.</summary>
    /// <param name="x">Any double. The result is NaN beyond -1 and 1.</param>
    /// <returns>The angle from -pi/2 to pi/2 whose sine is x, in radians, within 0.51 units in the last place.</returns>
    [AccuracyInUlp(0.51)]
    public static double Asin(double x)
    {
        var size = Math.Abs(x);
        if (!(size <= 1))
            return double.NaN;
        return size < Tiny ? x : Math.CopySign(AngleOf(size, OtherLeg(size)).Rounded, x);
    }

    /// <summary>The arc cosine.</summary>
    /// <param name="x">Any double. The result is NaN beyond -1 and 1.</param>
    /// <returns>The angle from 0 to pi whose cosine is x, in radians, within 0.51 units in the last place.</returns>
    [AccuracyInUlp(0.51)]
    public static double Acos(double x)
    {
        var size = Math.Abs(x);
        if (!(size <= 1))
            return double.NaN;
        var angle = AngleOf(OtherLeg(size), size);
        return (x < 0 ? Pi - angle : angle).Rounded;
    }

    /// <summary>The arc tangent.</summary>
    /// <param name="x">Any double.</param>
    /// <returns>The angle from -pi/2 to pi/2 whose tangent is x, in radians, within 0.51 units in the last place.</returns>
    [AccuracyInUlp(0.51)]
    public static double Atan(double x)
    {
        var size = Math.Abs(x);
        if (!(size >= Tiny))
            return x;
        return Math.CopySign(size < 1 / Tiny ? AngleOf(size, 1).Rounded : HalfPi.Hi, x);
    }

    /// <summary>The angle of the point (x, y), seen from the origin against the positive x axis.</summary>
    /// <param name="y">The ordinate; any double.</param>
    /// <param name="x">The abscissa; any double.</param>
    /// <returns>
    /// The angle from -pi to pi in radians, with the sign of y, within 0.51 units in the last place. Signed zeros and infinities
    /// count as limits: the angle of (-1, -0) is -pi, that of (-inf, inf) is 3 pi/4.
    /// </returns>
    [AccuracyInUlp(0.51)]
    public static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
            return double.NaN;

        var (width, height) = (Math.Abs(x), Math.Abs(y));
        if (double.IsInfinity(width))
            (width, height) = (1, double.IsInfinity(height) ? 1 : 0);
        else if (double.IsInfinity(height))
            (width, height) = (0, 1);

        var leftwards = double.IsNegative(x);
        var slope = height == 0 ? 0 : height / width;
        if (slope < Tiny)
            return Math.CopySign(leftwards ? Pi.Hi : slope, y);
        if (slope > 1 / Tiny)
            return Math.CopySign(HalfPi.Hi, y);

        var scale = DoubleDouble.PowerOfTwo(width > 1 ? -500 : 500);
        var angle = AngleOf(height * scale, width * scale);
        return Math.CopySign((leftwards ? Pi - angle : angle).Rounded, y);
    }

    /// <summary>sqrt(1 - x^2), for x from 0 to 1.</summary>
    static DoubleDouble OtherLeg(double x) => DoubleDouble.Sqrt(DoubleDouble.Sum(1, -x) * DoubleDouble.Sum(1, x));

    /// <summary>
    /// The angle of a point of the first quadrant with a relative error below 2^-62. Of q = y/x or x/y, whichever is at most 1, the
    /// table holds the arc tangent of the nearest c = j/32, and the Taylor series gives that of (q - c) / (1 + c q).
    /// </summary>
    static DoubleDouble AngleOf(DoubleDouble y, DoubleDouble x)
    {
        var steep = y.Hi > x.Hi;
        var (rise, run) = steep ? (x, y) : (y, x);

        var j = (int)Math.Round(32 * (rise.Hi / run.Hi));
        var c = j / 32.0;
        var r = j == 0 ? rise / run : (rise - run * c) / (run + rise * c);

        var t = r.Hi * r.Hi;
        var tail = Math.FusedMultiplyAdd(t, 1.0 / 13, -1.0 / 11);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 9);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 7);
        tail = Math.FusedMultiplyAdd(tail, t, 1.0 / 5);
        tail = Math.FusedMultiplyAdd(tail, t, -1.0 / 3);
        var angle = ArcTangentTable.Angles[j] + (r + r.Hi * t * tail);
        return steep ? HalfPi - angle : angle;
    }

    static class ArcTangentTable
    {
        /// <summary>The arc tangents of j/32 for j = 0..32.</summary>
        public static readonly DoubleDouble[] Angles = [.. Enumerable.Range(0, 33).Select(j => Series(j / 32.0))];

        /// <summary>The same, filled up so that any six bits are an index.</summary>
        public static readonly DoubleDouble[] Padded = [.. Angles, .. new DoubleDouble[31]];

        /// <summary>Euler's series for arctan z: z / (1 + z^2) (1 + 2/3 w (1 + 4/5 w (1 + ...))), w = z^2 / (1 + z^2).</summary>
        static DoubleDouble Series(double z)
        {
            var w = (DoubleDouble)(z * z) / (1 + z * z);
            DoubleDouble sum = 1;
            for (var n = 110; n >= 1; n--)
                sum = 1 + w * sum * (2 * n) / (2 * n + 1);
            return sum * z / (1 + z * z);
        }
    }
}
