using System.Text.Json;
using Dynamics.Numerics;

namespace Dynamics.Specs.Laws;

/// <summary>The evidence that one law on one subject leaves behind: the ledger is a pure function of the fragments.</summary>
/// <param name="Core">The identity of the Core that was measured.</param>
public sealed record Fragment(string Core, string Seed, double CasesFactor, LedgerEntry Law)
{
    /// <summary>The identity of the Core in this process: the hash of its sources that a deterministic compiler stamps on it.</summary>
    public static string ThisCore { get; } = typeof(Elementary).Module.ModuleVersionId.ToString("N");

    public static Fragment Of(Verdict verdict) =>
        new(ThisCore, $"{verdict.Settings.Seed}", verdict.Settings.CasesFactor, LedgerEntry.Of(verdict));

    public string ToJson() => JsonSerializer.Serialize(this, LedgerJson.Options) + "\n";

    public static Fragment Parse(string json) =>
        JsonSerializer.Deserialize<Fragment>(json, LedgerJson.Options) ?? throw new FormatException("A fragment of evidence is empty.");
}
