using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Training;

public class GradientFlowTests
{
    static readonly Vector<double> Start = Vector<double>.Build.Dense([1, -2]);

    [TestCase(1e-6)]
    [TestCase(1e-10)]
    public void On_a_quadratic_it_decays_exponentially(double tolerance)
    {
        var path = new GradientFlow(theta => Vector<double>.Build.Dense([theta[0], 50 * theta[1]]), tolerance).At(Start, 0, .1, 3);
        Assert.That(path[0], Is.EqualTo(Start));
        Assert.That((path[1] - Vector<double>.Build.Dense([Math.Exp(-.1), -2 * Math.Exp(-5)])).L2Norm(), Is.LessThan(3 * tolerance));
        Assert.That((path[2] - Vector<double>.Build.Dense([Math.Exp(-3), -2 * Math.Exp(-150)])).L2Norm(), Is.LessThan(3 * 3 * tolerance));
    }

    [Test]
    public void It_says_where_it_blows_up() =>
        Assert.That(() => new GradientFlow(theta => -theta.PointwiseMultiply(theta))
            .At(Vector<double>.Build.Dense(1, 1.0), 2), Throws.TypeOf<DivergedException>().With.Message.Contains("step of the flow"));

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() =>
            new GradientFlow(theta => theta, 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("tolerance is 0"));
        Assert.That(() =>
            new GradientFlow(theta => theta).At(Start, 1, .5), Throws.ArgumentException.With.Message.Contains("times has 0.5 after 1"));
        Assert.That(() => new GradientFlow(theta => theta).At(Start, double.PositiveInfinity), Throws.ArgumentException);
    });
}
