using System.Collections.Immutable;
using Dynamics.Networks;
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
    /// <summary>eta, the learning rate of each step.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public Schedule Rate
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Rate));
    } = Rate ?? throw new ArgumentNullException(nameof(Rate));

    /// <summary>lambda: the gradient of lambda/2 |theta|^2 is added to that of the loss.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double WeightDecay
    {
        get;
        init => field = NotNegative(value, nameof(WeightDecay));
    } = NotNegative(WeightDecay, nameof(WeightDecay));

    /// <summary>How many vectors it remembers.</summary>
    public abstract int MemoryCount { get; }

    /// <summary>Parts of theta whose learning rate is multiplied by something; none where one rate is for all.</summary>
    ImmutableArray<Part> Parts { get; init; } = [];

    /// <summary>
    /// The same with the learning rate of each of a network's blocks multiplied by its factor, as the parameterisation of the network
    /// asks for (Yang et al. 2022, table 8).
    /// </summary>
    /// <param name="network">What is to be trained.</param>
    public Optimiser For(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return this with { Parts = [.. network.Blocks.Select(block => new Part(block.Offset, block.Count, FactorOf(block)))] };
    }

    /// <summary>theta of the next step in the place of theta.</summary>
    /// <param name="step">Steps so far, from 0.</param>
    /// <param name="parameters">theta.</param>
    /// <param name="gradient">Of the loss; it is written over.</param>
    /// <param name="memory">As many arrays as it remembers.</param>
    internal void Step(int step, Span<double> parameters, Span<double> gradient, IReadOnlyList<double[]> memory)
    {
        if (WeightDecay != 0) Chains.AddMultiple(gradient, WeightDecay, parameters);
        var rate = Rate.At(step);
        if (Parts.IsEmpty) Move(rate, step, parameters, gradient, memory, 0);
        foreach (var part in Parts)
            Move(rate * part.Factor, step, parameters.Slice(part.Offset, part.Count), gradient.Slice(part.Offset, part.Count), memory,
                part.Offset);
    }

    /// <exception cref="ArgumentException">It is for a network with another number of parameters.</exception>
    internal void RequireFits(int parameters)
    {
        if (Parts.Sum(part => part.Count) is var count and > 0 && count != parameters)
            throw new ArgumentException($"optimiser is for a network of {count} parameters; there are {parameters}.", "optimiser");
    }

    /// <param name="parameters">A part of theta.</param>
    /// <param name="gradient">That part of the gradient.</param>
    /// <param name="memory">All of the memory.</param>
    /// <param name="offset">Where the part starts in it.</param>
    private protected abstract void Move(
        double rate, int step, Span<double> parameters, ReadOnlySpan<double> gradient, IReadOnlyList<double[]> memory, int offset);

    private protected abstract double FactorOf(ParameterBlock block);

    private protected static double Share(double value, string name) =>
        value is >= 0 and < 1 ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it needs to be at least 0 and below 1.");

    readonly record struct Part(int Offset, int Count, double Factor);

    private protected static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it needs to be finite and at least 0.");
}
