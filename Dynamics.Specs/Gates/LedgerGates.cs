using System.Text.Json;

namespace Dynamics.Specs.Gates;

/// <summary>What a ledger must say before a change merges.</summary>
static class LedgerGates
{
    /// <param name="json">The ledger, or null where the run left none.</param>
    internal static IReadOnlyList<Gate> Check(string? json)
    {
        const string name = "the run left a ledger";
        if (json is null)
            return [Gate.Of(name, false, "there is none")];
        try
        {
            var ledger = LedgerReading.Parse(json);
            return [Gate.Of(name, true, $"{json.Length} characters"), .. Check(ledger)];
        }
        catch (JsonException broken)
        {
            return [Gate.Of(name, false, $"it cannot be read: {broken.Message}")];
        }
    }

    static IEnumerable<Gate> Check(LedgerReading ledger) =>
    [
        HasLaws(ledger),
        Gate.Without(ledger.Unreadable, "all evidence could be read", "each file"),
        EveryLawHolds(ledger),
        EveryExceptionHasAReason(ledger),
        EveryLawHasAFalsifier(ledger),
        EveryFalsifierIsKilled(ledger),
        FalseAlarmsAreWithinTheBudget(ledger),
    ];

    static Gate HasLaws(LedgerReading ledger) =>
        Gate.Of("the ledger has laws", ledger.Laws.Count > 0, ledger.Laws.Count > 0 ? $"{ledger.Laws.Count}" : "it has none");

    static Gate EveryLawHolds(LedgerReading ledger) => Gate.Without(
        ledger.Laws.Where(law => !law.IsProved && !law.IsExcused).Select(law => $"{law.Name} is {Status(law)}"),
        "every law holds",
        string.Join(
            ", ", ledger.Laws.GroupBy(law => law.Status)
                .Select(status => $"{status.Count()} {status.Key}").Order(StringComparer.Ordinal)));

    static Gate EveryExceptionHasAReason(LedgerReading ledger) => Gate.Without(
        ledger.Laws.Where(law => law.IsExcused && law.Reason.Length == 0).Select(law => $"{law.Name} is {law.Status} without one"),
        "every exception has a reason",
        $"{ledger.Laws.Count(law => law.IsExcused)} exceptions");

    static Gate EveryLawHasAFalsifier(LedgerReading ledger) => Gate.Without(
        ledger.Laws.Where(law => law.IsProved && law.Falsifiers.Count == 0).Select(law => $"{law.Name} has none"),
        "every law has a falsifier",
        $"{ledger.Laws.Count(law => law.IsProved)} laws");

    static Gate EveryFalsifierIsKilled(LedgerReading ledger)
    {
        var falsifiers = ledger.Laws.Where(law => law.IsProved)
            .SelectMany(law => law.Falsifiers, (law, falsifier) => (law, falsifier)).ToArray();
        return Gate.Without(
            from pair in falsifiers
            where !pair.falsifier.IsCaught
            select $"'{pair.falsifier.Title}' of {pair.law.Name} was caught on {Count(pair.falsifier.Caught)} of "
                + $"{Count(pair.falsifier.Subjects)} subjects{(pair.falsifier.Killed ? "" : " and is not killed")}",
            "every falsifier is killed",
            $"{falsifiers.Length} falsifiers");
    }

    static Gate FalseAlarmsAreWithinTheBudget(LedgerReading ledger)
    {
        FormattableString spending = $"{ledger.Spent} spent of {ledger.Budget}";
        return Gate.Of("the false alarms are within the budget", ledger.Spent <= ledger.Budget,
            ledger.Spent is null || ledger.Budget is null
                ? "the ledger lacks falseAlarms.budget or falseAlarms.spent" : FormattableString.Invariant(spending));
    }

    static string Status(LawReading law) => law.Status.Length == 0 ? "without a status" : law.Status;

    static string Count(double? number) => number is { } known ? FormattableString.Invariant($"{known}") : "?";
}
