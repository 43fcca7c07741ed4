using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// Inputs of any shape and rank with singular values from .7 to 1, targets in their range or not, a start, and a learning rate as a share
/// of the largest stable one.
/// </summary>
public sealed class LeastSquaresTask
{
    readonly Settings _drawn;
    readonly Lazy<Vector<double>> _end;

    LeastSquaresTask(Settings drawn)
    {
        _drawn = drawn;
        var stream = RandomStream.FromSeed((ulong)drawn.Seed);
        var left = Orthonormal(stream.Substream("left"), Examples);
        Directions = Orthonormal(stream.Substream("right"), Parameters);
        Inputs = Matrix<double>.Build.Dense(Examples, Parameters);
        for (var k = 0; k < Rank; k++) Inputs += SingularValue(k) * left.Column(k).OuterProduct(Directions.Column(k));
        Targets = drawn.Consistent ? Inputs * stream.Substream("targets").NormalVector(Parameters)
            : stream.Substream("targets").NormalVector(Examples);
        Start = stream.Substream("start").NormalVector(Parameters);
        Preconditioner = stream.Substream("preconditioner").NormalVector(Parameters).Map(z => 1 / (1 + z * z));
        _end = new(Descend);
    }

    public static Subjects<LeastSquaresTask> Any => Of(
        from parameters in Gen.Choose(1, 6)
        from examples in Gen.Choose(1, 6)
        from rank in Gen.Choose(1, Math.Min(examples, parameters))
        from inRange in Gen.Elements(true, false)
        select new Settings(examples, parameters, rank, inRange, 0, 0), nullity: 0);

    /// <summary>Targets in the range of inputs that have a null space.</summary>
    public static Subjects<LeastSquaresTask> WithManyInterpolants => Of(
        from parameters in Gen.Choose(2, 6)
        from examples in Gen.Choose(1, 6)
        from rank in Gen.Choose(1, Math.Min(examples, parameters - 1))
        select new Settings(examples, parameters, rank, true, 0, 0), nullity: 1);

    public int Examples => _drawn.Examples;

    public int Parameters => _drawn.Parameters;

    public int Rank => _drawn.Rank;

    public double Share => _drawn.Share;

    /// <summary>η, as λ_max = 1.</summary>
    public double Rate => 2 * Share;

    public Matrix<double> Inputs { get; }

    public Vector<double> Targets { get; }

    public Vector<double> Start { get; }

    /// <summary>Orthonormal columns: the first of them span the row space, the others the null space.</summary>
    public Matrix<double> Directions { get; }

    /// <summary>The diagonal of a preconditioner, each entry above 0 and at most 1.</summary>
    public Vector<double> Preconditioner { get; }

    /// <summary>So many steps that the slowest mode has shrunk to the unit roundoff.</summary>
    public int Steps => StepsOf(SlowestFactor);

    /// <summary>By what the slowest mode shrinks in a step.</summary>
    public double SlowestFactor => Enumerable.Range(0, Rank).Max(k => Math.Abs(1 - Rate * SingularValue(k) * SingularValue(k)));

    /// <summary>Of Core's gradient descent: w ← w − η Xᵀ(X w − y).</summary>
    public Vector<double> End => _end.Value;

    /// <summary>The end plus a vector of length 1 in the null space.</summary>
    public Vector<double> OtherInterpolant => End + Directions.Column(Parameters - 1);

    /// <summary>Where w ← w − η D Xᵀ(X w − y) comes to, once the slowest mode has shrunk to the unit roundoff.</summary>
    public Vector<double> PreconditionedEnd
    {
        get
        {
            // No eigenvalue of X D Xᵀ on its range is below σ² min D, and none is above 1.
            var slowest = Math.Max(Math.Abs(1 - Rate), 1 - Rate * Math.Pow(SingularValue(Rank - 1), 2) * Preconditioner.Minimum());
            var w = Start;
            for (var step = StepsOf(slowest); step > 0; step--)
                w -= Rate * Preconditioner.PointwiseMultiply(Inputs.TransposeThisAndMultiply(Inputs * w - Targets));
            return w;
        }
    }

    /// <summary>The numbers that one step adds up, in w: |X|² |w| + |X| |y| + |w|, over the start and the end.</summary>
    public double AddedUp
    {
        get
        {
            var (size, w) = (Inputs.FrobeniusNorm(), Start.L2Norm() + MinimumNorm.LeastSquares(Inputs, Targets, Start).L2Norm());
            return Rate * size * (size * w + Targets.L2Norm()) + w;
        }
    }

    public override string ToString() =>
        $"X of {Examples} × {Parameters}, rank {Rank}, targets {Consistency}, η = {Share} × 2 / λ_max, seed {_drawn.Seed}";

    string Consistency => _drawn.Consistent ? "in the range" : "any";

    static int StepsOf(double slowest) => Math.Max(1, (int)Math.Ceiling(53 * Math.Log(2) / -Math.Log(slowest)));

    double SingularValue(int k) => Rank == 1 ? 1 : 1 - .3 * k / (Rank - 1);

    Vector<double> Descend()
    {
        var network = new Network(new(Shape.Vector(Parameters), new Dense(1)), Parameterization.Standard);
        var objective = Objective.Sum(network, Loss.Squared, Inputs, Targets.ToColumnMatrix());
        var run = new TrainingRun(new FullBatch(objective), new GradientDescent(Rate), Start);
        run.Run(Steps);
        return run.Parameters;
    }

    static Subjects<LeastSquaresTask> Of(FsCheck.Gen<Settings> settings, int nullity) => new(
        from drawn in settings
        from share in Drawn.Number(.3, .9)
        from seed in Gen.Choose(0, int.MaxValue)
        select new LeastSquaresTask(drawn with { Share = share, Seed = seed }),
        task =>
        [
            .. Simpler.Count(task.Rank, 1).Select(rank => new LeastSquaresTask(task._drawn with { Rank = rank })),
            .. Simpler.Count(task.Examples, task.Rank).Select(n => new LeastSquaresTask(task._drawn with { Examples = n })),
            .. Simpler.Count(task.Parameters, task.Rank + nullity).Select(d => new LeastSquaresTask(task._drawn with { Parameters = d })),
        ],
        task => [Trait.Of("N", task.Examples), Trait.Of("D", task.Parameters), Trait.Of("rank", task.Rank),
            Trait.Of("η λ_max / 2", task.Share), Trait.Of("targets", task.Consistency)]);

    static Matrix<double> Orthonormal(RandomStream stream, int dimension) => stream.NormalMatrix(dimension, dimension).QR().Q;

    readonly record struct Settings(int Examples, int Parameters, int Rank, bool Consistent, double Share, int Seed);
}
