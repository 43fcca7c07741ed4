namespace Dynamics.Specs.Laws.Tolerances;

/// <summary>
/// The error that n rounded operations on terms of a given magnitude can leave: gamma(n) magnitude with
/// gamma(n) = n u / (1 - n u), u = 2^-53 (Higham 2002, Accuracy and Stability of Numerical Algorithms, lemma 3.1).
/// </summary>
/// <param name="Operations">Roundings on the longest path from the inputs to one entry of the result.</param>
/// <param name="Magnitude">The sum of the absolute values of what is added up: the condition times the size of the result.</param>
public sealed record Roundoff(double Operations, double Magnitude, string Rule) : Tolerance(Rule)
{
    /// <summary>u = 2^-53.</summary>
    public const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>A residual under this share of the width, in every case, says that the width means nothing.</summary>
    public const double SmallestUsefulShare = 1e-3;

    /// <param name="derivation">What is counted as operations and as magnitude.</param>
    public static Roundoff Of(double operations, double magnitude, string derivation) =>
        new(operations, magnitude, "roundoff: " + derivation);

    public override double Width(double alpha) => Gamma(Operations) * Magnitude;

    static double Gamma(double n) => n * UnitRoundoff < 1 ? n * UnitRoundoff / (1 - n * UnitRoundoff) : double.NaN;
}
