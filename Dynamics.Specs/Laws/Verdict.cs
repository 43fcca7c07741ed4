namespace Dynamics.Specs.Laws;

/// <summary>What the runner found out about a law on a fixture.</summary>
/// <param name="Reason">Why, where the status needs a reason; else empty.</param>
/// <param name="Cases">Cases on which the law was measured.</param>
/// <param name="Worst">The case with the largest excess, or null where nothing was measured.</param>
/// <param name="Counterexample">The shrunk case on which the law failed, or null.</param>
/// <param name="Cost">Core-seconds of the thread that checked it.</param>
public sealed record Verdict(
    LawDeclaration Law,
    LawStatus Status,
    string Reason,
    int Cases,
    Measured? Worst,
    Counterexample? Counterexample,
    IReadOnlyDictionary<string, DrawnTrait> Drawn,
    IReadOnlyList<FalsifierVerdict> Falsifiers,
    double Cost,
    Settings Settings)
{
    public bool IsAccepted => Status.IsAccepted();
}

/// <summary>One measurement with the chance of a false alarm that it was given.</summary>
public sealed record Measured(Evidence Evidence, double Alpha)
{
    public double Residual => Evidence.Measurement.Residual;

    public double Tolerance => Evidence.Tolerance.Width(Alpha);

    public double Excess => Evidence.Excess(Alpha);
}

/// <summary>A case on which a law failed.</summary>
/// <param name="Index">Which case it was, from one.</param>
/// <param name="Original">The subject as it was drawn.</param>
/// <param name="Shrunk">The simplest subject found on which the law still fails.</param>
/// <param name="Steps">How many times it was made simpler.</param>
/// <param name="Measured">The measurement on the shrunk subject, or null where it threw.</param>
/// <param name="Thrown">What the law threw on it, or null.</param>
public sealed record Counterexample(int Index, string Original, string Shrunk, int Steps, Measured? Measured, Exception? Thrown);

/// <summary>Whether a mistake was caught on every subject it was tried on.</summary>
/// <param name="Margin">The smallest excess over the tolerance: how clearly it was caught.</param>
/// <param name="Survivor">What went wrong, or empty.</param>
public sealed record FalsifierVerdict(FalsifierDeclaration Falsifier, int Caught, int Of, double Margin, string Survivor)
{
    public bool IsKilled => Survivor == "" && Caught == Of && Of > 0;
}

/// <summary>What was drawn of one trait: a range of numbers, or counted words.</summary>
public sealed record DrawnTrait(NumberRange? Range, IReadOnlyDictionary<string, int>? Counts)
{
    /// <summary>Sums the traits of many subjects up, by their names.</summary>
    public static IReadOnlyDictionary<string, DrawnTrait> Summary(IEnumerable<Trait> traits) =>
        traits.GroupBy(trait => trait.Name).ToDictionary(group => group.Key, group => group.First().Value is double
            ? new DrawnTrait(NumberRange.Of([.. group.Select(trait => (double)trait.Value)]), null)
            : new DrawnTrait(null, group.GroupBy(trait => (string)trait.Value).OrderBy(word => word.Key, StringComparer.Ordinal)
                .ToDictionary(word => word.Key, word => word.Count())));
}

/// <summary>Smallest, middle and largest.</summary>
public sealed record NumberRange(double Min, double Median, double Max)
{
    public static NumberRange Of(double[] values)
    {
        Array.Sort(values);
        return new(values[0], values[values.Length / 2], values[^1]);
    }
}
