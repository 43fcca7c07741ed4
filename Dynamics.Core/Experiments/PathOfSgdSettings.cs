using System.Collections.Immutable;
using Dynamics.Data;
using Dynamics.Geometry;
using Dynamics.Training;

namespace Dynamics.Experiments;

/// <summary>An optimiser with a name.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Optimiser">The rule of a step.</param>
public sealed record NamedOptimiser(string Name, Optimiser Optimiser)
{
    /// <summary>As it is printed.</summary>
    public string Name { get; init => field = Require.There(value, nameof(Name)); } = Require.There(Name, nameof(Name));

    /// <summary>The rule of a step.</summary>
    public Optimiser Optimiser { get; init => field = Require.There(value, nameof(Optimiser)); } =
        Require.There(Optimiser, nameof(Optimiser));
}

/// <summary>What <see cref="PathOfSgd"/> trains, how, and how often it looks.</summary>
/// <param name="Images">28 x 28, grey, ten classes.</param>
public sealed record PathOfSgdSettings(LabelledImages Images)
{
    /// <summary>28 x 28, grey, ten classes.</summary>
    public LabelledImages Images { get; init => field = OfTheNetwork(value); } = OfTheNetwork(Images);

    /// <summary>The report's Adam, and plain stochastic gradient descent.</summary>
    public ImmutableArray<NamedOptimiser> Optimisers
    {
        get;
        init => field = Require.Each(value, nameof(Optimisers));
    } = [new("Adam", new Adam(1e-3)), new("SGD", new GradientDescent(.1))];

    /// <summary>A seed draws the start and the order of the batches; all optimisers share both.</summary>
    public ImmutableArray<int> Seeds { get; init => field = Require.Each(value, nameof(Seeds)); } = [1, 2, 3, 4];

    /// <summary>Examples in a batch.</summary>
    public int BatchSize { get; init => field = Require.Size(value, nameof(BatchSize)); } = 32;

    /// <summary>Steps of a run.</summary>
    public int Steps { get; init => field = Require.Steps(value, nameof(Steps)); } = 640;

    /// <summary>Steps from a snapshot to the next.</summary>
    public int StepsASnapshot { get; init => field = Require.Size(value, nameof(StepsASnapshot)); } = 4;

    /// <summary>Steps that a run goes on after its end, once with mini-batches and once with all examples.</summary>
    public int ForkSteps { get; init => field = Require.Size(value, nameof(ForkSteps)); } = 24;

    /// <summary>
    /// Whether the network is made linear in its parameters around its start: the same kernel at every step, and no features.
    /// </summary>
    public bool Linearised { get; init; }

    /// <summary>Threads; the bits do not depend on them.</summary>
    public int Threads { get; init => field = Require.Threads(value, nameof(Threads)); } = 1;

    /// <summary>As in the report: batches of 128, 15 epochs, a snapshot every 20 steps.</summary>
    /// <param name="images">A full training set.</param>
    public static PathOfSgdSettings Full(LabelledImages images) => new(images)
    {
        Seeds = [1], BatchSize = 128, Steps = 15 * ((images.Count + 127) / 128), StepsASnapshot = 20, ForkSteps = 20,
    };

    static LabelledImages OfTheNetwork(LabelledImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var (shape, classes) = (LeNet.Architecture.Input, LeNet.Architecture.Output.Size);
        return (images.Channels, images.Height, images.Width, images.Classes) == (shape.Channels, shape.Height, shape.Width, classes)
            ? images
            : throw new ArgumentException(
                $"images are {images.Channels} x {images.Height} x {images.Width} of {images.Classes} classes; {nameof(LeNet)} needs "
                    + $"{shape} of {classes}.", nameof(images));
    }
}
