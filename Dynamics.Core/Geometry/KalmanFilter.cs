using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// What is known of a state theta that does not move, after observations y = H theta + noise with Gaussian noise and prior: its
/// mean and covariance (Kalman 1960). With unit noise it is recursive least squares. Immutable.
/// </summary>
public sealed class KalmanFilter
{
    const double SymmetryTolerance = 1e-10;

    readonly Matrix<double> _covariance;

    /// <summary>Before any observation.</summary>
    /// <param name="mean">Length P; copied.</param>
    /// <param name="covariance">P x P, symmetric positive semi-definite; copied.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public KalmanFilter(Vector<double> mean, Matrix<double> covariance)
    {
        Require.Finite(mean, nameof(mean));
        Require.Shape(covariance, mean.Count, mean.Count, nameof(covariance));
        Require.Finite(covariance, nameof(covariance));
        (Mean, _covariance) = (mean.Clone(), covariance.Clone());
    }

    /// <summary>E[theta], length P.</summary>
    public Vector<double> Mean { get; }

    /// <summary>Cov[theta], P x P.</summary>
    public Matrix<double> Covariance => _covariance.Clone();

    /// <summary>After one more observation of K numbers.</summary>
    /// <param name="observed">y, length K.</param>
    /// <param name="observation">H, K x P.</param>
    /// <param name="noise">The covariance of the noise, K x K, symmetric positive definite.</param>
    /// <exception cref="SingularMetricException">The covariance of y is singular or indefinite.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or the noise is not symmetric.</exception>
    public KalmanFilter Observe(Vector<double> observed, Matrix<double> observation, Matrix<double> noise)
    {
        Require.Finite(observed, nameof(observed));
        Require.Shape(observation, observed.Count, Mean.Count, nameof(observation));
        Require.Finite(observation, nameof(observation));
        RequireCovariance(noise, observed.Count);
        var crossCovariance = observation * _covariance;
        var covarianceOfObserved = crossCovariance.TransposeAndMultiply(observation) + noise;
        var surprise = Solve(covarianceOfObserved, observed - observation * Mean);
        var explained = Matrix<double>.Build.DenseOfColumnVectors(
            crossCovariance.EnumerateColumns().Select(column => Solve(covarianceOfObserved, column)));
        return new(
            Mean + crossCovariance.TransposeThisAndMultiply(surprise),
            _covariance - Symmetric(crossCovariance.TransposeThisAndMultiply(explained)));
    }

    static Vector<double> Solve(Matrix<double> covarianceOfObserved, Vector<double> right)
    {
        try
        {
            return NaturalGradient.Direction(covarianceOfObserved, right);
        }
        catch (SingularMetricException)
        {
            throw new SingularMetricException(
                "H P H^T + noise, the covariance of what is observed, is singular or indefinite; it needs to be positive definite.",
                "noise");
        }
    }

    static void RequireCovariance(Matrix<double> noise, int outputs)
    {
        Require.Shape(noise, outputs, outputs, nameof(noise));
        Require.Finite(noise, nameof(noise));
        if ((noise - noise.Transpose()).FrobeniusNorm() > SymmetryTolerance * noise.FrobeniusNorm())
            throw new ArgumentException("noise is not symmetric; a covariance needs to be.", nameof(noise));
    }

    static Matrix<double> Symmetric(Matrix<double> matrix) => (matrix + matrix.Transpose()) / 2;
}
