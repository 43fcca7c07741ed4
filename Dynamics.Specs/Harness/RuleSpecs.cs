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
        Assert.That(Judged(Statistical.NormalMean(1_000_000, .02), Measure.Distance("mean", mean, "expected", 0), 1e-9).Finding, Is.EqualTo(finding));

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
        Assert.That(Judged(Roundoff.Within(Gamma<int>(1)), Measure.AtMost("left", left, "right", 0)).Finding, Is.EqualTo(Finding.Violated));

    [Test]
    public void Bits_that_differ_are_counted() =>
        Assert.That(Measure.Bits("left", [0, 1, double.NaN, 2], "right", [-0.0, 1, double.NaN]).Residual, Is.EqualTo(2));

    [Test]
    public void A_resolution_is_the_tolerance_over_the_size_of_the_right_side() => Assert.Multiple(() =>
    {
        Assert.That(Judged(Truncation.Within<int>(.01), Measure.Distance("left", 5, "right", 5)).Resolution, Is.EqualTo(.002).Within(1e-12));
        Assert.That(Judged(Truncation.Within<int>(.01), Measure.Distance("left", 0, "right", 0)).Resolution, Is.Null);
        Assert.That(Judged(Truncation.Within<int>(.01), Measure.Distance("left", 0, "right", 0).OfSize(2)).Resolution, Is.EqualTo(.005).Within(1e-12));
    });

    static Measurement Cubic => Measure.Shrinks("error", Steps, [.. Steps.Select(h => h * h * h * (1 + h))]);

    /// <summary>Ten groups of mean zero with a standard error.</summary>
    static Measurement Groups(double standardError) =>
        Measure.Mean("slope", [.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? standardError * 3 : -standardError * 3)], "expected", 0);

    static double Width(Rule rule, double alpha = 0) => Judged(rule, Measure.Distance("left", 0, "right", 0), alpha).Width;

    static Evidence Judged(Rule rule, Measurement measured, double alpha = .05) => Evidence.Of(measured, rule, 1, alpha);
}
