using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>The flow d theta / dt = -F(theta)^-1 grad L(theta). It may be shared between threads, if metric and gradient may.</summary>
/// <param name="metric">F, P x P, at a point.</param>
/// <param name="gradient">grad L, length P, at a point.</param>
public sealed class NaturalGradientFlow(
    Func<Vector<double>, Matrix<double>> metric, Func<Vector<double>, Vector<double>> gradient)
{
    readonly Func<Vector<double>, Matrix<double>> _metric = Require.There(metric, nameof(metric));
    readonly Func<Vector<double>, Vector<double>> _gradient = Require.There(gradient, nameof(gradient));
    readonly IStatisticalModel? _model;

    /// <summary>The flow of a loss in the Fisher metric of a model.</summary>
    public NaturalGradientFlow(IStatisticalModel model, IScalarFunction loss)
        : this(theta => FisherInformation.ByScore(model, theta), theta => Differentiate.Gradient(loss, theta))
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        _model = model;
    }

    /// <summary>d theta / dt.</summary>
    /// <exception cref="SingularMetricException">F is singular or indefinite there.</exception>
    public Vector<double> Velocity(Vector<double> theta)
    {
        RequirePoint(theta, nameof(theta));
        var slope = _gradient(theta);
        Require.Length(slope, theta.Count, "gradient", "theta");
        DivergedException.ThrowIfNotFinite(slope, 1);
        return -NaturalGradient.Direction(Require.There(_metric(theta), "metric"), slope);
    }

    /// <summary>theta at 0, h, 2 h .. duration, with h = duration / steps, by the Runge-Kutta method of order 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are less than 1 steps.</exception>
    /// <exception cref="DivergedException">A coordinate stops being finite.</exception>
    /// <exception cref="SingularMetricException">F is singular or indefinite on the way.</exception>
    public IReadOnlyList<Vector<double>> Integrate(Vector<double> start, double duration, int steps)
    {
        RequirePoint(start, nameof(start));
        return RungeKutta4.Integrate(Velocity, start, duration, steps);
    }

    void RequirePoint(Vector<double> point, string name)
    {
        ArgumentNullException.ThrowIfNull(point, name);
        if (_model is not null) Require.Length(point, _model.ParameterCount, name, _model);
        Require.Finite(point, name);
    }
}
