using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>All outputs of a predictor at once: example by example, the K outputs of each together.</summary>
public static class PredictorCalculus
{
    /// <summary>f(x_1), .., f(x_N) end to end, length N K.</summary>
    /// <exception cref="ArgumentException">theta does not fit the predictor.</exception>
    public static Vector<double> Outputs(this IPredictor predictor, Vector<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        Require.Length(parameters, predictor.ParameterCount, nameof(parameters), predictor);
        return Vector<double>.Build.DenseOfEnumerable(
            Enumerable.Range(0, predictor.ExampleCount).SelectMany(i => ConditionalExpectation.Outputs(predictor, parameters, i)));
    }

    /// <summary>
    /// J, N K x P, in the order of <see cref="Outputs"/>. J J^T is the full neural tangent kernel, and J^T J the Fisher information
    /// of N observations with unit Gaussian noise.
    /// </summary>
    /// <exception cref="ArgumentException">theta does not fit the predictor.</exception>
    public static Matrix<double> Jacobian(this IPredictor predictor, Vector<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        var (examples, outputs) = (predictor.ExampleCount, predictor.OutputCount);
        Require.Room((long)examples * outputs, nameof(predictor));
        Require.Room((long)examples * outputs * predictor.ParameterCount, nameof(predictor));
        var jacobian = Matrix<double>.Build.Dense(examples * outputs, predictor.ParameterCount);
        for (var i = 0; i < examples; i++)
            jacobian.SetSubMatrix(i * outputs, 0, OutputJacobian.Of(predictor, parameters, i));
        return jacobian;
    }
}
