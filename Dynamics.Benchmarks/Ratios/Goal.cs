namespace Dynamics.Benchmarks.Ratios;

/// <summary>A ratio that is claimed, and how it is measured.</summary>
/// <param name="Name">As it is known.</param>
/// <param name="What">What is put beside what.</param>
/// <param name="AtLeast">The claim.</param>
/// <param name="Measure">Measures it, side by side in this process.</param>
sealed record Goal(string Name, string What, double AtLeast, Func<double> Measure);
