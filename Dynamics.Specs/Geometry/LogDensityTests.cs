using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Log-densities with their additive constants, which differences and derivatives do not see: they integrate to one, and two charts of one
/// distribution agree.
/// </summary>
public class LogDensityTests
{
    const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>The trapezium rule on a smooth density is exact to roundoff where its tails have vanished at both ends.</summary>
    const double Reach = 9.5, Step = .25;

    [Property]
    public void A_density_on_the_line_integrates_to_one(double mean, double logScale)
    {
        var scale = Elementary.Exp(logScale / 2);
        IsOne(Trapezia(z => Density(new Gaussian(), [mean, logScale / 2], z), mean, scale));
        IsOne(Trapezia(z => Density(new GaussianNatural(), [.. GaussianNatural.FromMeanAndScale(mean, scale)], z), mean, scale));
        IsOne(Trapezia(z => Density(new GaussianMean(1), [mean], z), mean, 1));
        IsOne(Trapezia(z => Density(new NonlinearRegression(Vector<double>.Build.Dense(1, .5), scale), [mean, 0, 0], z), mean, scale));
    }

    /// <summary>On either side of its end or kink by z = theta +- e^s / rate, where the integrand has no corner any more.</summary>
    [Property(Cases = 40)]
    public void A_density_with_a_kink_or_an_end_integrates_to_one(double theta)
    {
        IsOne(ByLogarithm(z => Density(new Exponential(), [theta], z * Elementary.Exp(-theta)) * Elementary.Exp(-theta)));
        IsOne(ByLogarithm(z => Density(new LaplaceLocation(), [theta], theta + z) + Density(new LaplaceLocation(), [theta], theta - z)));
        var end = Elementary.Exp(theta);
        IsOne(end * Density(new UniformUpTo(), [end], end / 3));
    }

    [Property(Cases = 8)]
    public void A_density_in_the_plane_integrates_to_one(double x, double y, Seed stream)
    {
        IsOne(OnThePlane(z => Density(new GaussianMean(2), [x, y], z[0], z[1]), [x, y], 1, 1, 0));
        IsOne(OnThePlane(z => Density(new CurvedValleyModel(2), [x, y], z[0], z[1]), [x, 2 * (y - x * x)], 1, 1, 0));
        double[] factor = [.. stream.Vector(3) / 4];
        var (first, second) = (Elementary.Exp(factor[0]), Elementary.Exp(factor[2]));
        IsOne(OnThePlane(z => Density(new MultivariateGaussian(), [x, y, .. factor], z[0], z[1]), [x, y], first, second, factor[1]));
    }

    /// <summary>The weights come from the probabilities, the density from the logarithm.</summary>
    [Property]
    public void A_density_of_finitely_many_outcomes_is_their_weight(double a, double b, double c)
    {
        Vector<double> one = Vector<double>.Build.Dense([a]), two = Vector<double>.Build.Dense([a, b]),
            three = Vector<double>.Build.Dense([a, b, c]), six = Vector<double>.Build.Dense([a, b, c, c, a, -b]);
        var inputs = Matrix<double>.Build.DenseOfRowArrays([1, 0], [.5, -1]);
        foreach (var (model, theta) in new (IStatisticalModel, Vector<double>)[]
        {
            (new Bernoulli(), one), (new Categorical(4), three), (new Softmax(3), three),
                (new Poisson(), one), (new IndependentObservations(new Categorical(3), 3), two),
            (new SoftmaxRegression(inputs, 2), six), (new Conditional(new LinearPredictor(inputs, 2), new Softmax(2)), six),
            (new SeenThrough(new Categorical(3), MarkovMap.Merging(0, 1, 1)), two),
        })
        {
            var rule = model.Expectation(theta);
            var largest = 64 + Enumerable.Range(0, rule.Count).Max(i => Math.Abs(rule.Outcome(i)[0])) * (theta.AbsoluteMaximum() + 4);
            for (var i = 0; i < rule.Count; i++)
                Assert.That(Density(model, [.. theta], rule.Outcome(i).ToArray()), Is.EqualTo(rule.Weight(i))
                    .Within(64 * largest * UnitRoundoff * rule.Weight(i) + UnitRoundoff * UnitRoundoff), $"{model}");
        }
    }

    [Property]
    public void Charts_of_one_distribution_have_the_same_density(double mean, double logScale, double z)
    {
        var scale = Elementary.Exp(logScale / 2);
        var standardised = Math.Pow((Math.Abs(z) + Math.Abs(mean)) / scale, 2);
        var gaussian = LogDensity(new Gaussian(), [mean, logScale / 2], z);
        Assert.That(LogDensity(new GaussianNatural(), [.. GaussianNatural.FromMeanAndScale(mean, scale)], z),
            Is.EqualTo(gaussian).Within(16 * UnitRoundoff * (4 + standardised)));
        Assert.That(LogDensity(new MultivariateGaussian(1), [mean, logScale / 2], z),
            Is.EqualTo(gaussian).Within(16 * UnitRoundoff * (4 + standardised)));
        Assert.That(LogDensity(new Gaussian(), [mean, 0], z), Is.EqualTo(LogDensity(new GaussianMean(1), [mean], z))
            .Within(16 * UnitRoundoff * (4 + z * z + mean * mean)));
        foreach (var label in new[] { 0, 1 })
        {
            var bernoulli = LogDensity(new Bernoulli(), [mean], label);
            Assert.That(LogDensity(new Categorical(2), [mean], label), Is.EqualTo(bernoulli)
                .Within(16 * UnitRoundoff * (1 + Math.Abs(mean))));
            Assert.That(LogDensity(new Softmax(2), [logScale, logScale + mean], label), Is.EqualTo(bernoulli)
                .Within(16 * UnitRoundoff * (1 + Math.Abs(mean) + Math.Abs(logScale))));
        }
    }

    static void IsOne(double integral) => Assert.That(integral, Is.EqualTo(1).Within(1e-12));

    static double LogDensity(IStatisticalModel model, double[] theta, params double[] outcome) =>
        model.LogDensity<Real>([.. theta.Select(Real.Constant)], outcome).Value;

    static double Density(IStatisticalModel model, double[] theta, params double[] outcome) =>
        Elementary.Exp(LogDensity(model, theta, outcome));

    static double Trapezia(Func<double, double> density, double centre, double scale) =>
        Nodes.Sum(u => density(centre + scale * u)) * Step * scale;

    /// <summary>The integral over z &gt; 0 of a function that decays like e^-z, z = exp(s).</summary>
    static double ByLogarithm(Func<double, double> density)
    {
        const double step = .05;
        return Enumerable.Range(-800, 880).Select(i => Elementary.Exp(i * step)).Sum(z => density(z) * z) * step;
    }

    /// <summary>In coordinates z = centre + C u, C = [first, 0; across, second].</summary>
    static double OnThePlane(Func<double[], double> density, double[] centre, double first, double second, double across) =>
        (from u in Nodes from v in Nodes select density([centre[0] + first * u, centre[1] + across * u + second * v]))
            .Sum() * Step * Step * first * second;

    static IEnumerable<double> Nodes => Enumerable.Range(-(int)(Reach / Step), 2 * (int)(Reach / Step) + 1).Select(i => i * Step);
}
