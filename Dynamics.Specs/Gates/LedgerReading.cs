using System.Text.Json;

namespace Dynamics.Specs.Gates;

/// <summary>What the gates need of a ledger. What the document lacks is empty here, and fails at the gate that needs it.</summary>
sealed record LedgerReading(IReadOnlyList<LawReading> Laws, double? Budget, double? Spent, IReadOnlyList<string> Unreadable)
{
    /// <exception cref="JsonException">The text is not a JSON object.</exception>
    internal static LedgerReading Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var ledger = document.RootElement;
        if (ledger.ValueKind != JsonValueKind.Object)
            throw new JsonException($"it is {ledger.ValueKind}, and a ledger is an object.");
        var alarms = ledger.Member("falseAlarms");
        return new LedgerReading([.. ledger.Members("laws").Select(LawReading.Of)], alarms.Number("budget"), alarms.Number("spent"),
            [.. ledger.Members("unreadable").Select(element => element.ToString())]);
    }
}

/// <summary>One law of a ledger on one subject.</summary>
sealed record LawReading(string Name, string Status, string Reason, IReadOnlyList<FalsifierReading> Falsifiers)
{
    internal bool IsProved => Status is "holds" or "demonstrated";

    internal bool IsExcused => Status is "not applicable" or "expected violation";

    internal static LawReading Of(JsonElement law) => new(
        law.Text("subject") is { Length: > 0 } subject ? $"{law.Text("id")}@{subject}" : law.Text("id"),
        law.Text("status"),
        law.Text("reason"),
        [.. law.Members("falsifiers").Select(FalsifierReading.Of)]);
}

/// <summary>One falsifier of a law.</summary>
sealed record FalsifierReading(string Title, double? Caught, double? Subjects, bool Killed)
{
    /// <summary>Killed, and caught on something: on every subject it need not be.</summary>
    internal bool IsCaught => Killed && Caught > 0 && Subjects >= Caught;

    internal static FalsifierReading Of(JsonElement falsifier) => new(
        falsifier.Text("title"), falsifier.Number("caught"), falsifier.Number("of"),
        falsifier.Member("killed").ValueKind == JsonValueKind.True);
}
