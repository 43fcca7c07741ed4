namespace Dynamics.Architectures;

/// <summary>The covariance of a pair of centred normal variables (u, v).</summary>
/// <param name="First">E[u^2].</param>
/// <param name="Second">E[v^2].</param>
/// <param name="Cross">E[u v].</param>
public readonly record struct PairCovariance(double First, double Second, double Cross)
{
    /// <summary>Products of two such variances do not overflow.</summary>
    const double Large = 1e150;

    /// <summary>
    /// First Second - Cross^2, to a few units in its last place (Kahan; Jeannerod, Louvet and Muller 2013), and not below 0.
    /// </summary>
    internal double Determinant
    {
        get
        {
            var square = Cross * Cross;
            return Math.Max(Math.FusedMultiplyAdd(First, Second, -square) + Math.FusedMultiplyAdd(-Cross, Cross, square), 0);
        }
    }

    /// <exception cref="ArgumentException">A variance is negative.</exception>
    internal void RequireVariances(string name)
    {
        if (First < 0 || Second < 0)
            throw new ArgumentException($"{name} has the variances {First} and {Second}; neither can be negative.", name);
    }

    /// <summary>The determinant of I + factor times the covariance, without cancellation.</summary>
    internal double DeterminantPlusIdentity(double factor) => 1 + factor * (First + Second) + factor * factor * Determinant;

    /// <summary>
    /// The root of <see cref="DeterminantPlusIdentity"/> and factor times the covariance of the two, both over one power of two, so that
    /// neither overflows.
    /// </summary>
    internal (double Root, double Cross, double Unit) Scaled(double factor)
    {
        var exponent = Math.Max(First, Second) > Large ? Math.ILogB(Math.Max(First, Second)) : 0;
        var (first, second, cross) =
            (Math.ScaleB(First, -exponent), Math.ScaleB(Second, -exponent), Math.ScaleB(Cross, -exponent));
        var unit = Math.ScaleB(1, exponent);
        return (Math.Sqrt(1 / unit / unit + factor * (first / unit + second / unit)
            + factor * factor * new PairCovariance(first, second, cross).Determinant), factor * cross, unit);
    }
}
