using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

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

    /// <summary>The chance of a false alarm that it may spend: on its samples, and on the shares that it claims.</summary>
    public required double Alpha { get; init; }

    /// <summary>The chance at which each claimed share is rejected though it is as claimed.</summary>
    public required double ShareAlpha { get; init; }
    public required string Status { get; init; }
    public string Reason { get; init; } = "";
    public int Cases { get; init; }
    public int Draws { get; init; }

    /// <summary>How many draws were no case, by the reason.</summary>
    public IReadOnlyDictionary<string, int> NoCases { get; init; } = new Dictionary<string, int>();
    public IReadOnlyDictionary<string, DrawnTrait> Drawn { get; init; } = DrawnTrait.Summary([]);
    public LedgerWorst? Worst { get; init; }

    /// <summary>The simplest case on which the law failed.</summary>
    public LedgerCounterexample? Counterexample { get; init; }

    /// <summary>The smallest relative error that would have been seen, over the cases.</summary>
    public NumberRange? Resolution { get; init; }
    public LedgerShare? Shown { get; init; }
    public LedgerShare? Violated { get; init; }
    public LedgerShare? Power { get; init; }
    public LedgerShare? Tight { get; init; }
    public LedgerShare? Resolved { get; init; }
    public IReadOnlyList<LedgerFalsifier> Falsifiers { get; init; } = [];

    /// <summary>What was seen on seeds on which a phenomenon was not shown.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>The command that runs it again.</summary>
    public string Replay { get; init; } = "";
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
        Tolerance = new(law.Rule?.Kind ?? "", law.Rule?.Text ?? "", law.LooseBecause, law.CoarseBecause),
        Alpha = FalseAlarms.Of(law),
        ShareAlpha = law.Law.ShareAlpha,
        Status = LawStatus.NotRun.InWords(),
    };

    public static LedgerEntry Of(Verdict verdict) => NotRun(verdict.Law) with
    {
        Status = verdict.Status.InWords(),
        Reason = verdict.Reason,
        Cases = verdict.Cases,
        Draws = verdict.Draws,
        NoCases = verdict.NoCases,
        Drawn = verdict.Drawn,
        Worst = verdict.Worst is { } worst ? new(worst.Residual, worst.Width) : null,
        Counterexample = verdict.Counterexample is { } found ? LedgerCounterexample.From(found) : null,
        Resolution = verdict.Resolution,
        Shown = LedgerShare.From(verdict.Shown),
        Violated = LedgerShare.From(verdict.Violated),
        Power = LedgerShare.From(verdict.Power),
        Tight = LedgerShare.From(verdict.Tight),
        Resolved = LedgerShare.From(verdict.Resolved),
        Falsifiers = [.. verdict.Falsifiers.Select(LedgerFalsifier.From)],
        Findings = verdict.Findings,
        Replay = VerdictText.Replay(verdict),
        Cost = Math.Round(verdict.Cost, 3),
    };
}

public sealed record LedgerTolerance(string Kind, string Rule, string LooseBecause, string CoarseBecause);

public sealed record LedgerWorst(double Residual, double Tolerance);

/// <summary>A case on which a law failed: its two sides, or what it threw.</summary>
public sealed record LedgerCounterexample(string Case, string Left, string Right, string Thrown)
{
    public static LedgerCounterexample From(Counterexample found) => new(
        found.Shrunk,
        found.Evidence is { Measurement.Left: var left } ? $"{left.Name} = {left}" : "",
        found.Evidence is { Measurement.Right: var right } ? $"{right.Name} = {right}" : "",
        found.Thrown is { } thrown ? $"{thrown.GetType().Name}: {thrown.Message}" : "");

    public override string ToString() => $"on {Case} {(Thrown == "" ? $"{Left}, {Right}" : $"it threw {Thrown}")}";
}

/// <summary>A share that was counted, what is claimed of it, and its interval at 95 %.</summary>
public sealed record LedgerShare(int Count, int Of, double Claimed, double Low, double High)
{
    public static LedgerShare From(Tally counted) => new(counted.Count, counted.Of, counted.Claimed,
        counted.Of == 0 ? 0 : Math.Round(counted.Interval.Low, 4), counted.Of == 0 ? 1 : Math.Round(counted.Interval.High, 4));

    public static LedgerShare? From(Tally? tally) => tally is { } counted ? From(counted) : null;

    public Tally Tally() => new(Count, Of, Claimed);
}

/// <summary>What a falsifier came to.</summary>
/// <param name="Kind">mistake, hypothesis dropped, rival.</param>
/// <param name="Spoils">left, both.</param>
/// <param name="Caught">On how many of the subjects that it was tried on it was caught.</param>
/// <param name="Claimed">The least share of catches that is claimed; with it the interval of the share at 95 %.</param>
/// <param name="Wanted">How many catches end the tries; zero for a rival, which is tried on every seed.</param>
/// <param name="AlwaysBecause">Why it must be caught on every subject, or empty.</param>
/// <param name="NotComputed">Subjects on which the mistake could not be computed.</param>
public sealed record LedgerFalsifier(
    string Title, string Kind, string Spoils, int Caught, int Of, double Claimed, double Low, double High,
    int Wanted, string AlwaysBecause, int NotComputed, bool Killed, double Margin, string Survivor)
{
    public static LedgerFalsifier From(FalsifierVerdict verdict)
    {
        var declared = verdict.Falsifier.Falsifier;
        return new LedgerFalsifier(
            declared.What, Judge.InWords(declared.Kind), declared.Spoils.ToString().ToLowerInvariant(), 0, 0, 0, 0, 0,
            verdict.Wanted, declared.AlwaysBecause, verdict.NotComputed, verdict.IsKilled
                || verdict.Wanted == 0 && verdict.Tally.IsMet, verdict.Margin, verdict.Survivor)
            .With(verdict.Tally);
    }

    public Tally Tally() => new(Caught, Of, Claimed);

    public LedgerFalsifier With(Tally tally)
    {
        var share = LedgerShare.From(tally);
        return this with { Caught = share.Count, Of = share.Of, Claimed = share.Claimed, Low = share.Low, High = share.High };
    }
}

/// <summary>How evidence and ledger are written.</summary>
public static class LedgerJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
