using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

/// <summary>The families' own: the textbook's Fisher information, what is drawn from them, and what they refuse.</summary>
public class FamilyTests
{
    const double UnitRoundoff = 1.1102230246251565e-16;

    static IEnumerable<TestCaseData> WithAFormula() => new (IClosedFormFisher Model, double[] Theta)[]
    {
        (new Bernoulli(), [.7]), (new Categorical(4), [.3, -1.1, 2]), (new Softmax(3), [1.5, -.2, .4]), (new Poisson(), [1.3]),
        (new Gaussian(), [.4, -.8]), (new GaussianNatural(), [.6, -.7]),
        (new GaussianMean(2), [1.25, -3]), (new CurvedValleyModel(), [-1.2, 1]),
        (new Exponential(), [.45]), (new LaplaceLocation(), [-.3]),
        (new MultivariateGaussian(), [.3, -1, .2, .5, -.4]), (new MultivariateGaussian(3), [.3, -1, 2, .2, .5, -.4, -.3, .6, .1]),
        (new NonlinearRegression(Vector(.2, 1, 2.5, -.4), .1), [1.1, .6, .4]),
    }.Select(family => new TestCaseData(family.Model, Vector(family.Theta)).SetArgDisplayNames($"{family.Model}"));

    [TestCaseSource(nameof(WithAFormula))]
    public void The_textbook_gives_the_same_Fisher_information(IClosedFormFisher model, Vector<double> theta)
    {
        var outcomes = model.Expectation(theta);
        var roundings = DerivativeRoundings.Of(model, theta, outcomes);
        var allowed = (outcomes.Count + 4 * roundings.LongestChain) * UnitRoundoff * roundings.ScoreCovariance;
        Assert.That((FisherInformation.ByScore(model, theta) - model.ClosedFormFisher(theta)).FrobeniusNorm(), Is.LessThan(allowed));
    }

    static IEnumerable<TestCaseData> WithDraws() => new (ISampleable Model, double[] Theta)[]
    {
        (new Bernoulli(), [.7]), (new Categorical(4), [.3, -1.1, 2]),
            (new Softmax(3), [1.5, -.2, .4]), (new Gaussian(), [.4, -.8]), (new Exponential(), [.45]),
    }.Select(family => new TestCaseData(family.Model, Vector(family.Theta)).SetArgDisplayNames($"{family.Model}"));

    [TestCaseSource(nameof(WithDraws))]
    public void Draws_have_the_mean_of_their_family(ISampleable model, Vector<double> theta)
    {
        const int Draws = 20_000;
        var stream = RandomStream.FromSeed(11);
        var (rule, mean) = (model.Expectation(theta), model.Expectation(theta).Mean(z => z[0]));
        var deviation = Math.Sqrt(rule.Mean(z => (z[0] - mean) * (z[0] - mean)) / Draws);
        Assert.That(Enumerable.Range(0, Draws).Average(_ => model.Draw(theta, stream)[0]), Is.EqualTo(mean).Within(6 * deviation));
    }

    /// <summary>By hand: |t| + e^-|t| - 1, whose second derivative at 0 is the 1 that no Hessian sees.</summary>
    [Test]
    public void The_divergence_of_two_Laplace_distributions_is_the_textbooks()
    {
        var fine = new LaplaceLocation(100);
        var divergence = Divergence.KullbackLeibler(fine, Vector(0), Vector(1));
        Assert.That(divergence, Is.EqualTo(Elementary.Exp(-1)).Within(.01));
    }

    [Test]
    public void Parameters_outside_the_domain_are_named_with_what_is_needed()
    {
        Assert.That(() => new UniformUpTo().Expectation(Vector(0)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith(
                "parameters[0] is 0; UniformUpTo(upper end) needs it to be positive."));
        Assert.That(() => new GaussianNatural().Expectation(Vector(1, .5)),
            Throws.ArgumentException.With.Message.StartsWith("parameters[1] is 0.5; it needs to be negative"));
        Assert.That(() => new MultivariateGaussian(2).Expectation(Vector(1, 2)),
            Throws.ArgumentException.With.Message.StartsWith(
                "parameters has 2 entries; MultivariateGaussian(2, mean and covariance) needs 5."));
        Assert.That(() => Score.Of(new Exponential(), Vector(0), [-1]),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("a waiting time, at least 0; this one is -1"));
        Assert.That(() => new NonlinearRegression(Vector(1), noise: 0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("noise is 0; it needs to be positive and finite."));
        Assert.That(() =>
            new NonlinearRegression(Vector(double.NaN)), Throws.ArgumentException.With.Message.StartsWith("inputs[0] is NaN"));
    }

    [Test]
    public void Estimates_without_draws_or_of_data_that_are_no_numbers_are_refused()
    {
        Assert.That(() => MonteCarloFisher.Of(new Bernoulli(), Vector(0), 0, RandomStream.FromSeed(1)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("draws is 0; it needs to be at least 1."));
        Assert.That(() => EmpiricalFisher.Of(new GaussianMean(1), Vector(0), Matrix<double>.Build.Dense(2, 1, double.NaN)),
            Throws.ArgumentException.With.Message.StartsWith("data[0, 0] is NaN; it needs to be finite."));
        Assert.That(() => AmariChentsovTensor.Along(new Gaussian(), Vector(0, 0), Vector(1)),
            Throws.ArgumentException.With.Message.StartsWith("direction has 1 entries; Gaussian(mean, log scale) needs 2."));
    }

    [Test]
    public void Regressions_on_the_same_inputs_are_the_same_model()
    {
        var model = new NonlinearRegression(Vector(1, 2));
        Assert.That(new NonlinearRegression(Vector(1, 2)), Is.EqualTo(model));
        Assert.That(new NonlinearRegression(Vector(1, 3)), Is.Not.EqualTo(model));
        Assert.That(new NonlinearRegression(Vector(1, 2), noise: 2), Is.Not.EqualTo(model));
    }

    static Vector<double> Vector(params double[] entries) => Vector<double>.Build.Dense(entries);
}
