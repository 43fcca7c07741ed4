using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>The whole Jacobian of a model's outputs in its parameters: for small cases, and to check what does without it.</summary>
public static class Jacobian
{
    /// <summary>J, N K x P: the gradient of each output of each example, the outputs of one example next to each other.</summary>
    /// <param name="model">K outputs.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="inputs">N x D.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public static Matrix<double> Of(IDifferentiableModel model, Vector<double> parameters, Matrix<double> inputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        Require.Room((long)inputs.RowCount * model.OutputCount * model.ParameterCount, "the Jacobian of the inputs");
        var jacobian = Matrix<double>.Build.Dense(inputs.RowCount * model.OutputCount, model.ParameterCount);
        for (var i = 0; i < inputs.RowCount; i++)
        {
            var example = inputs.SubMatrix(i, 1, 0, inputs.ColumnCount);
            for (var k = 0; k < model.OutputCount; k++)
            {
                var only = Matrix<double>.Build.Dense(1, model.OutputCount);
                only[0, k] = 1;
                jacobian.SetRow(i * model.OutputCount + k, model.TransposedJacobianVectorProduct(parameters, example, only));
            }
        }
        return jacobian;
    }
}
