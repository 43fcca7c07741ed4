using Dynamics.Numerics;
using Dynamics.RichRegime;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.RichRegime;

public sealed class DiagonalLinearNetworkTests
{
    static readonly Matrix<double> Line = Matrix<double>.Build.Dense(1, 2, [1, 2]);
    static readonly Vector<double> One = Vector<double>.Build.Dense(1, 1);

    [TestCase(1e-30)]
    [TestCase(1e-3)]
    [TestCase(1)]
    [TestCase(1e3)]
    public void The_limit_fits_and_its_dual_is_a_multiple_of_the_example(double scale)
    {
        var network = new DiagonalLinearNetwork(scale);
        var limit = network.Limit(Line, One);
        var dual = network.Dual(limit);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((Line * limit)[0], Is.EqualTo(1).Within(1e-12));
            Assert.That(dual[1] / dual[0], Is.EqualTo(2).Within(1e-12));
            Assert.That((network.Weights(dual) - limit).L2Norm(), Is.LessThan(1e-12));
        }
    }

    [Test]
    public void Small_steps_end_at_the_limit()
    {
        var network = new DiagonalLinearNetwork(.5);
        Assert.That((network.Descend(Line, One, 1e-3, 20_000)[^1] - network.Limit(Line, One)).L2Norm(), Is.LessThan(1e-3));
    }

    [Test]
    public void Large_steps_diverge() =>
        Assert.That(() => new DiagonalLinearNetwork(1).Descend(Line, One, 10, 100), Throws.TypeOf<DivergedException>());

    [Test]
    public void Equations_that_contradict_each_other_have_no_limit() =>
        Assert.That(() => new DiagonalLinearNetwork(1)
            .Limit(Line.Stack(Line), Vector<double>.Build.Dense([1.0, 2])), Throws.TypeOf<NotConvergedException>());

    [Test]
    public void The_scale_is_positive() =>
        Assert.That(() => new DiagonalLinearNetwork(0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("scale is 0; it needs to be positive and finite."));
}
