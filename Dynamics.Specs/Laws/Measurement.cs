using Dynamics.Specs.Laws.Rounding;

namespace Dynamics.Specs.Laws;

/// <summary>Two sides, how they should be related, and how far they are from it; or the reason why this subject is no case.</summary>
/// <param name="Left">What is claimed: where a falsifier puts its mistake.</param>
/// <param name="Relation">As in =, ≤ or &gt;.</param>
/// <param name="Right">What it is compared with: the same for a law and its falsifiers, but for those that spoil both sides.</param>
/// <param name="Residual">How far they are from the relation; below zero is to spare.</param>
public sealed record Measurement(Side Left, string Relation, Side Right, double Residual)
{
    /// <summary>The size of what is compared, where the right side is zero or says too little: a relative error is one of this.</summary>
    public double? Size { get; init; }

    /// <summary>The local slopes of an error, where an order is measured.</summary>
    public Slopes? Slopes { get; init; }

    /// <summary>The spread of a mean over groups, where a rate is measured.</summary>
    public Spread? Spread { get; init; }

    /// <summary>Why nothing was measured, or null.</summary>
    public string? WhyNoCase { get; init; }

    /// <summary>The subject does not meet the law's hypotheses; or, for a falsifier, the mistake cannot be computed on it.</summary>
    public static Measurement NoCase(string why) => new(Side.Of("", 0), "", Side.Of("", 0), 0) { WhyNoCase = why };

    /// <summary>Says how large the quantity is whose error is measured, for a right side that is zero.</summary>
    public Measurement OfSize(double size) => this with { Size = size };

    /// <summary>Names the coordinates of both sides, as in the name of a parameter block and an index.</summary>
    public Measurement Naming(Func<int, string> coordinate) =>
        this with { Left = Left.Naming(coordinate), Right = Right.Naming(coordinate) };

    /// <summary>Where the fault lies, which is looked for only once the law has failed; or null.</summary>
    public object? Fault { get; init; }

    /// <summary>
    /// The size that a relative error refers to: the right side's, or what the law says it is; zero where there is none.
    /// </summary>
    internal double Scale => Size ?? (Relation == "=" ? Right.Norm : Math.Max(Left.Norm, Right.Norm));
}

/// <summary>How the mean over independent groups was had.</summary>
/// <param name="StandardError">Of the mean.</param>
/// <param name="DegreesOfFreedom">Groups less one.</param>
public sealed record Spread(double StandardError, int DegreesOfFreedom)
{
    /// <summary>What is left of a bias that was extrapolated away.</summary>
    public double Truncation { get; init; }

    /// <summary>Half of Student's interval for the mean, which it leaves with a chance.</summary>
    internal double Student(double chance) => StandardError * NoiseLevel.Student(chance, DegreesOfFreedom);
}
