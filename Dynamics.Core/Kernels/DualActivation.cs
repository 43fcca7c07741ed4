using Dynamics.Architectures;

namespace Dynamics.Kernels;

/// <summary>
/// E[phi(u) phi(v)] and E[phi'(u) phi'(v)] for centred normal (u, v): what an activation does to the covariance of an infinitely wide
/// layer.
/// </summary>
public static class DualActivation
{
    const double LargestVariance = 1e150;
    const double Beyond = 1e-12;

    /// <summary>
    /// In closed form where the activation has one, else by its Hermite expansion, with an estimate of the error. Symmetric in the pair to
    /// the bit. At a kink the derivative counts at a variance 0 with the mean of the slopes on its two sides.
    /// </summary>
    /// <param name="activation">phi.</param>
    /// <param name="pair">The covariance.</param>
    /// <exception cref="ArgumentException">It is no covariance.</exception>
    public static DualMoments Of(Activation activation, PairCovariance pair)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Variance(pair.First, nameof(PairCovariance.First));
        Variance(pair.Second, nameof(PairCovariance.Second));
        var most = Math.Sqrt(pair.First) * Math.Sqrt(pair.Second);
        if (!(Math.Abs(pair.Cross) <= most * (1 + Beyond)))
            throw new ArgumentException(
                $"pair.Cross is {pair.Cross}; with the variances {pair.First} and {pair.Second} it needs to be from {-most} to {most}.",
                nameof(pair));
        return Closed(activation).DualMoments(pair);
    }

    /// <summary>The activation's own form, or its expansion.</summary>
    internal static IClosedFormDual Closed(Activation activation) => activation as IClosedFormDual ?? new SmoothDual(activation);

    static void Variance(double variance, string name)
    {
        if (!(variance >= 0 && variance <= LargestVariance))
            throw new ArgumentException($"pair.{name} is {variance}; a variance needs to be from 0 to {LargestVariance}.", "pair");
    }
}
