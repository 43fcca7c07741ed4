using System.Globalization;
using System.Text;

namespace Dynamics.Specs.Laws;

/// <summary>The ledger as a page of Markdown.</summary>
public static class LedgerPage
{
    public static string Of(Ledger ledger)
    {
        var page = new StringBuilder();
        var states = ledger.Laws.GroupBy(law => law.Status).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}");
        Line("# The ledger of laws");
        Line();
        Line($"{ledger.Laws.Count} laws on their subjects: {string.Join(", ", states)}. "
            + $"False alarms: {Show(ledger.FalseAlarms.Spent)} of {Show(ledger.FalseAlarms.Budget)} spent. "
            + $"Cost: {Show(Math.Round(ledger.Laws.Sum(law => law.Cost), 1))} core-seconds. Seed: {ledger.Seed}. Core: `{ledger.Environment.Core}`.");
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
            Line("| subject | status | cases | worst residual | tolerance | falsifiers | core-seconds | drawn |");
            Line("| --- | --- | ---: | ---: | ---: | --- | ---: | --- |");
            foreach (var row in subjects)
            {
                var remark = row.Reason + (row.Tolerance.WideBecause == "" ? "" : $"tolerance wide because {row.Tolerance.WideBecause}");
                var status = remark == "" ? row.Status : $"{row.Status}: {remark}";
                var falsifiers = string.Join("; ", row.Falsifiers.Select(f => $"{f.Title}: {f.Caught}/{f.Of}, margin {Show(f.Margin)}"));
                Line($"| {Cell(row.Subject)} | {Cell(status)} | {row.Cases} | {Show(row.Worst?.Residual)} | {Show(row.Worst?.Tolerance)} | {Cell(falsifiers)} | {Show(row.Cost)} | {Cell(Drawn(row))} |");
            }
        }
    }

    static string Drawn(LedgerEntry law) => string.Join("; ", law.Drawn.Select(trait => $"{trait.Key} {Show(trait.Value)}"));

    static string Show(DrawnTrait trait) => trait.Range is { } range
        ? $"{Show(range.Min)} … {Show(range.Median)} … {Show(range.Max)}"
        : string.Join(", ", (trait.Counts ?? new Dictionary<string, int>()).Select(word => $"{word.Key} ×{word.Value}"));

    static string Show(double? value) => value is { } number ? number.ToString("G3", CultureInfo.InvariantCulture) : "";

    static string Capital(string text) => text == "" ? "" : char.ToUpperInvariant(text[0]) + text[1..];

    static string Cell(string text) => text.Replace("|", "\\|").ReplaceLineEndings(" ");
}
