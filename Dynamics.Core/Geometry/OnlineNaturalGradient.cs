using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// Natural gradient over a stream of observations with one metric for all that were seen: the t-th turns it into J_t = (1 - g_t)
/// J_(t-1) + g_t F_t, and then moves theta_t = theta_(t-1) - h_t J_t^-1 grad L_t (Ollivier 2018). With g_t = h_t = 1 / (t + 1) the
/// metric is the mean of the Fisher informations, that of the prior among them, and (t + 1) J_t is their sum. Immutable. It may be
/// shared between threads.
/// </summary>
public sealed class OnlineNaturalGradient
{
    readonly Matrix<double> _metric;

    OnlineNaturalGradient(Vector<double> theta, Matrix<double> metric, int seen) => (Theta, _metric, Seen) = (theta, metric, seen);

    /// <summary>theta_t, length P.</summary>
    public Vector<double> Theta { get; }

    /// <summary>t, the number of observations.</summary>
    public int Seen { get; }

    /// <summary>J_t, P x P.</summary>
    public Matrix<double> Metric => _metric.Clone();

    /// <summary>1 / (t + 1) for the next t: the prior counts as one observation.</summary>
    public double NextRate => 1.0 / (Seen + 2);

    /// <summary>Before the first observation.</summary>
    /// <param name="theta">theta_0, the prior's mean, length P; copied.</param>
    /// <param name="priorInformation">J_0, the prior's Fisher information (the inverse of its covariance), P x P; copied.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or J_0 is not symmetric.</exception>
    public static OnlineNaturalGradient From(Vector<double> theta, Matrix<double> priorInformation)
    {
        ArgumentNullException.ThrowIfNull(theta);
        Require.Finite(theta, nameof(theta));
        Require.Shape(priorInformation, theta.Count, theta.Count, nameof(priorInformation));
        Require.Finite(priorInformation, nameof(priorInformation));
        Require.Symmetric(priorInformation, nameof(priorInformation));
        return new(theta.Clone(), priorInformation.Clone(), 0);
    }

    /// <summary>After one more observation, with both rates 1 / (t + 1).</summary>
    /// <param name="fisherInformation">F_t, of that observation's model at theta, P x P.</param>
    /// <param name="gradient">grad L_t, of that observation's loss at theta, length P.</param>
    /// <exception cref="SingularMetricException">J_t is singular or indefinite.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or F_t is not symmetric.</exception>
    public OnlineNaturalGradient Next(Matrix<double> fisherInformation, Vector<double> gradient) =>
        Next(fisherInformation, gradient, NextRate, NextRate);

    /// <summary>After one more observation.</summary>
    /// <param name="fisherInformation">F_t, of that observation's model at theta, P x P.</param>
    /// <param name="gradient">grad L_t, of that observation's loss at theta, length P.</param>
    /// <param name="metricRate">g_t, from 0 to 1.</param>
    /// <param name="learningRate">h_t.</param>
    /// <exception cref="ArgumentOutOfRangeException">g_t is outside 0 to 1, or h_t is not finite.</exception>
    /// <exception cref="SingularMetricException">J_t is singular or indefinite.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or F_t is not symmetric.</exception>
    public OnlineNaturalGradient Next(
        Matrix<double> fisherInformation, Vector<double> gradient, double metricRate, double learningRate)
    {
        Require.Shape(fisherInformation, Theta.Count, Theta.Count, nameof(fisherInformation));
        Require.Finite(fisherInformation, nameof(fisherInformation));
        Require.Symmetric(fisherInformation, nameof(fisherInformation));
        Require.Length(gradient, Theta.Count, nameof(gradient), "theta");
        Require.Finite(learningRate, nameof(learningRate));
        if (!(metricRate is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(metricRate), metricRate, $"metricRate is {metricRate}; it needs to be from 0 to 1.");
        var metric = (1 - metricRate) * _metric + metricRate * fisherInformation;
        return new(NaturalGradient.Step(Theta, metric, gradient, learningRate), metric, Seen + 1);
    }
}
