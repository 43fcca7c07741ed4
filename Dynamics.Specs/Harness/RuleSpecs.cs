using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using NUnit.Framework;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Harness;

/// <summary>Each kind of tolerance, against a value worked out by hand.</summary>
public class RuleSpecs
{
    static readonly double[] Steps = [.1, .05, .025, .0125];

    [Test]
    public void Roundoff_is_gamma_times_magnitude() =>
        Assert.That(Width(Roundoff.Within(Gamma<int>(10) * 3)), Is.EqualTo(3 * 10 * Math.Pow(2, -53)).Within(1e-12).Percent);

    [Test]
    public void A_truncation_is_what_its_quantity_is() =>
        Assert.That(Width(Truncation.Within(2 * new Quantity<int>("h", _ => .1).Cubed)), Is.EqualTo(.002).Within(1e-12).Percent);

    [Test]
    public void A_normal_mean_is_held_by_its_quantile() =>
        Assert.That(Width(Statistical.NormalMean(100, 1), .05), Is.EqualTo(.1959964).Within(1e-5).Percent);

    [Test]
    public void A_mean_square_is_held_by_the_bound_of_Laurent_and_Massart()
    {
        var x = Math.Log(200) / 1000;
        Assert.That(Width(Statistical.ChiSquareMean(1000, 1), .01), Is.EqualTo(2 * Math.Sqrt(x) + 2 * x).Within(1e-12).Percent);
    }

    [Test]
    public void A_share_is_held_by_the_bound_of_Bernstein()
    {
        var (n, p, alpha) = (1000, .1, 1e-3);
        var t = Width(Statistical.Share(n, p, 1), alpha);
        Assert.That(2 * Math.Exp(-n * t * t / (2 * (p * (1 - p) + t / 3))), Is.EqualTo(alpha).Within(1e-9).Percent);
    }

    [Test]
    public void A_distribution_function_is_held_by_the_bound_of_Dvoretzky_Kiefer_and_Wolfowitz() =>
        Assert.That(Width(Statistical.DistributionFunction(200, 1), 2 * Math.Exp(-1)), Is.EqualTo(.05).Within(1e-12).Percent);

    [Test]
    public void A_rate_is_held_by_Students_quantile() =>
        Assert.That(Judged(new Rate(1, "ten groups"), Groups(.1)).Width, Is.EqualTo(.2262157).Within(1e-5).Percent);

    [Test]
    public void A_rate_that_cannot_tell_is_undecided() =>
        Assert.That(Judged(new Rate(.25, "ten groups"), Groups(.1)).Finding, Is.EqualTo(Finding.Undecided));

    [Test]
    public void What_is_beyond_the_tolerance_is_violated_with_or_without_power() =>
        Assert.That(Judged(new Rate(.25, "ten groups"), Groups(.1) with { Residual = .3 }).Finding, Is.EqualTo(Finding.Violated));

    [TestCase(.001, Finding.Holds)]
    [TestCase(.02, Finding.Violated)]
    public void A_statistic_that_can_tell_is_decided(double mean, Finding finding) =>
        Assert.That(Judged(Statistical.NormalMean(1_000_000, .02), Measure.Distance("mean", mean, "expected", 0), 1e-9).Finding,
            Is.EqualTo(finding));

    [Test]
    public void A_mean_of_known_variance_is_held_by_Catonis_bound()
    {
        var mean = new CatoniMean(100_000, 4);
        var chances = Math.Log(2 / 1e-9);
        Assert.That(mean.Width(1e-9), Is.EqualTo(Math.Sqrt(2 * 4 * chances / (100_000 - 2 * chances))).Within(1e-9).Percent);
        Assert.That(CatoniMean.Within(.01, 4) is var planned ? planned.Width(1e-9) : 0, Is.EqualTo(.01).Within(.01).Percent);
    }

    [Test]
    public void Catonis_mean_is_an_average_where_tails_are_light_and_no_slave_to_one_draw()
    {
        double[] light = [.. Enumerable.Range(0, 100_000).Select(i => Math.Sin(i))];
        var mean = new CatoniMean(light.Length, .5);
        Assert.That(mean.Of(light), Is.EqualTo(light.Average()).Within(1e-5));
        light[7] = 1e6;
        Assert.That(mean.Of(light), Is.EqualTo(0).Within(.01), "the average is 10");
    }

    [Test]
    public void An_exponent_is_extrapolated_without_the_first_term_of_its_bias()
    {
        var exponent = WidthExponent.Of(
            [16, 64, 256], [.. Enumerable.Range(0, 5).Select(_ => new[] { 16.0, 64, 256 }.Select(n => (3 + 2 / n) / (n * n)).ToArray())]);
        Assert.That((exponent.Last, exponent.Extrapolated), Is.EqualTo((-1.0, -1.0)).Using<(double, double)>(
            (a, b) => Math.Abs(a.Item1 - b.Item1) < .01 && Math.Abs(a.Item2 - b.Item2) < .0004));
    }

