using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class SpreadTests
{
    [TestCase(0, 1)]
    [TestCase(.1, 1.4)]
    [TestCase(.5, 3)]
    [TestCase(.9, 4.6)]
    [TestCase(1, 5)]
    public void Percentiles_lie_straight_between_the_order_statistics(double share, double percentile) =>
        Assert.That(Spread.Percentile([3, 1, 5, 2, 4], share), Is.EqualTo(percentile).Within(1e-15));

    [Test]
    public void Of_one_value_every_percentile_is_that_value() => Assert.That(Spread.Percentile([7], .9), Is.EqualTo(7));

    [Test]
    public void The_curve_is_the_median_and_the_band_lies_about_it()
    {
        Mark[] marks = [.. Spread.Of("some", [1, 2], [[3, 1, 5, 2, 4], [30, 10, 50, 20, 40]], Palette.Blue)];
        Assert.That(((Curve)marks[1]).Points, Is.EqualTo(new Point[] { new(1, 3), new(2, 30) }));
        Assert.That(((Band)marks[0]).Highs, Is.EqualTo(new[] { 4.6, 46 }).Within(1e-13));
    }
}
