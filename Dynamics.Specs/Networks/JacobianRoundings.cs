using Dynamics.Networks;
using Dynamics.Specs.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>What rounding can do to the gradients of a network's outputs, one by one.</summary>
/// <param name="Chain">The longest chain of roundings in an output.</param>
/// <param name="Magnitudes">|J|, N K × P: what each entry of J adds up, by absolute value.</param>
public sealed record JacobianRoundings(int Chain, Matrix<double> Magnitudes)
{
    public static JacobianRoundings Of(Network network, Vector<double> theta, Matrix<double> inputs)
    {
        var definition = new ScalarNetwork(network, inputs, inputs);
        RoundingAnalysis Moving(int i, double first) => RoundingAnalysis.Moving(theta[i], Math.Abs(theta[i]), first, 0);

        RoundingAnalysis[] point = [.. theta.Select((_, i) => Moving(i, 0))];
        var (chain, magnitudes) = (0, Matrix<double>.Build.Dense(inputs.RowCount * network.OutputCount, theta.Count));
        for (var p = 0; p < theta.Count; p++)
        {
            point[p] = Moving(p, 1);
            for (var i = 0; i < inputs.RowCount; i++)
            {
                var outputs = definition.Outputs(point, inputs.Row(i));
                for (var k = 0; k < outputs.Length; k++) magnitudes[i * outputs.Length + k, p] = outputs[k].First1;
                chain = Math.Max(chain, outputs.Max(output => output.Chain));
            }
            point[p] = Moving(p, 0);
        }
        return new(chain, magnitudes);
    }
}
