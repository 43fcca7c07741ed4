using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>The natural gradient F^-1 grad L: steepest ascent of L in the metric F (Amari 1998).</summary>
public static class NaturalGradient
{
    const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>F^-1 grad L, by Cholesky.</summary>
    /// <param name="metric">F, P x P, symmetric positive definite.</param>
    /// <param name="gradient">grad L, length P.</param>
    /// <exception cref="SingularMetricException">
    /// F is indefinite, or a pivot is at most 4 P u F_ii: singular to working precision in whatever units the parameters have.
    /// </exception>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or F is not symmetric.</exception>
    public static Vector<double> Direction(Matrix<double> metric, Vector<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        RequireMetric(metric, gradient);
        return Factorise(metric).Solve(gradient);
    }

    /// <summary>(F + damping I)^-1 grad L. The damping depends on the chart: invariance is lost with it.</summary>
    /// <param name="metric">F, P x P, symmetric positive semi-definite.</param>
    /// <param name="gradient">grad L, length P.</param>
    /// <param name="damping">At least 0, in the units of F.</param>
    /// <exception cref="ArgumentOutOfRangeException">The damping is negative or not finite.</exception>
    /// <exception cref="SingularMetricException">F + damping I is singular or indefinite.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or F is not symmetric.</exception>
    public static Vector<double> Damped(Matrix<double> metric, Vector<double> gradient, double damping)
    {
        RequireDamping(damping);
        ArgumentNullException.ThrowIfNull(gradient);
        RequireMetric(metric, gradient);
        return Direction(metric + Matrix<double>.Build.DenseDiagonal(gradient.Count, damping), gradient);
    }

    /// <summary>theta - eta F^-1 grad L.</summary>
    /// <param name="theta">Length P.</param>
    /// <param name="metric">F at theta, P x P.</param>
    /// <param name="gradient">grad L at theta, length P.</param>
    /// <param name="eta">The step size.</param>
    /// <exception cref="SingularMetricException">F is singular or indefinite.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or F is not symmetric.</exception>
    public static Vector<double> Step(Vector<double> theta, Matrix<double> metric, Vector<double> gradient, double eta)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        Require.Length(theta, gradient.Count, nameof(theta), "the gradient");
        Require.Finite(eta, nameof(eta));
        return theta - eta * Direction(metric, gradient);
    }

    internal static void RequireDamping(double damping) => Require.NotNegative(damping, nameof(damping));

    static CholeskyFactorisation Factorise(Matrix<double> metric)
    {
        CholeskyFactorisation factors;
        try
        {
            factors = CholeskyFactorisation.Of(metric);
        }
        catch (ArgumentException)
        {
            throw new SingularMetricException(
                "metric is not positive definite; the natural gradient needs its inverse.", nameof(metric));
        }

        for (var i = 0; i < metric.RowCount; i++)
            if (!(factors.Pivot(i) > 4 * metric.RowCount * UnitRoundoff * metric[i, i]))
                throw new SingularMetricException(
                    $"metric is singular to working precision: pivot {i} is {factors.Pivot(i):g3} beside a diagonal entry of "
                        + $"{metric[i, i]:g3}.",
                    nameof(metric));
        return factors;
    }

    static void RequireMetric(Matrix<double> metric, Vector<double> gradient)
    {
        Require.Shape(metric, gradient.Count, gradient.Count, nameof(metric));
        Require.Finite(metric, nameof(metric));
        Require.Finite(gradient, nameof(gradient));
        Require.Symmetric(metric, nameof(metric));
    }
}
