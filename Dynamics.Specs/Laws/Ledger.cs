using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dynamics.Specs.Laws;

/// <summary>The state of every declared law: a pure function of the declarations and the fragments.</summary>
public sealed record Ledger(IReadOnlyList<LedgerEntry> Laws, FalseAlarms FalseAlarms, string Seed, LedgerEnvironment Environment)
{
    /// <summary>Fragments of another Core are stale; of two fragments of one law the worse one counts.</summary>
    public static Ledger Assemble(IEnumerable<LawDeclaration> declared, IEnumerable<Fragment> fragments, string core)
    {
        var found = fragments.GroupBy(fragment => fragment.Law.Key).ToDictionary(group => group.Key, group => Worst(group, core));
        LedgerEntry[] laws = [.. declared.Select(law => LedgerEntry.NotRun(law)).Select(law => found.TryGetValue(law.Key, out var fragment) ? Current(fragment, core) : law)];
        var seeds = found.Values.Select(fragment => fragment.Seed).Distinct().Order(StringComparer.Ordinal);
        return new(laws, new(FalseAlarms.WholeBudget, laws.Sum(law => law.Alpha)), string.Join(" ", seeds), LedgerEnvironment.This(core));
    }

    public string ToJson() => JsonSerializer.Serialize(this, LedgerJson.Options) + "\n";

    static Fragment Worst(IEnumerable<Fragment> fragments, string core) =>
        fragments.MaxBy(fragment => (fragment.Core != core ? 0 : IsAccepted(fragment.Law) ? 1 : 2, fragment.Seed))!;

    static LedgerEntry Current(Fragment fragment, string core) =>
        fragment.Core == core ? fragment.Law : fragment.Law with { Status = LawStatus.Stale.InWords(), Reason = $"measured on Core {fragment.Core}" };

    static bool IsAccepted(LedgerEntry law) =>
        Enum.GetValues<LawStatus>().Where(status => status.IsAccepted()).Select(status => status.InWords()).Contains(law.Status);
}

/// <summary>The chance that a run calls some law violated though all hold.</summary>
public sealed record FalseAlarms(double Budget, double Spent)
{
    public const double WholeBudget = 1e-6;
}

/// <summary>What the laws were measured on.</summary>
public sealed record LedgerEnvironment(string Core, string Runtime, string System, string Processor)
{
    public static LedgerEnvironment This(string core) =>
        new(core, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription, RuntimeInformation.ProcessArchitecture.ToString());
}
