namespace Dynamics.Benchmarks.Ratios;

/// <summary>A ratio that is claimed, and how it is measured.</summary>
/// <param name="Name">As it is known.</param>
/// <param name="What">What is put beside what.</param>
/// <param name="Bound">The claim: at least so much, or less where it is a ceiling.</param>
/// <param name="Measure">Measures it, side by side in this process.</param>
sealed record Goal(string Name, string What, double Bound, Func<double> Measure)
{
    public bool IsCeiling { get; init; }

    public bool IsMetBy(double measured) => IsCeiling ? measured < Bound : measured >= Bound;
}
