using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dynamics.Specs.Laws;

/// <summary>The state of every declared law: a pure function of the declarations and the fragments.</summary>
/// <param name="Unreadable">Files of evidence that could not be read, each with the reason.</param>
public sealed record Ledger(
    IReadOnlyList<LedgerEntry> Laws, FalseAlarms FalseAlarms, string Seed, LedgerEnvironment Environment, IReadOnlyList<string> Unreadable)
{
    /// <summary>Evidence of other assemblies than today's is stale; what several seeds left is merged.</summary>
    public static Ledger Assemble(
        IReadOnlyList<LawDeclaration> declared, IReadOnlyList<Fragment> fragments, IReadOnlyList<string>? unreadable = null)
    {
        var found = fragments.ToLookup(fragment => fragment.Law.Key);
        LedgerEntry[] laws = [.. declared.Select(law => Current(law, [.. found[law.Key]]))];
        var runs = fragments.Select(fragment => fragment.Seed).Distinct().Count();
        return new(laws, new(FalseAlarms.WholeBudget, laws.Sum(law => law.Alpha)),
            Seeds(fragments, runs), LedgerEnvironment.This(), unreadable ?? []);
    }

    public string ToJson() => JsonSerializer.Serialize(this, LedgerJson.Options) + "\n";

    static LedgerEntry Current(LawDeclaration law, IReadOnlyList<Fragment> fragments)
    {
        if (fragments.Count == 0) return LedgerEntry.NotRun(law);
        var today = Identity.Of(law.Fixture);
        var current = fragments.Where(fragment => fragment.IsOf(today)).ToArray();
        return current.Length > 0 ? LedgerMerge.Of(current)
            : fragments[0].Law with { Status = LawStatus.Stale.InWords(), Reason = $"measured on {fragments[0].DifferenceFrom(today)}" };
    }

    static string Seeds(IEnumerable<Fragment> fragments, int runs) =>
        string.Join(" ", fragments.Select(fragment => fragment.Seed).Distinct().Order(StringComparer.Ordinal).Take(20))
            + (runs > 20 ? $" and {runs - 20} more" : "");
}

/// <summary>What the laws were measured on.</summary>
public sealed record LedgerEnvironment(string Core, string Runtime, string System, string Processor)
{
    public static LedgerEnvironment This() =>
        new(Identity.OfCore, RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription, RuntimeInformation.ProcessArchitecture.ToString());
}
