using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Experiments;

public class FisherEllipsesTests
{
    [Test]
    public void Of_a_Gaussian_mean_the_ellipse_is_the_ball_as_far_as_halving_finds_it()
    {
        var result = FisherEllipses.Run(new(new GaussianMean(2), [(1, -2)], Radius: .7) { Directions = 12 });
        Assert.That(result.LargestMiss, Is.LessThan(Math.Pow(2, -42)));
    }

    [Test]
    public void The_ellipse_and_the_ball_are_where_they_should_be()
    {
        const double Radius = .4;
        var model = new Gaussian();
        var around = FisherEllipses.Run(new(model, [(.5, -.3)], Radius) { Directions = 12 }).Ellipses[0];
        var centre = Vector<double>.Build.Dense([.5, -.3]);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (x, y) in around.Ellipse)
            {
                var d = Vector<double>.Build.Dense([x, y]) - centre;
                Assert.That(d * (around.Fisher * d), Is.EqualTo(Radius * Radius).Within(1e-13));
            }
            foreach (var (x, y) in around.DivergenceBall)
                Assert.That(
                    Divergence.KullbackLeibler(model, centre, Vector<double>.Build.Dense([x, y])),
                    Is.EqualTo(Radius * Radius / 2).Within(1e-13));
        }
    }

    [Test]
    public void How_far_they_differ_falls_with_the_radius()
    {
        double[] misses = [.. new[] { .2, .1, .05 }.Select(r => FisherEllipses.Run(new(new Gaussian(), [(0, 0)], r)).LargestMiss)];
        Assert.That(misses[1] / misses[2], Is.EqualTo(2).Within(.1).And.EqualTo(misses[0] / misses[1]).Within(.1));
    }

    [Test]
    public void On_the_simplex_a_ball_stays_within_it()
    {
        var simplex = new Reparameterised(new Categorical(3), new LogOddsChart(2));
        var around = FisherEllipses.Run(new(simplex, [(.05, .05)], Radius: .5) { Directions = 24 }).Ellipses[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(around.Ellipse.Min(point => point.X), Is.LessThan(0));
            Assert.That(around.DivergenceBall.Min(point => point.X), Is.GreaterThan(0));
        }
    }

    [Test]
    public void Log_odds_and_probabilities_are_inverse_to_each_other()
    {
        var chart = new LogOddsChart(3);
        var p = Vector<double>.Build.Dense([.1, .2, .3]);
        Assert.That((chart.Inverse(chart.Apply(p)) - p).L2Norm(), Is.LessThan(1e-15));
    }

    [Test]
    public void A_family_without_a_plane_of_parameters_is_refused() => Assert.That(
        () => FisherEllipses.Run(new(new Bernoulli(), [(0, 0)], .1)),
        Throws.ArgumentException.With.Message.Contains("Model is Bernoulli with 1 parameters; a plane needs 2."));

    [Test]
    public void A_radius_that_is_not_positive_is_refused() => Assert.That(
        () => FisherEllipses.Run(new(new Gaussian(), [(0, 0)], -1)),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("Radius is -1; it needs to be positive and finite."));
}
