using Dynamics.Numerics;

namespace Dynamics.Training;

/// <summary>
/// How a gradient becomes a step. A value: what it remembers from step to step lies outside of it, in vectors of the length of theta that
/// start at zero.
/// </summary>
/// <param name="Rate">eta, the learning rate of each step.</param>
/// <param name="WeightDecay">lambda: the gradient of lambda/2 |theta|^2 is added to that of the loss.</param>
public abstract record Optimiser(Schedule Rate, double WeightDecay)
{
    /// <summary>How many vectors it remembers.</summary>
    public abstract int MemoryCount { get; }

    /// <summary>theta of the next step in the place of theta.</summary>
    /// <param name="step">Steps so far, from 0.</param>
    /// <param name="parameters">theta.</param>
    /// <param name="gradient">Of the loss; it is written over.</param>
    /// <param name="memory">As many arrays as it remembers.</param>
    internal void Step(int step, Span<double> parameters, Span<double> gradient, IReadOnlyList<double[]> memory)
    {
        if (WeightDecay != 0) Chains.AddMultiple(gradient, WeightDecay, parameters);
        Move(Rate.At(step), step, parameters, gradient, memory);
    }

    private protected abstract void Move(
        double rate, int step, Span<double> parameters, ReadOnlySpan<double> gradient, IReadOnlyList<double[]> memory);

    private protected static double Share(double value, string name) =>
        value is >= 0 and < 1 ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it needs to be at least 0 and below 1.");

    private protected static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it needs to be finite and at least 0.");
}
