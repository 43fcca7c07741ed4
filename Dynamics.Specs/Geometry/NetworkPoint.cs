using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>A small network with a unit Gaussian head at a point: deep and linear, or the same weights with tanh between the layers.</summary>
public sealed class NetworkPoint(Matrix<double> inputs, int[] widths, Vector<double> theta)
{
    public static Subjects<NetworkPoint> Subjects => new(Draw, Simpler, n =>
        [Trait.Of("widths", $"{string.Join(" ", n.Widths)}"), Trait.Of("N", n.Inputs.RowCount), Trait.Of("P", n.Theta.Count)]);

    static Gen<NetworkPoint> Draw =>
        from examples in Gen.Elements(1, 2, 2, 2, 3)
        from features in Gen.Choose(1, 2)
        from hidden in Gen.Choose(1, 2).SelectMany(layers => Gen.Choose(1, 2).ArrayOf(layers))
        from outputs in Gen.Choose(1, 2)
        from inputs in Drawn.Matrix(examples, features, -2, 2)
        from theta in Drawn.Vector(LayeredPredictor.Linear(inputs, [.. hidden, outputs]).ParameterCount, -2, 2)
        select new NetworkPoint(inputs, [.. hidden, outputs], theta);

    static IEnumerable<NetworkPoint> Simpler(NetworkPoint n) =>
    [
        .. Laws.Simpler.Count(n.Inputs.RowCount, 1).Select(rows => new NetworkPoint(n.Inputs.SubMatrix(0, rows, 0, n.Inputs.ColumnCount), n.Widths, n.Theta)),
        .. Laws.Simpler.Vector(n.Theta).Select(simpler => new NetworkPoint(n.Inputs, n.Widths, simpler)),
    ];

    public Matrix<double> Inputs => inputs;

    public int[] Widths => widths;

    public Vector<double> Theta => theta;

    public LayeredPredictor Linear { get; } = LayeredPredictor.Linear(inputs, widths);

    public LayeredPredictor Tanh { get; } = LayeredPredictor.Tanh(inputs, widths);

    public IStatisticalModel Head { get; } = new GaussianMean(widths[^1]);

    public AtPoint<Conditional> At(LayeredPredictor network) => new(new(network, Head), theta, theta);

    /// <summary>The pre-activations of the first hidden layer, N × n₁.</summary>
    public Matrix<double> FirstHidden => inputs.TransposeAndMultiply(Matrix<double>.Build.Dense(widths[0], inputs.ColumnCount, [.. theta.Take(widths[0] * inputs.ColumnCount)]));

    public override string ToString() =>
        $"{string.Join("-", widths)} on x = [{string.Join("; ", inputs.EnumerateRows().Select(row => string.Join(" ", row)))}] at θ = ({string.Join(", ", theta)})";
}
