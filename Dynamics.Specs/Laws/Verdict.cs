namespace Dynamics.Specs.Laws;

/// <summary>What the runner found out about a law on a fixture.</summary>
public sealed record Verdict(LawDeclaration Law, LawStatus Status, Settings Settings)
{
    /// <summary>Why, where the status needs a reason; else empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Cases on which the law was measured.</summary>
    public int Cases { get; init; }

    /// <summary>Subjects that were drawn for them and for the falsifiers.</summary>
    public int Draws { get; init; }

    /// <summary>How many draws were no case, by the reason.</summary>
    public IReadOnlyDictionary<string, int> NoCases { get; init; } = new Dictionary<string, int>();

    /// <summary>The case with the largest excess, or null where nothing was measured.</summary>
    public Evidence? Worst { get; init; }

    /// <summary>The smallest relative error that would have been seen, over the cases; null where what is compared has no size.</summary>
    public NumberRange? Resolution { get; init; }

    /// <summary>On how many cases the residual was a useful share of the tolerance; null where the rule allows any.</summary>
    public Tally? Tight { get; init; }

    /// <summary>On how many cases a small relative error would have been seen; null but for identities with a tolerance.</summary>
    public Tally? Resolved { get; init; }

    /// <summary>On how many cases the law had the power that it promises; null where it promises none.</summary>
    public Tally? Power { get; init; }

    /// <summary>On how many cases the law was violated, where one of its hypotheses is broken; else null.</summary>
    public Tally? Violated { get; init; }

    /// <summary>On how many seeds a phenomenon was shown; null for a law.</summary>
    public Tally? Shown { get; init; }

    /// <summary>What was seen on the seeds on which it was not.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>The shrunk case on which the law failed, or null.</summary>
    public Counterexample? Counterexample { get; init; }

    public IReadOnlyDictionary<string, DrawnTrait> Drawn { get; init; } = DrawnTrait.Summary([]);

    public IReadOnlyList<FalsifierVerdict> Falsifiers { get; init; } = [];

    /// <summary>Core-seconds of the thread that checked it.</summary>
    public double Cost { get; init; }

    public bool IsAccepted => Status.IsAccepted();

    public static Verdict Nothing(LawDeclaration law, Settings settings) => new(law, LawStatus.Undecided, settings);
}

/// <summary>A case on which a law failed.</summary>
/// <param name="Index">Which case it was, from one.</param>
/// <param name="Original">The subject as it was drawn.</param>
/// <param name="Shrunk">The simplest subject found on which the law still fails.</param>
/// <param name="Steps">How many times it was made simpler.</param>
/// <param name="Evidence">What was measured on the shrunk subject, or null where it threw.</param>
/// <param name="Thrown">What the law threw on it, or null.</param>
public sealed record Counterexample(int Index, string Original, string Shrunk, int Steps, Evidence? Evidence, Exception? Thrown);

/// <summary>On how many of the subjects that it was tried on a falsifier was caught.</summary>
/// <param name="Wanted">How many catches end the tries.</param>
/// <param name="NotComputed">Subjects on which the mistake could not be computed.</param>
/// <param name="Margin">The smallest excess over the tolerance among the catches: how clearly it was caught.</param>
/// <param name="Survivor">What went wrong, or empty; for a rival of a phenomenon, what was seen where it was not told from it.</param>
public sealed record FalsifierVerdict(
    FalsifierDeclaration Falsifier, Tally Tally, int Wanted, int NotComputed, double Margin, string Survivor)
{
    public bool IsKilled => Wanted > 0 && Tally.Count >= Wanted && Survivor == "";
}

/// <summary>What was drawn of one trait: a range of numbers, or counted words.</summary>
public sealed record DrawnTrait(NumberRange? Range = null, IReadOnlyDictionary<string, int>? Counts = null)
{
    /// <summary>Sums the traits of many subjects up, by their names.</summary>
    public static IReadOnlyDictionary<string, DrawnTrait> Summary(IEnumerable<Trait> traits) =>
        traits.GroupBy(trait => trait.Name).ToDictionary(group => group.Key, group => group.First().Value is double
            ? new DrawnTrait(NumberRange.Of([.. group.Select(trait => (double)trait.Value)]))
            : new DrawnTrait(Counts: group.GroupBy(trait => (string)trait.Value).OrderBy(word => word.Key, StringComparer.Ordinal)
                .ToDictionary(word => word.Key, word => word.Count())));

    /// <summary>What several runs drew of one trait.</summary>
    public static DrawnTrait Merge(IReadOnlyList<DrawnTrait> runs) => new(
        NumberRange.Merge([.. runs.Select(run => run.Range).OfType<NumberRange>()]),
        runs.All(run => run.Counts is null) ? null
            : runs.SelectMany(run => run.Counts ?? new Dictionary<string, int>())
                .GroupBy(word => word.Key).OrderBy(word => word.Key, StringComparer.Ordinal)
                .ToDictionary(word => word.Key, word => word.Sum(entry => entry.Value)));
}

/// <summary>Smallest, middle and largest.</summary>
public sealed record NumberRange(double Min, double Median, double Max)
{
    public static NumberRange Of(double[] values)
    {
        Array.Sort(values);
        return new(values[0], values[values.Length / 2], values[^1]);
    }

    /// <summary>Over several runs: the middle is that of their middles.</summary>
    public static NumberRange? Merge(IReadOnlyList<NumberRange> runs) =>
        runs.Count == 0 ? null : new(runs.Min(run => run.Min), Of([.. runs.Select(run => run.Median)]).Median, runs.Max(run => run.Max));
}
