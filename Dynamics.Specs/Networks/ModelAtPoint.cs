using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// Something differentiable at a point of its parameters, on some inputs, with a cotangent for its outputs and directions for its parameters.
/// What rounding can do is bounded by the Jacobian itself; a model whose arithmetic is known can say more.
/// </summary>
public class ModelAtPoint
{
    readonly Lazy<Matrix<double>> _jacobian;
    readonly Lazy<Matrix<double>> _curvature;

    public ModelAtPoint(IDifferentiableModel model, Vector<double> theta, int examples, RandomStream stream)
    {
        (Model, Theta) = (model, theta);
        Inputs = stream.Substream("inputs").NormalMatrix(examples, model.InputCount);
        Cotangent = stream.Substream("cotangent").NormalMatrix(examples, model.OutputCount);
        Direction = stream.Substream("direction").NormalVector(model.ParameterCount);
        OtherDirection = stream.Substream("other direction").NormalVector(model.ParameterCount);
        _jacobian = new(() => Jacobian.Of(Model, Theta, Inputs));
        _curvature = new(() => Matrix<double>.Build.DenseOfColumnVectors(Enumerable.Range(0, Theta.Count)
            .Select(i => Model.CurvatureVectorProduct(Theta, Inputs, Cotangent, Vector<double>.Build.Dense(Theta.Count, j => i == j ? 1 : 0)))));
    }

    /// <summary>A model of one's own, at normal parameters, on one to four normal inputs.</summary>
    public static Subjects<ModelAtPoint> Of(IDifferentiableModel model) => new(
        from examples in Gen.Choose(1, 4)
        from seed in Gen.Choose(0, int.MaxValue)
        select At(model, examples, seed),
        at => Simpler.Count(at.Inputs.RowCount, 1).Select(n => At(model, n, at.Seed)),
        at => [Trait.Of("N", at.Inputs.RowCount), Trait.Of("P", at.Theta.Count)]);

    public IDifferentiableModel Model { get; }

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

    /// <summary>What ⟨v, J u⟩ adds up, by absolute value.</summary>
    public virtual double SlopeMagnitude =>
        WholeJacobian.PointwiseAbs() * Direction.PointwiseAbs() * Vector<double>.Build.DenseOfEnumerable(Cotangent.Transpose().Enumerate()).PointwiseAbs();

    /// <summary>What ⟨u, H w⟩ adds up, by absolute value.</summary>
    public virtual double CurvatureMagnitude => Direction.PointwiseAbs() * (_curvature.Value.PointwiseAbs() * OtherDirection.PointwiseAbs());

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

    public override string ToString() => $"{Model}, N = {Inputs.RowCount}, seed {Seed}";

    int Seed { get; init; }

    static ModelAtPoint At(IDifferentiableModel model, int examples, int seed)
    {
        var stream = RandomStream.FromSeed((ulong)seed);
        return new(model, stream.Substream("theta").NormalVector(model.ParameterCount), examples, stream) { Seed = seed };
    }
}
