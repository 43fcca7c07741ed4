using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>
/// Stochastic gradient descent on a logistic regression that no rule separates: the loss is not quadratic and has a minimum, and the
/// parameters wander around it. Runs of Core's training on mini-batches; what they remember of their start dies like exp(−η λ t), λ the
/// least curvature at the minimum.
/// </summary>
public sealed class StationaryRun
{
    public const int Groups = 12;

    const int Examples = 24;
    const int Epochs = 2500;
    const double LeastCurvature = .02;
    const double Farthest = 30;

    /// <summary>exp(−36) is a rounding.</summary>
    const double Forgotten = 36;

    readonly (int Dimension, int Batch, double Rate, int Seed) _drawn;
    readonly Network _network;
    readonly Matrix<double> _inputs, _labels;
    readonly double _curvature;
    readonly Lazy<Moments[]> _runs;

    StationaryRun((int Dimension, int Batch, double Rate, int Seed) drawn)
    {
        _drawn = drawn;
        _network = new(new(Shape.Vector(drawn.Dimension), new Dense(1)), Parameterization.Standard);
        _inputs = Stream.Substream("inputs").NormalMatrix(Examples, drawn.Dimension);
        _labels = Matrix<double>.Build.Dense(Examples, 1, (i, _) => i % 2 == 0 ? 1 : -1);
        _curvature = CurvatureAtTheMinimum();
        _runs = new(() => [.. Enumerable.Range(0, Groups).Select(Run)]);
    }

    public static Subjects<StationaryRun> Subjects => new(
        from dimension in Gen.Choose(1, 3)
        from batch in Gen.Elements(4, 6, 8)
        from rate in Drawn.Number(.5, 1)
        from seed in Gen.Choose(0, int.MaxValue)
        let run = new StationaryRun((dimension, batch, rate, seed))
        where run._curvature > LeastCurvature
        select run, _ => [],
        at => [Trait.Of("d", at._drawn.Dimension), Trait.Of("B", at._drawn.Batch), Trait.Of("η", at._drawn.Rate)])
    { AtMost = 2 };

    /// <summary>η.</summary>
    public double Rate => _drawn.Rate;

    /// <summary>Of independent runs, each after it has settled.</summary>
    public IReadOnlyList<Moments> Runs => _runs.Value;

    public override string ToString() =>
        $"logistic regression in {_drawn.Dimension} dimensions, batches of {_drawn.Batch} of {Examples}, "
            + $"η = {_drawn.Rate}, seed {_drawn.Seed}";

    RandomStream Stream => RandomStream.FromSeed((ulong)_drawn.Seed);

    Moments Run(int group)
    {
        var batches =
            new MiniBatches(_network, Loss.Logistic, _inputs, _labels, _drawn.Batch, Stream.Substream("batches").Substream(group));
        var watched = new WatchedOracle(batches, Objective.Mean(_network, Loss.Logistic, _inputs, _labels));
        var run = new TrainingRun(watched, new GradientDescent(Rate), Vector<double>.Build.Dense(_drawn.Dimension));
        run.Run((int)Math.Ceiling(Forgotten / (Rate * _curvature)));
        watched.Forget();
        var before = run.Parameters * run.Parameters;
        run.Run(Epochs * batches.StepsAnEpoch);
        return watched.Seen(before, run.Parameters * run.Parameters);
    }

    /// <summary>The least eigenvalue of the Hessian at the minimum, by Newton's method; nearly zero where a rule separates the
    /// labels.</summary>
    double CurvatureAtTheMinimum()
    {
        var theta = Vector<double>.Build.Dense(_drawn.Dimension);
        var hessian = Matrix<double>.Build.DenseIdentity(_drawn.Dimension);
        for (var step = 0; step < 30; step++)
        {
            if (!(theta.L2Norm() < Farthest)) return 0;
            var chances = (_inputs * theta).PointwiseMultiply(_labels.Column(0)).Map(margin => 1 / (1 + Math.Exp(margin)));
            var weights = chances.PointwiseMultiply(1 - chances);
            hessian = _inputs.TransposeThisAndMultiply(Matrix<double>.Build.DiagonalOfDiagonalVector(weights) * _inputs) / Examples;
            theta += hessian.Solve(_inputs.TransposeThisAndMultiply(chances.PointwiseMultiply(_labels.Column(0))) / Examples);
        }

        return hessian.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum();
    }
}
