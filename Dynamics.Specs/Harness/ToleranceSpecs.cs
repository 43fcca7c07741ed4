using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Tolerances;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>Each kind of tolerance, against a value worked out by hand.</summary>
public class ToleranceSpecs
{
    [Test]
    public void Roundoff_is_gamma_times_magnitude() =>
        Assert.That(Roundoff.Of(10, 3, "ten roundings of three").Width(0), Is.EqualTo(3 * 10 * Math.Pow(2, -53)).Within(1e-12).Percent);

    [Test]
    public void Truncation_is_a_power_of_the_step() => Assert.That(Truncation.Of(2, .1, 3, "cubic").Width(0), Is.EqualTo(.002).Within(1e-12).Percent);

    [Test]
    public void A_normal_mean_is_held_by_its_quantile() =>
        Assert.That(Statistical.NormalMean(100, 1).Width(.05), Is.EqualTo(.1959964).Within(1e-5).Percent);

    [Test]
    public void A_mean_square_is_held_by_the_bound_of_Laurent_and_Massart()
    {
        var x = Math.Log(200) / 1000;
        Assert.That(Statistical.ChiSquareMean(1000, 1).Width(.01), Is.EqualTo(2 * Math.Sqrt(x) + 2 * x).Within(1e-12).Percent);
    }

    [Test]
    public void A_share_is_held_by_the_bound_of_Bernstein()
    {
        var (n, p, alpha) = (1000, .1, 1e-3);
        var t = Statistical.Share(n, p, 1).Width(alpha);
        Assert.That(2 * Math.Exp(-n * t * t / (2 * (p * (1 - p) + t / 3))), Is.EqualTo(alpha).Within(1e-9).Percent);
    }

    [Test]
    public void A_distribution_function_is_held_by_the_bound_of_Dvoretzky_Kiefer_and_Wolfowitz() =>
        Assert.That(Statistical.DistributionFunction(200, 1).Width(2 * Math.Exp(-1)), Is.EqualTo(.05).Within(1e-12).Percent);

    [Test]
    public void A_rate_is_held_by_Students_quantile() =>
        Assert.That(Rate.Of(.1, 9, 1, "ten groups").Width(.05), Is.EqualTo(.2262157).Within(1e-5).Percent);

    [Test]
    public void A_rate_that_cannot_tell_is_undecided() =>
        Assert.That(Measure.Distance("slope", -.5, "expected", -.5).Within(Rate.Of(.1, 9, .25, "ten groups")).Find(.05), Is.EqualTo(Finding.Undecided));

    [Test]
    public void A_statistic_that_can_tell_is_decided()
    {
        var tolerance = Statistical.NormalMean(1_000_000, .02);
        Assert.Multiple(() =>
        {
            Assert.That(Measure.Distance("mean", .001, "expected", 0).Within(tolerance).Find(1e-9), Is.EqualTo(Finding.Holds));
            Assert.That(Measure.Distance("mean", .02, "expected", 0).Within(tolerance).Find(1e-9), Is.EqualTo(Finding.Violated));
        });
    }

    static readonly double[] Steps = [.1, .05, .025, .0125];

    [TestCase(3, Finding.Holds)]
    [TestCase(2, Finding.Violated)]
    [TestCase(4, Finding.Violated)]
    public void An_order_is_the_slope_that_errors_approach(double order, Finding finding) =>
        Assert.That(Cubic(Order.Exactly(order, 2, "as an example")).Find(0), Is.EqualTo(finding));

    [TestCase(3, Finding.Holds)]
    [TestCase(2, Finding.Holds)]
    [TestCase(4, Finding.Violated)]
    public void A_one_sided_order_may_be_exceeded(double order, Finding finding) =>
        Assert.That(Cubic(Order.AtLeast(order, 2, "as an example")).Find(0), Is.EqualTo(finding));

    [Test]
    public void An_order_whose_constant_hides_a_lost_order_is_undecided() =>
        Assert.That(Cubic(Order.Exactly(3, 100, "far too wide")).Find(0), Is.EqualTo(Finding.Undecided));

    [Test]
    public void An_error_that_vanishes_has_no_order() =>
        Assert.That(Measure.Shrinks("error", Steps, [0, 0, 0, 0], Order.Exactly(3, 2, "as an example")).Find(0), Is.EqualTo(Finding.Violated));

    [TestCase(.6, Finding.Holds)]
    [TestCase(.4, Finding.Violated)]
    public void A_phenomenon_clears_its_null_by_the_margin(double statistic, Finding finding) =>
        Assert.That(Measure.Above("share", statistic, "null", .1).Within(Phenomenon.By(.4, "as an example")).Find(0), Is.EqualTo(finding));

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void What_is_not_a_finite_number_is_a_violation(double left) =>
        Assert.That(Measure.AtMost("left", left, "right", 0).Within(Roundoff.Of(1, 1, "one")).Find(0), Is.EqualTo(Finding.Violated));

    [Test]
    public void Bits_that_differ_are_counted()
    {
        Assert.That(Measure.Bits("left", [0, 1, double.NaN, 2], "right", [-0.0, 1, double.NaN]).Residual, Is.EqualTo(2));
    }

    static Evidence Cubic(Func<double, Order> order) => Measure.Shrinks("error", Steps, [.. Steps.Select(h => h * h * h * (1 + h))], order);
}
