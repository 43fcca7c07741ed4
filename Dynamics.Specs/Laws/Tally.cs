using MathNet.Numerics.Distributions;

namespace Dynamics.Specs.Laws;

/// <summary>
/// A claim about a share, and what was counted: k of n. On the default run, which is the same every time, the share itself must be
/// reached; on any other the claim stands until a binomial rejects it, so that a single miss is counted and not an alarm.
/// </summary>
/// <param name="Count">k, on how many the claim was met.</param>
/// <param name="Of">n, out of so many.</param>
/// <param name="Claimed">The least share that is claimed.</param>
public readonly record struct Tally(int Count, int Of, double Claimed)
{
    /// <summary>The part of a run's false alarms that one claim may spend.</summary>
    public const double Alpha = 2e-10;

    const double Confidence = .95;

    public bool IsMet => Of > 0 && Count >= Math.Ceiling(Claimed * Of - 1e-9);

    /// <summary>Whether so few would be seen with a chance below alpha if the share were as claimed.</summary>
    public bool IsRejected(double alpha) => Of > 0 && (Claimed >= 1 ? Count < Of : Binomial.CDF(Claimed, Of, Count) < alpha);

    /// <summary>The interval for the share (Clopper and Pearson 1934).</summary>
    public (double Low, double High) Interval => (
        Count == 0 ? 0 : Beta.InvCDF(Count, Of - Count + 1, (1 - Confidence) / 2),
        Count == Of ? 1 : Beta.InvCDF(Count + 1, Of - Count, (1 + Confidence) / 2));

    public static Tally operator +(Tally a, Tally b) => a with { Count = a.Count + b.Count, Of = a.Of + b.Of };

    public Tally With(bool met) => this with { Count = Count + (met ? 1 : 0), Of = Of + 1 };

    /// <summary>After how many tries fewer than the wanted number have a chance of at most alpha, if the share is as claimed.</summary>
    public static int MostTries(int wanted, double share, double alpha)
    {
        if (share >= 1) return wanted;
        var most = wanted;
        while (Binomial.CDF(share, most, wanted - 1) > alpha) most++;
        return most;
    }

    public override string ToString() => $"{Count} of {Of}";
}
