using Dynamics.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>What rounding does to the gradients of a network's outputs.</summary>
/// <param name="Magnitudes">M, N K × P: what each entry of J adds up, by absolute value.</param>
/// <param name="Errors">E, N K × P: its running error, in units of u.</param>
public sealed record JacobianRoundings(Matrix<double> Magnitudes, Matrix<double> Errors)
{
    public static JacobianRoundings Of(Network network, Vector<double> theta, Matrix<double> inputs)
    {
        var definition = new ScalarNetwork(network, inputs, inputs);
        PathErrors[] point = [.. theta.Select(PathErrors.Constant)];
        var magnitudes = Matrix<double>.Build.Dense(inputs.RowCount * network.OutputCount, theta.Count);
        var errors = magnitudes.Clone();
        for (var p = 0; p < theta.Count; p++)
        {
            point[p] = PathErrors.Moving(theta[p], 1, 0);
            for (var i = 0; i < inputs.RowCount; i++)
            {
                var outputs = definition.Outputs(point, inputs.Row(i));
                for (var k = 0; k < outputs.Length; k++)
                    (magnitudes[i * outputs.Length + k, p], errors[i * outputs.Length + k, p]) = (outputs[k].First1, outputs[k].Error1);
            }
            point[p] = PathErrors.Constant(theta[p]);
        }
        return new(magnitudes, errors);
    }
}
