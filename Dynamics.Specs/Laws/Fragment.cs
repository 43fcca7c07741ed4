using System.Text.Json;

namespace Dynamics.Specs.Laws;

/// <summary>The evidence that one law on one subject leaves behind: the ledger is a pure function of the fragments.</summary>
/// <param name="Measured">What it was measured on and by: assemblies, by name, with the hash of their sources.</param>
public sealed record Fragment(IReadOnlyDictionary<string, string> Measured, string Seed, double CasesFactor, LedgerEntry Law)
{
    public static Fragment Of(Verdict verdict) =>
        new(Identity.Of(verdict.Law.Fixture), $"{verdict.Settings.Seed}", verdict.Settings.CasesFactor, LedgerEntry.Of(verdict));

    public string ToJson() => JsonSerializer.Serialize(this, LedgerJson.Options) + "\n";

    /// <exception cref="JsonException">The text is no fragment.</exception>
    public static Fragment Parse(string json) =>
        JsonSerializer.Deserialize<Fragment>(json, LedgerJson.Options) ?? throw new JsonException("It is empty.");

    internal bool IsOf(IReadOnlyDictionary<string, string> identity) =>
        Measured.Count == identity.Count && Measured.All(entry => identity.TryGetValue(entry.Key, out var hash) && hash == entry.Value);

    /// <summary>The first assembly that was another.</summary>
    internal string DifferenceFrom(IReadOnlyDictionary<string, string> identity) =>
        Measured.Where(entry => !identity.TryGetValue(entry.Key, out var hash) || hash != entry.Value)
            .Select(entry => $"another {entry.Key}, {entry.Value}").FirstOrDefault() ?? "fewer assemblies";
}
