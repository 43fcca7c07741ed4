namespace Dynamics.Numerics;

/// <summary>Chi-square numbers: the squared norm of a standard normal vector, without the vector.</summary>
public static class ChiSquare
{
    /// <summary>The next number from a stream (Marsaglia and Tsang 2000; one degree is a square).</summary>
    /// <param name="stream">The stream; about one normal and one uniform draw.</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no degrees of freedom.</exception>
    public static double Next(RandomStream stream, int degrees)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        if (degrees == 1)
        {
            var z = stream.NextNormal();
            return z * z;
        }

        var d = degrees / 2.0 - 1 / 3.0;
        var spread = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = stream.NextNormal();
            var root = 1 + spread * x;
            var u = stream.NextUniform();
            if (root <= 0) continue;
            var v = root * root * root;
            if (Elementary.Log(u) < x * x / 2 + d - d * v + d * Elementary.Log(v)) return 2 * d * v;
        }
    }
}
