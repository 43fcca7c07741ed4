namespace Dynamics.Specs.Laws;

/// <summary>
/// One entry from what several runs left of one law: counts add up, the worst case stands, and a claimed share is judged by all of them.
/// </summary>
static class LedgerMerge
{
    static readonly string[] Worse =
        [.. new[] { LawStatus.Violated, LawStatus.Undecided, LawStatus.NotApplicable, LawStatus.ExpectedViolation,
            LawStatus.NotShown, LawStatus.Demonstrated, LawStatus.Holds }.Select(status => status.InWords())];

    /// <summary>
    /// Of one seed, the run with the most cases counts, which draws those of the others again; of that, the worse fragment. The order of
    /// the fragments does not matter.
    /// </summary>
    public static LedgerEntry Of(IReadOnlyList<Fragment> fragments)
    {
        var runs = fragments.GroupBy(fragment => fragment.Seed)
            .Select(run => run.GroupBy(fragment => fragment.CasesFactor).MaxBy(same => same.Key)!)
            .Select(run => run.MinBy(fragment => (Rank(fragment.Law), fragment.ToJson()))!)
            .OrderBy(fragment => fragment.Seed, StringComparer.Ordinal).Select(fragment => fragment.Law).ToArray();
        return runs.Length == 1 ? runs[0] : Judged(Together(runs));
    }

    static LedgerEntry Together(IReadOnlyList<LedgerEntry> runs)
    {
        var worst = runs.MinBy(Rank)!;
        return worst with
        {
            Cases = runs.Sum(run => run.Cases),
            Draws = runs.Sum(run => run.Draws),
            Cost = Math.Round(runs.Sum(run => run.Cost), 3),
            NoCases = runs.SelectMany(run => run.NoCases).GroupBy(reason => reason.Key).OrderBy(
                reason => reason.Key, StringComparer.Ordinal)
                    .ToDictionary(reason => reason.Key, reason => reason.Sum(entry => entry.Value)),
            Drawn = runs.SelectMany(run => run.Drawn).GroupBy(trait => trait.Key)
                .ToDictionary(trait => trait.Key, trait => DrawnTrait.Merge([.. trait.Select(entry => entry.Value)])),
            Worst = runs.Select(run => run.Worst).OfType<LedgerWorst>()
                .MaxBy(found => found.Tolerance > 0 ? found.Residual / found.Tolerance : found.Residual - found.Tolerance),
            Resolution = NumberRange.Merge([.. runs.Select(run => run.Resolution).OfType<NumberRange>()]),
            Shown = Sum(runs, run => run.Shown),
            Violated = Sum(runs, run => run.Violated),
            Power = Sum(runs, run => run.Power),
            Tight = Sum(runs, run => run.Tight),
            Resolved = Sum(runs, run => run.Resolved),
            Falsifiers = [.. runs.SelectMany(run => run.Falsifiers)
                .GroupBy(falsifier => falsifier.Title).Select(same => Together(same, worst.ShareAlpha))],
            Findings = [.. runs.SelectMany(run => run.Findings)],
        };
    }

    static LedgerFalsifier Together(IGrouping<string, LedgerFalsifier> same, double shareAlpha)
    {
        var caught = same.Select(falsifier => falsifier.Tally()).Aggregate((a, b) => a + b);
        return (same.FirstOrDefault(falsifier => !falsifier.Killed) ?? same.First()).With(caught) with
        {
            Wanted = same.Sum(falsifier => falsifier.Wanted),
            NotComputed = same.Sum(falsifier => falsifier.NotComputed),
            Margin = same.Min(falsifier => falsifier.Margin),
            Killed = !caught.IsRejected(shareAlpha) && (same.First().Wanted == 0 || same.All(falsifier => falsifier.Killed)),
        };
    }

    /// <summary>A violated or undecided run stays so; claimed shares are judged over all runs.</summary>
    static LedgerEntry Judged(LedgerEntry merged)
    {
        LedgerShare?[] claims =
        [
            merged.Violated,
            merged.Power,
            merged.Tolerance.LooseBecause == "" ? merged.Tight : null,
            merged.Tolerance.CoarseBecause == "" ? merged.Resolved : null,
        ];
        if (merged.Shown?.Tally() is { } shown && Rank(merged) > Rank(LawStatus.Undecided))
        {
            return merged.Falsifiers.Where(rival => !rival.Killed).Select(
                rival => $"the rival '{rival.Title}' was told from it on {rival.Tally()} seeds").ToArray() is { Length: > 0 } survivors
                    ? merged with { Status = LawStatus.Undecided.InWords(), Reason = string.Join("; ", survivors) }
                : merged with
                {
                    Status = (shown.IsRejected(merged.ShareAlpha) ? LawStatus.Violated
                        : shown.IsMet ? LawStatus.Demonstrated : LawStatus.NotShown).InWords(),
                    Reason = shown.IsMet ? "" : $"shown on {shown} seeds",
                };
        }
        return claims.OfType<LedgerShare>().Any(claim => claim.Tally().IsRejected(merged.ShareAlpha))
            && Rank(merged) > Rank(LawStatus.Undecided)
            ? merged with { Status = LawStatus.Undecided.InWords(),
                Reason = "over all runs, a share that is claimed of its subjects is rejected" }
            : merged;
    }

    static LedgerShare? Sum(IEnumerable<LedgerEntry> runs, Func<LedgerEntry, LedgerShare?> share)
    {
        var tallies = runs.Select(share).OfType<LedgerShare>().Select(found => found.Tally()).ToArray();
        return tallies.Length == 0 ? null : LedgerShare.From(tallies.Aggregate((a, b) => a + b));
    }

    static int Rank(LawStatus status) => Array.IndexOf(Worse, status.InWords());

    static int Rank(LedgerEntry law) => Array.IndexOf(Worse, law.Status);
}
