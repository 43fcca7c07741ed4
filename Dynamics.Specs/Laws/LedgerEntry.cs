using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dynamics.Specs.Laws;

/// <summary>What the ledger says of one law on one subject.</summary>
public sealed record LedgerEntry
{
    public required string Id { get; init; }
    public required string Catalogue { get; init; }
    public required string Subject { get; init; }
    public required string Chapter { get; init; }
    public required string Title { get; init; }
    public required string Statement { get; init; }
    public required string Source { get; init; }
    public required string Given { get; init; }
    public required string Kind { get; init; }
    public required IReadOnlyList<string> RestsOn { get; init; }
    public required LedgerTolerance Tolerance { get; init; }
    public required double Alpha { get; init; }
    public required string Status { get; init; }
    public string Reason { get; init; } = "";
    public int Cases { get; init; }
    public IReadOnlyDictionary<string, DrawnTrait> Drawn { get; init; } = DrawnTrait.Summary([]);
    public LedgerWorst? Worst { get; init; }
    public IReadOnlyList<LedgerFalsifier> Falsifiers { get; init; } = [];
    public double Cost { get; init; }

    [JsonIgnore]
    public string Key => $"{Id}@{Subject}";

    /// <summary>What is known before a law is run.</summary>
    public static LedgerEntry NotRun(LawDeclaration law) => new()
    {
        Id = law.Id,
        Catalogue = law.Catalogue,
        Subject = law.Subject,
        Chapter = law.Chapter,
        Title = law.Title,
        Statement = law.Law.Statement,
        Source = law.Law.Source,
        Given = law.Law.Given,
        Kind = law.Law.Kind.ToString().ToLowerInvariant(),
        RestsOn = law.Law.RestsOn,
        Tolerance = new(Tolerances.Tolerance.KindOf(law.Law.Within), law.Law.Within, law.WideBecause),
        Alpha = law.Law.Alpha,
        Status = LawStatus.NotRun.InWords(),
    };

    public static LedgerEntry Of(Verdict verdict) => NotRun(verdict.Law) with
    {
        Status = verdict.Status.InWords(),
        Reason = verdict.Reason,
        Cases = verdict.Cases,
        Drawn = verdict.Drawn,
        Worst = verdict.Worst is { } worst ? new(worst.Residual, worst.Tolerance) : null,
        Falsifiers = [.. verdict.Falsifiers.Select(f => new LedgerFalsifier(f.Falsifier.Falsifier.Mistake, f.Caught, f.Of, f.IsKilled, f.Margin))],
        Cost = Math.Round(verdict.Cost, 3),
    };
}

public sealed record LedgerTolerance(string Kind, string Rule, string WideBecause);

public sealed record LedgerWorst(double Residual, double Tolerance);

public sealed record LedgerFalsifier(string Title, int Caught, int Of, bool Killed, double Margin);

/// <summary>How evidence and ledger are written.</summary>
public static class LedgerJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
