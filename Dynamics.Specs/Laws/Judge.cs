using System.Globalization;

namespace Dynamics.Specs.Laws;

/// <summary>
/// What the counts of a run say, or of several runs that were merged. On the default run, which is the same every time, a claimed
/// share must be reached; on others it stands until it is rejected.
/// </summary>
static class Judge
{
    /// <summary>Of a law that was violated on no case, unless a hypothesis is broken.</summary>
    public static Verdict Of(Verdict verdict)
    {
        var law = verdict.Law;
        if (verdict.Violated is { } violated)
        {
            return Stands(violated, verdict)
                ? verdict with { Status = LawStatus.ExpectedViolation, Reason = $"'{law.Breaks}' is broken" }
                : verdict with { Status = LawStatus.Violated,
                    Reason = $"it is violated on {violated} subjects only, though '{law.Breaks}' is broken" };
        }
        var complaints = Complaints(verdict).ToArray();
        return verdict with { Status = complaints.Length > 0 ? LawStatus.Undecided
            : LawStatus.Holds, Reason = string.Join("; ", complaints) };
    }

    /// <summary>Of a phenomenon on some seeds.</summary>
    public static Verdict OfPhenomenon(Verdict verdict)
    {
        var shown = verdict.Shown!.Value;
        var survivors = verdict.Falsifiers.Where(rival => !Stands(rival.Tally, verdict)).Select(Survives).ToArray();
        var claim = string.Create(CultureInfo.InvariantCulture, $"shown on {shown} seeds, {shown.Claimed} of them are claimed");
        return survivors.Length > 0 ? verdict with { Status = LawStatus.Undecided, Reason = string.Join("; ", survivors) }
            : !Stands(shown, verdict) ? verdict with { Status = LawStatus.Violated, Reason = claim }
            : shown.IsMet ? verdict with { Status = LawStatus.Demonstrated }
            : verdict with { Status = LawStatus.NotShown, Reason = claim + ", which so few do not reject" };
    }

    static IEnumerable<string> Complaints(Verdict verdict)
    {
        if (verdict.Power is { } power && !Stands(power, verdict))
            yield return $"its tolerance is wider than the smallest violation that it must see: it has power on {power} subjects";
        if (verdict.Tight is { } tight)
        {
            var complaint = verdict.Worst is { Residual: 0, Measurement.Relation: "=" } ? "its residual is zero on every subject: "
                + "are both sides computed apart?"
                : $"its tolerance is too wide: on {tight} subjects alone is the residual above {Claims.SmallestUsefulShare:g} of it";
            foreach (var found in Excused(tight, verdict, verdict.Law.LooseBecause, complaint)) yield return found;
        }
        if (verdict.Resolved is { } resolved)
        {
            var complaint =
                $"it sees a relative error of {Claims.WantedResolution:g} (or half of its subject's digits) on {resolved} subjects alone";
            foreach (var found in Excused(resolved, verdict, verdict.Law.CoarseBecause, complaint)) yield return found;
        }
        foreach (var falsifier in verdict.Falsifiers.Where(falsifier => !falsifier.IsKilled)) yield return Survives(falsifier);
    }

    /// <summary>A share that is missed needs a reason, and on the default run a reason needs a share that is missed.</summary>
    static IEnumerable<string> Excused(Tally tally, Verdict verdict, string because, string complaint)
    {
        if (because == "" && !Stands(tally, verdict)) yield return complaint;
        if (because != "" && verdict.Settings.IsTheDefaultRun && tally.IsMet) yield return $"it needs no excuse: '{because}'";
    }

    static string Survives(FalsifierVerdict falsifier) =>
        $"the {InWords(falsifier.Falsifier.Falsifier.Kind)} '{falsifier.Falsifier.Falsifier.What}' "
            + $"{(falsifier.Survivor == "" ? $"was told from the phenomenon on {falsifier.Tally} seeds" : falsifier.Survivor)}";

    internal static string InWords(FalsifierKind kind) => kind switch
    {
        FalsifierKind.Mistake => "mistake",
        FalsifierKind.HypothesisDropped => "hypothesis dropped",
        _ => "rival",
    };

    static bool Stands(Tally tally, Verdict verdict) =>
        verdict.Settings.IsTheDefaultRun ? tally.IsMet : !tally.IsRejected(verdict.Law.Law.ShareAlpha);
}
