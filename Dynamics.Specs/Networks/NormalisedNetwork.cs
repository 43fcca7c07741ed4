using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A network whose first layer is weight-normalised, with a gradient of its outputs along a cotangent. A unit's weights are a column.
/// </summary>
public sealed class NormalisedNetwork
{
    readonly NetworkAtPoint _at;
    readonly ParameterBlock _block;

    NormalisedNetwork(NetworkAtPoint at)
    {
        (_at, _block) = (at, at.Network.Blocks[0]);
        Weights = FirstBlock(at.Theta);
        Gradient = FirstBlock(at.Network.TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent));
    }

    public static Subjects<NormalisedNetwork> Subjects => new(
        from inputs in Gen.Choose(2, 5)
        from first in HiddenStep.Draw(NetworkAtPoint.SomeOfEachKind)
        from rest in HiddenStep.Draw(NetworkAtPoint.SomeOfEachKind).ArrayOf(1)
        from examples in Gen.Choose(1, 4)
        from seed in Gen.Choose(0, int.MaxValue)
        select Of(inputs, [first with { Kind = HiddenKind.WeightNormalised }, .. rest], examples, seed),
        _ => [], at => [Trait.Of("P", at._at.Network.ParameterCount), Trait.Of("|w|", at.Weights.FrobeniusNorm())]);

    /// <summary>w, the weights of the first layer, D × units.</summary>
    public Matrix<double> Weights { get; }

    /// <summary>The gradient in w, D × units.</summary>
    public Matrix<double> Gradient { get; }

    /// <summary>Σ |v| |G| of each unit, with v = w / |w| and G the gradient in v: what the projection adds up.</summary>
    public Vector<double> MagnitudesAlong
    {
        get
        {
            var v = Weights.NormalizeColumns(2);
            return v.PointwiseMultiply(GradientIn(v)).PointwiseAbs().ColumnSums();
        }
    }

    /// <summary>The gradient in w of another network, in which all units are divided by the length of the whole layer.</summary>
    public Matrix<double> GradientThroughTheLayersLength
    {
        get
        {
            var length = Weights.FrobeniusNorm();
            var v = Weights / length;
            var inV = GradientIn(v);
            return (inV - v * v.PointwiseMultiply(inV).Enumerate().Sum()) / length;
        }
    }

    public override string ToString() => $"{_at}";

    static NormalisedNetwork Of(int inputs, IReadOnlyList<HiddenStep> hidden, int examples, int seed) =>
        new(new(new ArchitecturePlan(Shape.Vector(inputs), [], false, hidden, 1, 0), Parameterization.Ntk, examples, seed));

    /// <summary>The gradient in weights that nothing divides, by a plain dense layer in the place of the first.</summary>
    Matrix<double> GradientIn(Matrix<double> weights)
    {
        var architecture = _at.Network.Architecture;
        var plain = new Network(
            new(architecture.Input, [new Dense(_block.Columns), .. architecture.Layers.Skip(1)]), _at.Network.Parameterization);
        var (theta, factor) = (_at.Theta.Clone(), plain.Blocks[0].Multiplier);
        theta.SetSubVector(0, _block.Count, Vector<double>.Build.Dense((weights / factor).ToColumnMajorArray()));
        return FirstBlock(plain.TransposedJacobianVectorProduct(theta, _at.Inputs, _at.Cotangent)) / factor;
    }

    Matrix<double> FirstBlock(Vector<double> theta) =>
        Matrix<double>.Build.DenseOfColumnMajor(_block.Rows, _block.Columns, theta.Take(_block.Count));
}