    [Test]
    public void The_spread_of_an_exponent_is_that_of_the_logarithms()
    {
        double[] shares = [.9, 1, 1.1, .95, 1.05];
        var squares = WidthExponent.Exact([10, 1000], [.. shares.Select(share => new[] { share, 1e-4 })]);
        var means = WidthExponent.OfMeans([10, 100, 1000], [.. shares.Select(share => new[] { V(1), V(.1), V(share / 100) })]);
        var spread = Math.Sqrt(.025 / 4 / 5);
        Assert.That(squares.StandardError, Is.EqualTo(.5 * spread / Math.Log(100)).Within(1e-9).Percent);
        Assert.That(means.StandardError, Is.EqualTo(10.0 / 9 * spread / Math.Log(10)).Within(1e-9).Percent);
        Assert.That(means.Last, Is.EqualTo(-1).Within(1e-12));

        static MathNet.Numerics.LinearAlgebra.Vector<double> V(double x) =>
            MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(1, x);
    }

    [TestCase(3, Finding.Holds)]
    [TestCase(2, Finding.Violated)]
    [TestCase(4, Finding.Violated)]
    public void An_order_is_the_slope_that_errors_approach(double order, Finding finding) =>
        Assert.That(Judged(Order.Exactly(order, 2), Cubic).Finding, Is.EqualTo(finding));

    [TestCase(3, Finding.Holds)]
    [TestCase(2, Finding.Holds)]
    [TestCase(4, Finding.Violated)]
    public void A_one_sided_order_may_be_exceeded(double order, Finding finding) =>
        Assert.That(Judged(Order.AtLeast(order, 2), Cubic).Finding, Is.EqualTo(finding));

    [Test]
    public void An_order_whose_constant_hides_a_lost_order_is_undecided() =>
        Assert.That(Judged(Order.Exactly(3, 100), Cubic).Finding, Is.EqualTo(Finding.Undecided));

    [Test]
    public void An_error_that_vanishes_has_no_order() =>
        Assert.That(Judged(Order.Exactly(3, 2), Measure.Shrinks("error", Steps, [0, 0, 0, 0])).Finding, Is.EqualTo(Finding.Violated));

    [TestCase(.6, Finding.Holds)]
    [TestCase(.4, Finding.Violated)]
    public void A_phenomenon_clears_its_null_by_the_margin(double statistic, Finding finding) =>
        Assert.That(Judged(Margin.Of(.4, "as an example"), Measure.Above("share", statistic, "null", .1)).Finding, Is.EqualTo(finding));

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void What_is_not_a_finite_number_is_a_violation(double left) =>
        Assert.That(Judged(Roundoff.Within(Gamma<int>(1)), Measure.AtMost("left", left, "right", 0)).Finding,
            Is.EqualTo(Finding.Violated));

    [Test]
    public void Bits_that_differ_are_counted() =>
        Assert.That(Measure.Bits("left", [0, 1, double.NaN, 2], "right", [-0.0, 1, double.NaN]).Residual, Is.EqualTo(2));

    [Test]
    public void A_resolution_is_the_tolerance_over_the_size_of_the_right_side() => Assert.Multiple(() =>
    {
        Assert.That(Judged(Truncation.Within<int>(.01), Measure.Distance("left", 5, "right", 5)).Resolution, Is.EqualTo(.002)
            .Within(1e-12));
        Assert.That(Judged(Truncation.Within<int>(.01), Measure.Distance("left", 0, "right", 0)).Resolution, Is.Null);
        Assert.That(Judged(Truncation.Within<int>(.01), Measure.Distance("left", 0, "right", 0).OfSize(2)).Resolution, Is.EqualTo(.005)
            .Within(1e-12));
    });

    static Measurement Cubic => Measure.Shrinks("error", Steps, [.. Steps.Select(h => h * h * h * (1 + h))]);

    /// <summary>Ten groups of mean zero with a standard error.</summary>
    static Measurement Groups(double standardError) =>
        Measure.Mean(
            "slope", [.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? standardError * 3 : -standardError * 3)], "expected", 0);

    static double Width(Rule rule, double alpha = 0) => Judged(rule, Measure.Distance("left", 0, "right", 0), alpha).Width;

    static Evidence Judged(Rule rule, Measurement measured, double alpha = .05) => Evidence.Of(measured, rule, 1, alpha);
}
