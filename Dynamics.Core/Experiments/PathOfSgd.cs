using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>
/// Phase 3: the path of the parameters of a small convolutional network in training, and what becomes of it without the noise of
/// mini-batches.
/// </summary>
public static class PathOfSgd
{
    /// <summary>The network, in the standard parameterisation.</summary>
    public static Network Network { get; } = new(LeNet.Architecture, Parameterization.Standard);

    /// <summary>All optimisers from all seeds, optimiser by optimiser.</summary>
    /// <exception cref="ArgumentException">The images are not 28 x 28 and grey, of ten classes.</exception>
    /// <exception cref="DivergedException">A run's loss stops being finite; names the step.</exception>
    public static IReadOnlyList<SgdPath> Run(PathOfSgdSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. from named in settings.Optimisers from seed in settings.Seeds select Follow(settings, named, seed)];
    }

    /// <summary>A run that goes on in two ways.</summary>
    /// <param name="settings">Those of the run.</param>
    /// <param name="path">The run.</param>
    /// <exception cref="DivergedException">The loss stops being finite; names the step.</exception>
    public static SgdFork Fork(PathOfSgdSettings settings, SgdPath path)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(path);
        return new(path.Seed, StepLengths(settings.BatchSize), StepLengths(settings.Images.Count));

        double[] StepLengths(int batchSize)
        {
            var (lengths, before) = (new List<double>(), path.End.Parameters);
            new TrainingRun(Batches(settings, path.Seed, batchSize), path.Optimiser.Optimiser, path.End).Run(settings.ForkSteps, it =>
            {
                lengths.Add((it.Parameters - before).L2Norm());
                before = it.Parameters.Clone();
            });
            return [.. lengths];
        }
    }

    static SgdPath Follow(PathOfSgdSettings settings, NamedOptimiser named, int seed)
    {
        var run = new TrainingRun(Batches(settings, seed, settings.BatchSize), named.Optimiser, Start(seed));
        var (trajectory, losses, sum) = (new Trajectory(Network.ParameterCount, settings.Threads), new List<double>(), 0.0);
        trajectory.Add(run.Parameters);
        run.Run(settings.Steps, it =>
        {
            if (it.Step == 1) losses.Add(it.Loss);
            sum += it.Loss;
            if (it.Step % settings.StepsASnapshot != 0) return;
            trajectory.Add(it.Parameters);
            losses.Add(sum / settings.StepsASnapshot);
            sum = 0;
        });
        return new(named, seed, losses, trajectory.Geometry(), run.Checkpoint());
    }

    internal static Vector<double> Start(int seed) => Network.DrawParameters(Stream(seed).Substream("start"));

    static MiniBatches Batches(PathOfSgdSettings settings, int seed, int batchSize) => new(
        settings.Linearised ? new FirstOrderExpansion(Network, Start(seed)) : Network, Loss.SoftmaxCrossEntropy,
        settings.Images.Pixels, settings.Images.OneHot, batchSize, Stream(seed).Substream("batches"), settings.Threads);

    static RandomStream Stream(int seed) => RandomStream.FromSeed((ulong)seed).Substream("the path of SGD");
}
