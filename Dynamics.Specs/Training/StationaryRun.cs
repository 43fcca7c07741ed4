using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>
/// Stochastic gradient descent on a logistic regression whose labels are drawn, so that no rule separates them, the loss is not
/// quadratic and
/// has a minimum, and the parameters wander around it: runs of Core's training on mini-batches.
/// </summary>
public sealed class StationaryRun
{
    public const int Groups = 12;

    const int Examples = 24;
    const int Settling = 50;
    const int Epochs = 2500;

    readonly (int Dimension, int Batch, double Rate, int Seed) _drawn;
    readonly Lazy<Moments[]> _runs;

    StationaryRun((int Dimension, int Batch, double Rate, int Seed) drawn)
    {
        _drawn = drawn;
        _runs = new(() => [.. Enumerable.Range(0, Groups).Select(Run)]);
    }

    public static Subjects<StationaryRun> Subjects => new(
        from dimension in Gen.Choose(1, 3)
        from batch in Gen.Elements(4, 6, 8)
        from rate in Drawn.Number(.5, 1)
        from seed in Gen.Choose(0, int.MaxValue)
        select new StationaryRun((dimension, batch, rate, seed)), _ => [],
        at => [Trait.Of("d", at._drawn.Dimension), Trait.Of("B", at._drawn.Batch), Trait.Of("η", at._drawn.Rate)])
    { AtMost = 2 };

    /// <summary>η.</summary>
    public double Rate => _drawn.Rate;

    /// <summary>Of independent runs, each after it has settled.</summary>
    public IReadOnlyList<Moments> Runs => _runs.Value;

    public override string ToString() =>
        $"logistic regression in {_drawn.Dimension} dimensions, batches of {_drawn.Batch} of {Examples}, "
            + $"η = {_drawn.Rate}, seed {_drawn.Seed}";

    Moments Run(int group)
    {
        var stream = RandomStream.FromSeed((ulong)_drawn.Seed);
        var network = new Network(new(Shape.Vector(_drawn.Dimension), new Dense(1)), Parameterization.Standard);
        var inputs = stream.Substream("inputs").NormalMatrix(Examples, _drawn.Dimension);
        var labels = Matrix<double>.Build.Dense(Examples, 1, (i, _) => i % 2 == 0 ? 1 : -1);
        var batches = new MiniBatches(network, Loss.Logistic, inputs, labels, _drawn.Batch, stream.Substream("batches").Substream(group));
        var watched = new WatchedOracle(batches, Objective.Mean(network, Loss.Logistic, inputs, labels));
        var run = new TrainingRun(watched, new GradientDescent(Rate), Vector<double>.Build.Dense(_drawn.Dimension));
        run.Run(Settling * batches.StepsAnEpoch);
        watched.Forget();
        var before = run.Parameters * run.Parameters;
        run.Run(Epochs * batches.StepsAnEpoch);
        return watched.Seen(before, run.Parameters * run.Parameters);
    }
}
