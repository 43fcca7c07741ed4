using Dynamics.Geometry;
using Dynamics.Training;

namespace Dynamics.Experiments;

/// <summary>One run.</summary>
/// <param name="Optimiser">Its optimiser.</param>
/// <param name="Seed">The seed of its start and of its batches.</param>
/// <param name="Losses">At each snapshot the mean loss of the batches since the one before; at the first, of the first batch.</param>
/// <param name="Path">The snapshots.</param>
/// <param name="End">Where it can go on.</param>
public sealed record SgdPath(NamedOptimiser Optimiser, int Seed, IReadOnlyList<double> Losses, TrajectoryGeometry Path, Checkpoint End)
{
    /// <summary>Its optimiser.</summary>
    public NamedOptimiser Optimiser { get; init => field = Require.There(value, nameof(Optimiser)); } =
        Require.There(Optimiser, nameof(Optimiser));

    /// <summary>At each snapshot the mean loss of the batches since the one before; at the first, of the first batch.</summary>
    public IReadOnlyList<double> Losses { get; init => field = Require.There(value, nameof(Losses)); } =
        Require.There(Losses, nameof(Losses));

    /// <summary>The snapshots.</summary>
    public TrajectoryGeometry Path { get; init => field = Require.There(value, nameof(Path)); } = Require.There(Path, nameof(Path));

    /// <summary>Where it can go on.</summary>
    public Checkpoint End { get; init => field = Require.There(value, nameof(End)); } = Require.There(End, nameof(End));

    /// <summary>The first quarter of the path.</summary>
    public TrajectoryGeometry Early => Path.EarlyPart();

    /// <summary>The last half of the path.</summary>
    public TrajectoryGeometry Late => Path.LatePart();
}

/// <summary>What happens to a run that goes on with all examples instead of mini-batches.</summary>
/// <param name="Seed">The seed of the run.</param>
/// <param name="MiniBatches">|theta_(t+1) - theta_t|, step by step, where it goes on as before.</param>
/// <param name="AllExamples">The same where every step sees all examples.</param>
public sealed record SgdFork(int Seed, IReadOnlyList<double> MiniBatches, IReadOnlyList<double> AllExamples)
{
    /// <summary>The mean step with all examples over that with mini-batches.</summary>
    public double StepRatio => AllExamples.Average() / MiniBatches.Average();
}
