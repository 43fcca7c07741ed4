using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>Laplace's method for the evidence of data: the integral of likelihood times prior, as that of a Gaussian.</summary>
public static class LaplaceApproximation
{
    /// <summary>
    /// log p(data) = log p(data | theta) + log p(theta) + P/2 log 2 pi - 1/2 log det I + O(1/n), in nats, with theta at a maximum of the
    /// likelihood and I the observed information of the n observations there, which in the natural parameters of an exponential family is
    /// n F(theta) (Laplace 1774; Tierney and Kadane 1986). With the expected information of another family the error is larger.
    /// </summary>
    /// <param name="logJoint">log p(data | theta) + log p(theta), in nats; the prior is a density in the coordinates of I.</param>
    /// <param name="information">I, P x P, symmetric positive definite.</param>
    /// <exception cref="SingularMetricException">I is not positive definite.</exception>
    /// <exception cref="ArgumentException">I is not square or not symmetric, or a number is not finite.</exception>
    public static double LogEvidence(double logJoint, Matrix<double> information)
    {
        if (!double.IsFinite(logJoint))
            throw new ArgumentException($"logJoint is {logJoint}; it needs to be finite.", nameof(logJoint));
        ArgumentNullException.ThrowIfNull(information);
        Require.Shape(information, information.RowCount, information.RowCount, nameof(information));
        Require.Finite(information, nameof(information));
        Require.Symmetric(information, nameof(information));
        return logJoint + information.RowCount * Elementary.HalfLogTwoPi - HalfLogDeterminant(information);
    }

    static double HalfLogDeterminant(Matrix<double> information)
    {
        try
        {
            var factors = CholeskyFactorisation.Of(information);
            double sum = 0;
            for (var i = 0; i < information.RowCount; i++) sum += Elementary.Log(factors.Pivot(i));
            return sum / 2;
        }
        catch (ArgumentException)
        {
            throw new SingularMetricException(
                "information is not positive definite; its determinant has no logarithm.", nameof(information));
        }
    }
}
