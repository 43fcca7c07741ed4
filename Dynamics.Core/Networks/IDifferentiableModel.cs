using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>
/// Something that is differentiable in its parameters: outputs for a batch of inputs, and products with their Jacobian both ways.
/// The laws of differentiation need no more of a model.
/// </summary>
public interface IDifferentiableModel
{
    /// <summary>P, the length of theta.</summary>
    int ParameterCount { get; }

    /// <summary>D, the length of one input.</summary>
    int InputCount { get; }

    /// <summary>K, the number of outputs for one input.</summary>
    int OutputCount { get; }

    /// <summary>
    /// u, the relative error of one rounding in the arithmetic that the model computes in: 2^-53 for double precision, 2^-24 for
    /// single. Numbers go in and out as doubles whatever it is; the laws size their steps and tolerances by it.
    /// </summary>
    double UnitRoundoff => 1.1102230246251565e-16;

    /// <summary>f(x_i; theta), N x K.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="inputs">N x D.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    Matrix<double> Outputs(Vector<double> parameters, Matrix<double> inputs);

    /// <summary>J u, N x K: the derivative of the outputs along a direction of the parameters.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="inputs">N x D.</param>
    /// <param name="direction">u, length P.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    Matrix<double> JacobianVectorProduct(Vector<double> parameters, Matrix<double> inputs, Vector<double> direction);

    /// <summary>J^T v, length P: the gradient of the sum of outputs times v.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="inputs">N x D.</param>
    /// <param name="cotangent">v, N x K.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    Vector<double> TransposedJacobianVectorProduct(Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent);

    /// <summary>
    /// The Hessian of the sum of outputs times v, times a direction of the parameters, length P: the derivative of J^T v along it.
    /// </summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="inputs">N x D.</param>
    /// <param name="cotangent">v, N x K.</param>
    /// <param name="direction">u, length P.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    Vector<double> CurvatureVectorProduct(
        Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent, Vector<double> direction);

    /// <summary>
    /// Theta = J J^T, N K x N K, the outputs of one example next to each other. Override it where the structure gives it for less.
    /// </summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="inputs">N x D.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    Matrix<double> TangentKernel(Vector<double> parameters, Matrix<double> inputs) =>
        MatrixProduct.Gram(Jacobian.Of(this, parameters, inputs));
}
