using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// What is known of a state theta that does not move, after observations y = H theta + noise with Gaussian noise and prior: its mean
/// and covariance (Kalman 1960), the latter in the form of Joseph (Bucy and Joseph 1968), a sum of two positive semi-definite matrices,
/// in which a wide prior does not cancel. With unit noise it is recursive least squares. Immutable. It may be shared between threads.
/// </summary>
public sealed class KalmanFilter
{
    const double Negligible = 1e-10;

    readonly Matrix<double> _covariance;

    /// <summary>Before any observation.</summary>
    /// <param name="mean">Length P; copied.</param>
    /// <param name="covariance">P x P, symmetric positive semi-definite; copied.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or the covariance is none.</exception>
    public KalmanFilter(Vector<double> mean, Matrix<double> covariance)
        : this((Checked(mean), Checked(covariance, mean)))
    {
    }

    KalmanFilter((Vector<double> Mean, Matrix<double> Covariance) state) => (Mean, _covariance) = state;

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
        ArgumentNullException.ThrowIfNull(observed);
        Require.Finite(observed, nameof(observed));
        Require.Shape(observation, observed.Count, Mean.Count, nameof(observation));
        Require.Finite(observation, nameof(observation));
        RequireCovariance(noise, observed.Count, nameof(noise));
        var crossCovariance = observation.ToDense() * _covariance;
        var covarianceOfObserved = Symmetric(crossCovariance.TransposeAndMultiply(observation) + noise);
        if (!covarianceOfObserved.Enumerate(Zeros.Include).All(double.IsFinite))
            throw new ArgumentException(
                "observation gives what is observed a covariance beyond what a double holds.", nameof(observation));
        var gain = Matrix<double>.Build.DenseOfRowVectors(
            crossCovariance.EnumerateColumns().Select(column => Solve(covarianceOfObserved, column)));
        var remaining = Matrix<double>.Build.DenseIdentity(Mean.Count) - gain * observation;
        return new((
            Mean + gain * (observed - observation * Mean),
            Symmetric((remaining * _covariance).TransposeAndMultiply(remaining) + (gain * noise).TransposeAndMultiply(gain))));
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

    static Vector<double> Checked(Vector<double> mean)
    {
        ArgumentNullException.ThrowIfNull(mean);
        Require.Finite(mean, nameof(mean));
        return Vector<double>.Build.Dense(mean.ToArray());
    }

    static Matrix<double> Checked(Matrix<double> covariance, Vector<double> mean)
    {
        RequireCovariance(covariance, mean.Count, nameof(covariance));
        RequireNotIndefinite(covariance);
        return covariance.ToDense();
    }

    static void RequireCovariance(Matrix<double> covariance, int size, string name)
    {
        Require.Shape(covariance, size, size, name);
        Require.Finite(covariance, name);
        Require.Symmetric(covariance, name);
    }

    static void RequireNotIndefinite(Matrix<double> covariance)
    {
        var largest = covariance.Enumerate(Zeros.Include).Max(Math.Abs);
        if (largest == 0) return;
        var least = SymmetricEigenpairs.Of(covariance).Values.Minimum();
        if (least < -Negligible * largest)
            throw new ArgumentException(
                $"covariance has an eigenvalue of {least:g3}; a covariance is positive semi-definite.", nameof(covariance));
    }

    static Matrix<double> Symmetric(Matrix<double> matrix) => (matrix + matrix.Transpose()) / 2;
}
