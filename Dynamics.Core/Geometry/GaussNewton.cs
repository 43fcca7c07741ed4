using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// Matrices of the form 1/N sum_i J_i^T C_i J_i, P x P, where J_i is the Jacobian of the outputs for example i and C_i a curvature
/// in their space (Schraudolph 2002).
/// </summary>
public static class GaussNewton
{
    /// <summary>With any curvature C of the outputs.</summary>
    /// <param name="model">A predictor with a head.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="curvature">C_i, K x K, from the index of the example and its outputs.</param>
    public static Matrix<double> With(
        IConditionalModel model, Vector<double> parameters, Func<int, Vector<double>, Matrix<double>> curvature)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(curvature);
        Require.Parameters(model, parameters);
        Require.Room((long)parameters.Count * parameters.Count, nameof(parameters));
        var predictor = model.Predictor;
        var sum = Matrix<double>.Build.Dense(parameters.Count, parameters.Count);
        for (var example = 0; example < predictor.ExampleCount; example++)
        {
            var c = curvature(example, ConditionalExpectation.Outputs(predictor, parameters, example));
            Require.Shape(c, predictor.OutputCount, predictor.OutputCount, nameof(curvature));
            var jacobian = OutputJacobian.Of(predictor, parameters, example);
            sum += MatrixProduct.Transposed(jacobian, MatrixProduct.Of(c, jacobian));
        }
        return sum / predictor.ExampleCount;
    }

    /// <summary>
    /// With C_i = H_z, the Hessian of -log p(y_i | z) in the outputs at observed labels: the generalised Gauss-Newton matrix. It is
    /// the Fisher information if the outputs are the head's natural parameters (Pascanu and Bengio 2014; Martens 2020).
    /// </summary>
    /// <param name="model">A predictor with a head.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="labels">N rows, each an outcome of the head.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or a label is no outcome of the head.</exception>
    public static Matrix<double> AtLabels(IConditionalModel model, Vector<double> parameters, Matrix<double> labels)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(labels);
        Require.Finite(labels, nameof(labels));
        Require.Parameters(model, parameters);
        var first = ConditionalExpectation.Outputs(model.Predictor, parameters, example: 0);
        Require.Shape(labels, model.Predictor.ExampleCount, model.Head.OutcomeLength(first), nameof(labels));
        return With(model, parameters, (example, outputs) =>
            Require.Named("outcome", nameof(labels), () =>
                Differentiate.Hessian(new NegativeLogLikelihood(model.Head, labels.Row(example).ToArray()), outputs)));
    }
}
