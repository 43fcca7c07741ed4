namespace Dynamics.Architectures;

/// <summary>The covariance of a pair of centred normal variables (u, v).</summary>
/// <param name="First">E[u^2].</param>
/// <param name="Second">E[v^2].</param>
/// <param name="Cross">E[u v].</param>
public readonly record struct PairCovariance(double First, double Second, double Cross)
{
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

    /// <summary>The determinant of I + factor times the covariance, without cancellation.</summary>
    internal double DeterminantPlusIdentity(double factor) => 1 + factor * (First + Second) + factor * factor * Determinant;
}
