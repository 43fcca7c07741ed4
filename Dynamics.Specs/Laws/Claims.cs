namespace Dynamics.Specs.Laws;

/// <summary>The shares that the harness claims of every law, and what they are shares of.</summary>
public static class Claims
{
    /// <summary>A residual under this share of its tolerance says that the tolerance means little.</summary>
    public const double SmallestUsefulShare = 1e-3;

    /// <summary>On this share of subjects at least, a tolerance is less than a thousand times the residual.</summary>
    public const double Tight = .1;

    /// <summary>The relative error that an identity must see, where its subject computes in double precision.</summary>
    public const double WantedResolution = 1e-6;

    /// <summary>The relative error that an identity must see on a subject: half of the digits of its arithmetic are enough.</summary>
    internal static double WantedResolutionOn(object? subject) =>
        subject is IHasPrecision { UnitRoundoff: var u } ? Math.Max(WantedResolution, Math.Sqrt(u)) : WantedResolution;

    /// <summary>On this share of subjects at least, an identity sees it.</summary>
    public const double Resolved = .5;

    /// <summary>On this share of subjects at least, a law has the power that it promises.</summary>
    public const double Power = .9;

    /// <summary>On this share of subjects at least, a law without one of its hypotheses is violated.</summary>
    public const double BrokenHypothesis = .5;
}
