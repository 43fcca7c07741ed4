using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

public class NaturalGradientTests
{
    static readonly Vector<double> Gradient = Vector<double>.Build.Dense([1, 2]);

    [Test]
    public void A_singular_metric_is_refused() => Assert.That(
        () => NaturalGradient.Direction(Metric(1, 1, 1, 1), Gradient), Throws.TypeOf<SingularMetricException>());

    [Test]
    public void A_metric_singular_but_for_roundoff_is_refused_in_any_units([Values(1, 1 / 1024.0, 1024)] double unit)
    {
        var almost = 1 + 2.3e-16;
        Assert.That(
            () => NaturalGradient.Direction(Metric(1, unit, unit, almost * unit * unit), Gradient),
            Throws.TypeOf<SingularMetricException>());
    }

    [Test]
    public void A_badly_scaled_metric_is_not_taken_for_a_singular_one() => Assert.That(
        NaturalGradient.Direction(Metric(1, 0, 0, 1e-30), Gradient)[1], Is.EqualTo(2e30).Within(4).Ulps);

    [Test]
    public void An_indefinite_metric_is_refused() => Assert.That(
        () => NaturalGradient.Direction(Metric(1, 2, 2, 1), Gradient),
        Throws.TypeOf<SingularMetricException>().With.Message.Contains("not positive definite"));

    [Test]
    public void A_metric_that_is_not_symmetric_is_refused() => Assert.That(
        () => NaturalGradient.Direction(Metric(2, .5, 0, 2), Gradient),
        Throws.ArgumentException.With.Message.Contains("it needs to be symmetric"));

    [Test]
    public void A_metric_of_another_shape_is_refused() => Assert.That(
        () => NaturalGradient.Direction(Matrix<double>.Build.DenseIdentity(3), Gradient),
        Throws.ArgumentException.With.Message.StartsWith("metric is 3 x 3; it needs to be 2 x 2."));

    [Test]
    public void Negative_damping_is_refused() => Assert.That(
        () => NaturalGradient.Damped(Metric(1, 0, 0, 1), Gradient, -1), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_singular_chart_is_refused() => Assert.That(
        () => new AffineChart(Metric(1, 1, 1, 1), Gradient), Throws.ArgumentException.With.Message.Contains("singular"));

    [Test]
    public void A_run_that_diverges_says_at_which_step()
    {
        var settings = new CurvedValleySettings { GradientDescent = [new(.05, 300)], NaturalGradient = [] };
        var exception = Assert.Throws<DivergedException>(() => CurvedValley.Run(settings));
        Assert.That(exception!.Step, Is.EqualTo(5));
        Assert.That(exception.Message, Does.Contain("gradient descent with step 0.05 diverged at step 5"));
    }

    [Test]
    public void A_flow_that_blows_up_says_at_which_step() => Assert.That(
        () => RungeKutta4.Integrate(y => y.PointwiseMultiply(y), Vector<double>.Build.Dense(1, 1.0), 10, 40),
        Throws.TypeOf<DivergedException>().With.Message.Contains("at step"));

    static Matrix<double> Metric(double a, double b, double c, double d) =>
        Matrix<double>.Build.DenseOfRowMajor(2, 2, [a, b, c, d]);
}
