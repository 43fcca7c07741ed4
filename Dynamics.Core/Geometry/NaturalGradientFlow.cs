using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>The flow d theta / dt = -F(theta)^-1 grad L(theta).</summary>
/// <param name="metric">F, P x P, at a point.</param>
/// <param name="gradient">grad L, length P, at a point.</param>
public sealed class NaturalGradientFlow(
    Func<Vector<double>, Matrix<double>> metric, Func<Vector<double>, Vector<double>> gradient)
{
    /// <summary>The flow of a loss in the Fisher metric of a model.</summary>
    public NaturalGradientFlow(IStatisticalModel model, IScalarFunction loss)
        : this(theta => FisherInformation.ByScore(model, theta), theta => Differentiate.Gradient(loss, theta))
    {
    }

    /// <summary>d theta / dt.</summary>
    /// <exception cref="SingularMetricException">F is singular or indefinite there.</exception>
    public Vector<double> Velocity(Vector<double> theta) => -NaturalGradient.Direction(metric(theta), gradient(theta));

    /// <summary>theta at 0, h, 2 h .. duration, with h = duration / steps, by the Runge-Kutta method of order 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are less than 1 steps.</exception>
    /// <exception cref="DivergedException">A coordinate stops being finite.</exception>
    /// <exception cref="SingularMetricException">F is singular or indefinite on the way.</exception>
    public IReadOnlyList<Vector<double>> Integrate(Vector<double> start, double duration, int steps) =>
        RungeKutta4.Integrate(Velocity, start, duration, steps);
}
