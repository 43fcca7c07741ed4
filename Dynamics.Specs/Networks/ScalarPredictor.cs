using Dynamics.Geometry;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A network on fixed examples over any scalar, so that a head on it is a statistical model that dual numbers differentiate.
/// </summary>
public sealed class ScalarPredictor(Network network, Matrix<double> inputs) : IPredictor
{
    readonly ScalarNetwork _definition = new(network, inputs, inputs);

    public int ParameterCount => network.ParameterCount;

    public int ExampleCount => inputs.RowCount;

    public int OutputCount => network.OutputCount;

    public void Predict<TScalar>(ReadOnlySpan<TScalar> parameters, int example, Span<TScalar> outputs)
        where TScalar : struct, IScalar<TScalar> => _definition.Outputs(parameters.ToArray(), inputs.Row(example)).CopyTo(outputs);

    public override string ToString() => $"{network} on {ExampleCount} examples";
}
