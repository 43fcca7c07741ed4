using System.Collections.Immutable;
using Dynamics.Architectures;
using Dynamics.Data;
using Dynamics.Geometry;

namespace Dynamics.Experiments;

/// <summary>How parameters are moved.</summary>
public enum TrainingRule
{
    /// <summary>Gradient descent on the summed loss of all images.</summary>
    GradientDescent,

    /// <summary>Adam on the mean loss of mini-batches (Kingma and Ba 2015).</summary>
    Adam,
}

/// <summary>What <see cref="KernelEvolution.Run"/> trains, and where it looks.</summary>
/// <param name="Training">What the networks are trained on: squared loss, one-hot labels.</param>
/// <param name="Probes">The images of which the kernels are taken.</param>
public sealed record KernelEvolutionSettings(LabelledImages Training, LabelledImages Probes)
{
    /// <summary>What the networks are trained on: squared loss, one-hot labels.</summary>
    public LabelledImages Training { get; init => field = Require.There(value, nameof(Training)); } =
        Require.There(Training, nameof(Training));

    /// <summary>The images of which the kernels are taken.</summary>
    public LabelledImages Probes { get; init => field = Require.There(value, nameof(Probes)); } = Require.There(Probes, nameof(Probes));

    /// <summary>Of both hidden layers; a run for each width and each network.</summary>
    public ImmutableArray<int> Widths { get; init => field = Require.Each(value, nameof(Widths), Require.Size); } = [512];

    /// <summary>How many networks of each width, each from a seed of its own.</summary>
    public int Networks { get; init => field = Require.Size(value, nameof(Networks)); } = 1;

    /// <summary>Where the seeds come from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>phi.</summary>
    public Activation Activation { get; init => field = Require.There(value, nameof(Activation)); } = Activations.Relu;

    /// <summary>How parameters are moved.</summary>
    public TrainingRule Rule { get; init => field = Require.Known(value, nameof(Rule)); } = TrainingRule.Adam;

    /// <summary>Images in a mini-batch of Adam.</summary>
    public int Batch { get; init => field = Require.Size(value, nameof(Batch)); } = 128;

    /// <summary>
    /// Of Adam; that of gradient descent as a share of 1 / lambda_max, the largest eigenvalue of the analytic kernel on the training
    /// images.
    /// </summary>
    public double LearningRate { get; init => field = Require.Positive(value, nameof(LearningRate)); } = 1e-3;

    /// <summary>
    /// alpha: f_0 + alpha (f - f_0) is trained in the place of f, with the loss over alpha^2 and Adam's learning rate over alpha. At 1
    /// that is f; the larger, the lazier (Chizat, Oyallon and Bach 2019).
    /// </summary>
    public double OutputScale { get; init => field = Require.Positive(value, nameof(OutputScale)); } = 1;

    /// <summary>The numbers of steps after which to look, rising.</summary>
    public ImmutableArray<int> Looks
    {
        get;
        init => field = Require.Each(value, nameof(Looks), Require.Steps);
    } = [0, 2, 4, 8, 16, 32, 56, 80];

    /// <summary>How many of the largest eigenvalues are kept.</summary>
    public int Eigenvalues { get; init => field = Require.Size(value, nameof(Eigenvalues)); } = 5;

    /// <summary>Threads of the mini-batches; the bits do not depend on them.</summary>
    public int Threads { get; init => field = Require.Threads(value, nameof(Threads)); } = 1;
}
