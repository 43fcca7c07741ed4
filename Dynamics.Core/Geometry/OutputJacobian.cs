using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>J = d f(x_i; theta) / d theta.</summary>
public static class OutputJacobian
{
    /// <summary>The Jacobian of one example's outputs, K x P; exact, by P evaluations over dual numbers.</summary>
    /// <exception cref="ArgumentException">theta does not fit the predictor.</exception>
    public static Matrix<double> Of(IPredictor predictor, Vector<double> parameters, int example)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        Require.Between(example, 0, predictor.ExampleCount - 1, nameof(example));
        Require.Length(parameters, predictor.ParameterCount, nameof(parameters), predictor);
        Require.Finite(parameters, nameof(parameters));
        Require.Room((long)predictor.OutputCount * parameters.Count, nameof(predictor));
        Dual[] point = [.. parameters.Select(Dual.Constant)];
        var outputs = new Dual[predictor.OutputCount];
        var jacobian = Matrix<double>.Build.Dense(outputs.Length, point.Length);
        for (var p = 0; p < point.Length; p++)
        {
            point[p] = new(parameters[p], 1);
            predictor.Predict<Dual>(point, example, outputs);
            for (var k = 0; k < outputs.Length; k++)
                jacobian[k, p] = outputs[k].Derivative;
            point[p] = Dual.Constant(parameters[p]);
        }
        return jacobian;
    }
}
