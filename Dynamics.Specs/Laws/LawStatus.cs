namespace Dynamics.Specs.Laws;

/// <summary>What is known of a law on a subject.</summary>
public enum LawStatus
{
    Holds,
    Demonstrated,
    /// <summary>
    /// A phenomenon that fewer seeds of this run show than are claimed, but not so few that the claim is rejected: a finding.
    /// </summary>
    NotShown,
    Violated,
    Undecided,
    ExpectedViolation,
    NotApplicable,
    NotRun,
    Stale,
}

public static class LawStatuses
{
    /// <summary>As the ledger writes it.</summary>
    public static string InWords(this LawStatus status) => status switch
    {
        LawStatus.Holds => "holds",
        LawStatus.Demonstrated => "demonstrated",
        LawStatus.NotShown => "not shown",
        LawStatus.Violated => "violated",
        LawStatus.Undecided => "undecided",
        LawStatus.ExpectedViolation => "expected violation",
        LawStatus.NotApplicable => "not applicable",
        LawStatus.NotRun => "not run",
        LawStatus.Stale => "stale",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
    };

    /// <summary>The status that the ledger writes so, or null.</summary>
    public static LawStatus? Parse(string words) =>
        Enum.GetValues<LawStatus>().Select(status => (LawStatus?)status).FirstOrDefault(status => status!.Value.InWords() == words);

    /// <summary>Whether a run with this status may pass.</summary>
    public static bool IsAccepted(this LawStatus status) =>
        status is LawStatus.Holds or LawStatus.Demonstrated or LawStatus.NotShown or LawStatus.ExpectedViolation
            or LawStatus.NotApplicable;
}
