using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>Where stochastic gradient descent with constant noise comes to rest around the minimum of a quadratic.</summary>
public static class StationaryNoise
{
    /// <summary>
    /// The stationary covariance S of theta - eta (H theta + noise), P x P: H S + S H - eta H S H = eta C, at a finite rate (Liu,
    /// Ziyin and Ueda 2021; Mandt, Hoffman and Blei 2017 for small rates).
    /// </summary>
    /// <param name="hessian">H, P x P, symmetric positive definite.</param>
    /// <param name="noise">C, the covariance of the noise, P x P, symmetric.</param>
    /// <param name="rate">eta, above 0 and below 2 / lambda_max: there is no rest above.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a matrix is not finite or not symmetric, or H is not positive
    /// definite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no stationary state at this rate.</exception>
    public static Matrix<double> Covariance(Matrix<double> hessian, Matrix<double> noise, double rate)
    {
        ArgumentNullException.ThrowIfNull(hessian);
        Require.AtLeast(hessian.RowCount, 1, "hessian.RowCount");
        RequireSymmetric(hessian, hessian.RowCount, nameof(hessian));
        RequireSymmetric(noise, hessian.RowCount, nameof(noise));
        var (lambda, vectors) = SymmetricEigenpairs.Of(hessian);
        if (!(lambda.Minimum() > 0))
            throw new ArgumentException(
                $"hessian has the eigenvalue {lambda.Minimum():g3}; it needs to be positive definite.", nameof(hessian));
        if (!(rate > 0 && rate * lambda.Maximum() < 2))
            throw new ArgumentOutOfRangeException(
                nameof(rate), rate, $"rate is {rate}; it needs to be above 0 and below 2 / lambda_max = {2 / lambda.Maximum():g6}.");
        var inModes = vectors.TransposeThisAndMultiply(noise * vectors);
        var covariance = inModes.MapIndexed((i, j, c) => rate * c / (lambda[i] + lambda[j] - rate * lambda[i] * lambda[j]), Zeros.Include);
        return vectors * covariance * vectors.Transpose();
    }

    static void RequireSymmetric(Matrix<double> matrix, int size, string name)
    {
        Require.Shape(matrix, size, size, name);
        Require.Finite(matrix, name);
        Require.Symmetric(matrix, name, tolerance: 0);
    }
}
