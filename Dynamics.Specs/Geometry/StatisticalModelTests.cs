using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

public class StatisticalModelTests
{
    [Test]
    public void A_model_of_ones_own_needs_three_members()
    {
        var theta = Vector<double>.Build.Dense(1, .4);
        Assert.That(FisherInformation.ByScore(new SquaredSine(), theta)[0, 0], Is.EqualTo(4).Within(16).Ulps);
        Assert.That(FisherInformation.ByHessian(new SquaredSine(), theta)[0, 0], Is.EqualTo(4).Within(16).Ulps);
    }

    [Test]
    public void Sharing_work_between_outcomes_does_not_change_the_cross_entropy()
    {
        var inputs = Matrix<double>.Build.Dense(3, 4, (row, column) => row - .4 * column);
        var shared = new SoftmaxRegression(inputs, 3);
        IStatisticalModel plain = new Conditional(new LinearPredictor(inputs, 3), new Softmax(3));
        Real[] theta = [.. Enumerable.Range(0, 15).Select(i => new Real(.3 * i % 1 - .5))];
        var elsewhere = plain.Expectation(Vector<double>.Build.Dense(15, i => .2 * i % 1));
        Assert.That(
            shared.CrossEntropy<Real>(theta, elsewhere).Value,
            Is.EqualTo(plain.CrossEntropy<Real>(theta, elsewhere).Value).Within(32).Ulps);
    }

    [TestCase(-30), TestCase(0), TestCase(3), TestCase(9)]
    public void The_enumerated_Poisson_weights_are_its_density(double logRate)
    {
        var model = new Poisson();
        var rule = model.Expectation(Vector<double>.Build.Dense(1, logRate));
        Assert.That(rule.TruncationError, Is.LessThan(1e-28));
        var largestTerm = rule.Mean(z => z[0]) * (Math.Abs(logRate) + 1) + 40;
        for (var i = 0; i < rule.Count; i++)
        {
            var density = Elementary.Exp(model.LogDensity<Real>([new(logRate)], rule.Outcome(i)).Value);
            Assert.That(density, Is.EqualTo(rule.Weight(i)).Within(64 * largestTerm * Roundoff * rule.Weight(i) + Roundoff * Roundoff));
        }
    }

    [Test]
    public void Parameters_that_do_not_fit_are_named_with_what_is_needed()
    {
        Assert.That(
            () => FisherInformation.ByScore(new Categorical(4), Vector<double>.Build.Dense(2)),
            Throws.ArgumentException.With.Message.StartsWith("parameters has 2 entries; Categorical(4) needs 3."));
        Assert.That(
            () => Divergence.KullbackLeibler(new Bernoulli(), Vector<double>.Build.Dense(1), Vector<double>.Build.Dense(1, double.NaN)),
            Throws.ArgumentException.With.Message.StartsWith("thetaPrime[0] is NaN; it needs to be finite."));
    }

    [Test]
    public void Outcomes_outside_the_sample_space_are_refused()
    {
        var theta = Vector<double>.Build.Dense(1);
        Assert.That(() => Score.Of(new Bernoulli(), theta, [.5]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Score.Of(new Poisson(), theta, [-1]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Score.Of(new Categorical(2), theta, [2]), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Enumerations_too_large_are_refused_before_they_are_made()
    {
        Assert.That(
            () => new IndependentObservations(new Bernoulli(), 21).Expectation(Vector<double>.Build.Dense(1)),
            Throws.InvalidOperationException.With.Message.Contains("at most 1000000"));
        Assert.That(
            () => new GaussianMean(12).Expectation(Vector<double>.Build.Dense(12)),
            Throws.ArgumentException.With.Message.Contains("at most 1000000"));
    }

    [Test]
    public void Weights_that_are_no_distribution_are_refused()
    {
        Assert.That(() => new ExpectationRule([[0], [1]], [.5, .6]), Throws.ArgumentException.With.Message.Contains("1 + 0.1"));
        Assert.That(() => new ExpectationRule([[0], [1]], [-.5, 1.5]), Throws.ArgumentException.With.Message.Contains("negative"));
        Assert.That(() => new ExpectationRule([[0], [1]], [1]), Throws.ArgumentException.With.Message.Contains("2 are needed"));
        Assert.That(() => new ExpectationRule([[0], [1, 2]], [.5, .5]), Throws.ArgumentException.With.Message.Contains("length 2"));
        Assert.That(() => new ExpectationRule([], []), Throws.ArgumentException.With.Message.Contains("0 outcomes"));
    }

    const double Roundoff = 1.1102230246251565e-16;

    sealed class SquaredSine : IStatisticalModel
    {
        public int ParameterCount => 1;

        public T LogDensity<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<double> outcome)
            where T : struct, IScalar<T> =>
            2 * T.Log(outcome[0] == 1 ? T.Sin(parameters[0]) : T.Cos(parameters[0]));

        public ExpectationRule Expectation(Vector<double> parameters)
        {
            var sin = Elementary.Sin(parameters[0]);
            return new([[0], [1]], [1 - sin * sin, sin * sin]);
        }
    }
}
