using Dynamics.RichRegime;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.RichRegime;

public sealed class ExponentialLossFlowTests
{
    static readonly Matrix<double> Example = Matrix<double>.Build.Dense(1, 2, [3, 4]);
    static readonly Vector<double> Origin = Vector<double>.Build.Dense(2);

    /// <summary>dm/dt = |z|² e^(−m).</summary>
    [Test]
    public void The_margin_of_one_example_is_the_logarithm_of_time()
    {
        var path = ExponentialLossFlow.Follow(Example, Origin, 40, .1);
        Assert.That(path.Max(at => Math.Abs((Example * at.Weights)[0] - Math.Log(1 + 25 * (Math.Exp(at.LogTime) - 1)))),
            Is.LessThan(1e-5));
    }

    [Test]
    public void It_starts_at_the_start_and_ends_at_the_time_or_after()
    {
        var path = ExponentialLossFlow.Follow(Example, Origin, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(path[0], Is.EqualTo(new ExponentialLossMoment(0, Origin, 0)));
            Assert.That(path[^1].LogTime, Is.GreaterThanOrEqualTo(2));
            Assert.That(path[^2].LogTime, Is.LessThan(2));
        }
    }

    [Test]
    public void A_time_before_the_start_is_refused() =>
        Assert.That(() => ExponentialLossFlow.Follow(Example, Origin, 0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("logTime is 0; it needs to be positive and finite."));

    [Test]
    public void A_start_of_another_length_is_refused() =>
        Assert.That(() => ExponentialLossFlow.Follow(Example, Vector<double>.Build.Dense(3), 1),
            Throws.ArgumentException.With.Message.StartsWith("start has 3 entries; signedInputs needs 2."));
}
