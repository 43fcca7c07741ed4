using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

public class ExponentialFamilyTests
{
    [Test]
    public void Parameters_of_no_member_are_refused()
    {
        Assert.That(() => new Bernoulli().NaturalParameters(Of(1.5)),
            Throws.ArgumentException.With.Message.StartsWith("mean is (1.5); no member of Bernoulli has such parameters."));
        Assert.That(() => new Bernoulli().NaturalParameters(Of(1)), Throws.ArgumentException.With.Message.StartsWith("mean is (1);"));
        Assert.That(() => new Poisson().NaturalParameters(Of(-1)), Throws.ArgumentException.With.Message.Contains("no member"));
        Assert.That(() => new Categorical(3).NaturalParameters(Of(.7, .4)), Throws.ArgumentException.With.Message.Contains("no member"));
        Assert.That(() => new GaussianNatural().NaturalParameters(Of(2, 3)), Throws.ArgumentException.With.Message.Contains("no member"));
        Assert.That(() => new GaussianNatural().MeanParameters(Of(2, .5)),
            Throws.ArgumentException.With.Message.StartsWith("natural is (2, 0.5); no member of Gaussian(natural) has such parameters."));
        Assert.That(new GaussianNatural().Admits(Of(2, 0)), Is.False);
        Assert.That(new GaussianNatural().Admits(Of(2, -.1)), Is.True);
    }

    [Test]
    public void A_precision_that_is_not_positive_is_refused() => Assert.That(
        () => FisherInformation.ByScore(new GaussianNatural(), Of(1, 0)),
        Throws.ArgumentException.With.Message.StartsWith("parameters[1] is 0; it needs to be negative, it is -1 / (2 sigma^2)."));

    [Test]
    public void Parameters_that_do_not_fit_are_named()
    {
        Assert.That(() => new Categorical(4).MeanParameters(Of(1, 2)),
            Throws.ArgumentException.With.Message.StartsWith("natural has 2 entries; Categorical(4) needs 3."));
        Assert.That(() => new Poisson().NaturalParameters(Of(double.NaN)),
            Throws.ArgumentException.With.Message.StartsWith("mean[0] is NaN; it needs to be finite."));
        Assert.That(() => new Bernoulli().Admits(Of(1, 2)), Throws.ArgumentException.With.Message.Contains("Bernoulli needs 1"));
    }

    [Property]
    public void Mean_and_scale_lead_to_natural_parameters_and_back(double mean, double scale)
    {
        var positive = Math.Abs(scale) + .001;
        var back = new GaussianNatural().MeanAndScale(GaussianNatural.FromMeanAndScale(mean, positive));
        Assert.That(back.Mean, Is.EqualTo(mean).Within(4).Ulps);
        Assert.That(back.Scale, Is.EqualTo(positive).Within(4).Ulps);
    }

    [Test]
    public void A_scale_of_zero_is_refused()
    {
        Assert.That(() => GaussianNatural.FromMeanAndScale(0, 0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("scale is 0; it needs to be finite and above 0."));
    }

    [Property]
    public void The_closed_forms_of_the_Fisher_information_are_those_of_the_score(double first, double second)
    {
        IExponentialFamily[] families = [new Bernoulli(), new Categorical(3), new Poisson(), new GaussianMean(2), new GaussianNatural()];
        foreach (var family in families)
        {
            var theta = Of([.. new[] { first, -.2 - Math.Abs(second) }.Take(family.ParameterCount)]);
            var closed = ((IClosedFormFisher)family).ClosedFormFisher(theta);
            var allowed = 1e-14 * family.Expectation(theta).Count * Math.Max(1, closed.FrobeniusNorm());
            Assert.That((closed - FisherInformation.ByScore(family, theta)).FrobeniusNorm(), Is.LessThan(allowed), $"{family}");
        }
    }

    [Test]
    public void A_mirror_step_that_cannot_be_taken_is_refused()
    {
        var mirror = MirrorDescent.WithLogPartition(new Bernoulli());
        Assert.That(() => mirror.Step(Of(0), Of(1, 2), .1),
            Throws.ArgumentException.With.Message.StartsWith("gradient has 2 entries; the point needs 1."));
        Assert.That(() => mirror.Step(Of(0), Of(1), double.NaN),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("step is NaN; it needs to be finite."));
        Assert.That(() => mirror.Step(Of(0), Of(1), 2), Throws.ArgumentException.With.Message.Contains("no member of Bernoulli"));
    }

    [Test]
    public void A_mirror_of_the_square_is_gradient_descent() => Assert.That(
        new MirrorDescent(x => x, x => x).Step(Of(1, 2), Of(4, -4), .25), Is.EqualTo(Of(0, 3)));

    [Test]
    public void Laplaces_approximation_is_exact_for_a_Gaussian_integral_and_refuses_the_rest()
    {
        var information = Matrix<double>.Build.DenseOfRowMajor(2, 2, [2, 1, 1, 3]);
        Assert.That(LaplaceApproximation.LogEvidence(-1, information),
            Is.EqualTo(-1 + Math.Log(2 * Math.PI) - Math.Log(5) / 2).Within(1e-15));
        Assert.That(() => LaplaceApproximation.LogEvidence(double.NaN, information),
            Throws.ArgumentException.With.Message.StartsWith("logJoint is NaN"));
        Assert.That(() => LaplaceApproximation.LogEvidence(0, -information),
            Throws.TypeOf<SingularMetricException>().With.Message.StartsWith("information is not positive definite"));
        Assert.That(() => LaplaceApproximation.LogEvidence(0, Matrix<double>.Build.Dense(2, 3)),
            Throws.ArgumentException.With.Message.StartsWith("information is 2 x 3; it needs to be 2 x 2."));
    }

    static Vector<double> Of(params double[] entries) => Vector<double>.Build.Dense(entries);
}
