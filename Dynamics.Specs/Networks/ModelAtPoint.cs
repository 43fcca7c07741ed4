using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rounding;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// Something differentiable at a point of its parameters, on some inputs, with a cotangent for its outputs and directions for its
/// parameters. Of its arithmetic nothing is known but the declared precision: what rounding can do is measured.
/// </summary>
public class ModelAtPoint : IHasPrecision
{
    readonly Lazy<Matrix<double>> _jacobian;
    readonly Lazy<ModelAtPoint[]> _lines;

    public ModelAtPoint(IDifferentiableModel model, Vector<double> theta, int examples, RandomStream stream)
        : this(model, theta, stream.Substream("inputs").NormalMatrix(examples, model.InputCount),
            stream.Substream("cotangent").NormalMatrix(examples, model.OutputCount),
            stream.Substream("direction").NormalVector(model.ParameterCount),
            stream.Substream("other direction").NormalVector(model.ParameterCount)) =>
        _lines = new(() => [.. Enumerable.Range(0, EcNoise.Lines).Select(line => Along(stream.Substream("lines").Substream(line)))]);

    ModelAtPoint(
        IDifferentiableModel model, Vector<double> theta, Matrix<double> inputs, Matrix<double> cotangent,
        Vector<double> direction, Vector<double> other)
    {
        (Model, Theta, Inputs, Cotangent, Direction, OtherDirection) = (model, theta, inputs, cotangent, direction, other);
        _jacobian = new(() => Jacobian.Of(Model, Theta, Inputs));
        _lines = new(() => throw new InvalidOperationException("Noise is measured at the subject itself, not at a point of its lines."));
    }

    /// <summary>A model of one's own, at normal parameters, on some normal inputs.</summary>
    public static Subjects<ModelAtPoint> Of(IDifferentiableModel model, int fewestExamples = 1, int mostExamples = 4) => new(
        from examples in Gen.Choose(fewestExamples, mostExamples)
        from seed in Gen.Choose(0, int.MaxValue)
        select At(model, examples, seed),
        at => Simpler.Count(at.Inputs.RowCount, fewestExamples).Select(n => At(model, n, at.Seed)),
        at => [Trait.Of("N", at.Inputs.RowCount), Trait.Of("P", at.Theta.Count)]);

    public IDifferentiableModel Model { get; }

    public double UnitRoundoff => Model.UnitRoundoff;

    public Vector<double> Theta { get; }

    /// <summary>x, N × D.</summary>
    public Matrix<double> Inputs { get; }

    /// <summary>v, N × K.</summary>
    public Matrix<double> Cotangent { get; }

    /// <summary>u, length P.</summary>
    public Vector<double> Direction { get; }

    public Vector<double> OtherDirection { get; }

    /// <summary>J, N K × P.</summary>
    public Matrix<double> WholeJacobian => _jacobian.Value;

    /// <summary>The longest chain of roundings in an output: no longer than one for each number that enters it.</summary>
    public virtual double Chain => Model.ParameterCount + Model.InputCount;

    /// <summary>The Frobenius norm of what is added up, by absolute value, in J.</summary>
    public virtual double JacobianMagnitude => WholeJacobian.FrobeniusNorm();

    /// <summary>v with the last example lost.</summary>
    public Matrix<double> CotangentWithoutTheLast
    {
        get
        {
            var lost = Cotangent.Clone();
            lost.ClearRow(lost.RowCount - 1);
            return lost;
        }
    }

    /// <summary>The noise of what is computed from θ, v and the directions, all of them moving along short lines; inputs stay.</summary>
    public NoiseLevel NoiseOf(Func<ModelAtPoint, Vector<double>> computed) =>
        EcNoise.Of((line, t) => computed(Moved(_lines.Value[line], t)), Model.UnitRoundoff);

    public NoiseLevel NoiseOf(Func<ModelAtPoint, double> computed) => NoiseOf(at => Vector<double>.Build.Dense(1, computed(at)));

    public NoiseLevel NoiseOf(Func<ModelAtPoint, Matrix<double>> computed) => NoiseOf(at => Flat(computed(at)));

    /// <summary>Directions in which every parameter moves by its own size, up or down: a step means the same for any model.</summary>
    public IReadOnlyList<Vector<double>> RelativeDirections =>
    [
        .. new[] { Direction, OtherDirection, Direction + OtherDirection, Direction - OtherDirection }
            .Select(direction => direction.PointwiseSign().PointwiseMultiply(Sizes(Theta))),
    ];

    public static Vector<double> Flat(Matrix<double> m) => Vector<double>.Build.Dense(m.ToColumnMajorArray());

    /// <summary>A parameter by the name that a reader knows.</summary>
    public virtual string Coordinate(int i) => $"θ[{i}]";

    public override string ToString() => $"{Model}, N = {Inputs.RowCount}, seed {Seed}";

    int Seed { get; init; }

    static ModelAtPoint At(IDifferentiableModel model, int examples, int seed)
    {
        var stream = RandomStream.FromSeed((ulong)seed);
        return new(new GuardedModel(model), stream.Substream("theta")
            .NormalVector(model.ParameterCount), examples, stream) { Seed = seed };
    }

    /// <summary>How θ, v and the directions move where t moves by 1.</summary>
    ModelAtPoint Along(RandomStream stream) => new(
        Model, OfTheSizeOf(Theta, stream.Substream("theta")), Inputs,
        Matrix<double>.Build.Dense(
            Inputs.RowCount, Model.OutputCount, OfTheSizeOf(Flat(Cotangent), stream.Substream("cotangent")).ToArray()),
        OfTheSizeOf(Direction, stream.Substream("direction")), OfTheSizeOf(OtherDirection, stream.Substream("other direction")));

    ModelAtPoint Moved(ModelAtPoint line, double t) => new(
        Model, Theta + t * line.Theta, Inputs, Cotangent + t * line.Cotangent,
        Direction + t * line.Direction, OtherDirection + t * line.OtherDirection);

    static Vector<double> OfTheSizeOf(Vector<double> numbers, RandomStream stream) =>
        stream.NormalVector(numbers.Count).PointwiseMultiply(Sizes(numbers));

    /// <summary>Absolute values; for a zero the root of the mean square of all.</summary>
    static Vector<double> Sizes(Vector<double> numbers)
    {
        var size = numbers.L2Norm() / Math.Sqrt(numbers.Count);
        return numbers.Map(x => x == 0 ? size : Math.Abs(x), Zeros.Include);
    }
}
