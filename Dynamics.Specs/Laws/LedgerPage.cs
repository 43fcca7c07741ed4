using System.Globalization;
using System.Text;

namespace Dynamics.Specs.Laws;

/// <summary>The ledger as a page of Markdown.</summary>
public static class LedgerPage
{
    public static string Of(Ledger ledger)
    {
        var page = new StringBuilder();
        var states = ledger.Laws.GroupBy(law => law.Status).OrderByDescending(group => group.Count())
            .Select(group => $"{group.Count()} {group.Key}");
        Line("# The ledger of laws");
        Line();
        foreach (var law in ledger.Laws.Where(law => !IsAccepted(law)))
            Line($"- **{law.Key} is {law.Status}**: {law.Title}{(law.Reason == "" ? "" : $" ({law.Reason})")}"
            + $"{(law.Counterexample is { } counterexample ? $"; {counterexample}" : "")}{(law.Replay == "" ? "" : $". `{law.Replay}`")}");
        foreach (var complaint in ledger.Unreadable) Line($"- **{complaint}**");
        if (ledger.Unreadable.Count > 0 || ledger.Laws.Any(law => !IsAccepted(law))) Line();
        Line($"{ledger.Laws.Count} laws on their subjects: {string.Join(", ", states)}. "
            + $"False alarms: {Show(ledger.FalseAlarms.Spent)} of {Show(ledger.FalseAlarms.Budget)} spent. "
            + $"Cost: {Show(Math.Round(ledger.Laws.Sum(law => law.Cost), 1))} core-seconds. Seed: {ledger.Seed}. Core: "
            + $"`{ledger.Environment.Core}`.");
        Line();
        Line("*Resolution* is the smallest relative error that would have been seen: the tolerance over the size of the right side, the "
            + "median over cases. "
            + "*Caught* is on how many of the subjects that it was tried on a falsifier was caught, with the interval of that share at 95 "
            + "%.");
        foreach (var chapter in ledger.Laws.GroupBy(law => law.Chapter).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Line();
            Line($"## {chapter.Key}");
            foreach (var law in chapter.GroupBy(law => law.Id)) Describe([.. law]);
        }
        return page.ToString();

        void Line(string text = "") => page.Append(text).Append('\n');

        void Describe(LedgerEntry[] subjects)
        {
            var law = subjects[0];
            Line();
            Line($"### {law.Id}: {law.Title}");
            Line();
            Line($"${law.Statement}$");
            Line();
            Line($"{law.Source}. Given: {law.Given}. {Capital(law.Tolerance.Rule)}."
                + (law.Alpha > 0 ? $" False-alarm rate {Show(law.Alpha)}." : "")
                + (law.RestsOn.Count > 0 ? $" Rests on {string.Join(", ", law.RestsOn)}." : ""));
            Line();
            Line("| subject | status | cases of draws | worst residual | tolerance | resolution | caught | core-seconds | drawn |");
            Line("| --- | --- | ---: | ---: | ---: | ---: | --- | ---: | --- |");
            foreach (var row in subjects) Line($"| {string.Join(" | ", Cells(row).Select(Cell))} |");
        }
    }

    static IEnumerable<string> Cells(LedgerEntry row) =>
    [
        row.Subject,
        string.Join("; ", Remarks(row)),
        row.Cases == row.Draws ? $"{row.Cases}" : $"{row.Cases} of {row.Draws}",
        Show(row.Worst?.Residual),
        Show(row.Worst?.Tolerance),
        Show(row.Resolution?.Median),
        string.Join("; ", row.Falsifiers.Select(Caught)),
        Show(row.Cost),
        string.Join("; ", row.Drawn.Select(trait => $"{trait.Key} {Show(trait.Value)}")),
    ];

    static IEnumerable<string> Remarks(LedgerEntry row)
    {
        yield return row.Reason == "" ? row.Status : $"{row.Status}: {row.Reason}";
        if (row.Shown is { } shown) yield return $"shown on {Show(shown)} seeds, {Show(shown.Claimed)} claimed";
        foreach (var finding in row.Findings) yield return $"not shown on {finding}";
        if (row.Tolerance.LooseBecause != "") yield return $"tolerance wide because {row.Tolerance.LooseBecause}";
        if (row.Tolerance.CoarseBecause != "") yield return $"resolution coarse because {row.Tolerance.CoarseBecause}";
        foreach (var reason in row.NoCases) yield return $"no case on {reason.Value}: {reason.Key}";
    }

    static string Caught(LedgerFalsifier falsifier) =>
        $"{falsifier.Kind} {falsifier.Title}: {Show(LedgerShare.From(falsifier.Tally()))}"
        + (falsifier.Spoils == "both" ? ", spoils both sides" : "")
        + (falsifier.AlwaysBecause == "" ? "" : $" (always, because {falsifier.AlwaysBecause})")
        + (falsifier.NotComputed == 0 ? "" : $", not computed on {falsifier.NotComputed}")
        + $", margin {Show(falsifier.Margin)}";

    static string Show(LedgerShare share) => $"{share.Count}/{share.Of} [{Show(share.Low)}, {Show(share.High)}]";

    static bool IsAccepted(LedgerEntry law) => LawStatuses.Parse(law.Status)?.IsAccepted() == true;

    static string Show(DrawnTrait trait) => trait.Range is { } range
        ? $"{Show(range.Min)} … {Show(range.Median)} … {Show(range.Max)}"
        : string.Join(", ", (trait.Counts ?? new Dictionary<string, int>()).Select(word => $"{word.Key} ×{word.Value}"));

    static string Show(double? value) => value is { } number ? number.ToString("G3", CultureInfo.InvariantCulture) : "";

    static string Capital(string text) => text == "" ? "" : char.ToUpperInvariant(text[0]) + text[1..];

    static string Cell(string text) => text.Replace("|", "\\|").ReplaceLineEndings(" ");
}
