using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class TicksTests
{
    [TestCase(0, 10, 5, "0 2 4 6 8 10")]
    [TestCase(-1.6, 1.6, 6, "−1.5 −1.0 −0.5 0.0 0.5 1.0 1.5")]
    [TestCase(-0.02, 0.02, 4, "−0.02 −0.01 0.00 0.01 0.02")]
    [TestCase(1000, 4000, 3, "1000 2000 3000 4000")]
    public void Linear_ticks_stand_at_round_numbers(double min, double max, int about, string labels) =>
        Assert.That(Majors(new Axis("x", min, max), about), Is.EqualTo(labels));

    [TestCase(1, 1000, 5, "10⁰ 10¹ 10² 10³")]
    [TestCase(1e-9, 1e4, 6, "10⁻⁸ 10⁻⁶ 10⁻⁴ 10⁻² 10⁰ 10² 10⁴")]
    [TestCase(0.5, 200, 5, "10⁰ 10¹ 10²")]
    public void Logarithmic_ticks_stand_at_powers_of_ten(double min, double max, int about, string labels) =>
        Assert.That(Majors(Axis.Log("n", min, max), about), Is.EqualTo(labels));

    [TestCase(0.2, 3, "0.2 0.5 1 2")]
    [TestCase(5, 60, "5 10 20 50")]
    [TestCase(0.012, 0.06, "0.02 0.05")]
    public void An_axis_of_less_than_two_powers_has_round_digits(double min, double max, string labels) =>
        Assert.That(Majors(Axis.Log("n", min, max), about: 5), Is.EqualTo(labels));

    [Test]
    public void Between_decades_the_digits_are_marked() =>
        Assert.That(
            Ticks.For(Axis.Log("n", 5, 130), about: 3).Where(tick => !tick.IsMajor).Select(tick => Math.Pow(10, tick.Position)),
            Is.EqualTo([5, 6, 7, 8, 9, 20, 30, 40, 50, 60, 70, 80, 90]).Within(1e-9));

    [Test]
    public void Where_decades_are_left_out_they_are_marked_and_digits_are_not() =>
        Assert.That(
            Ticks.For(Axis.Log("n", 1, 1e8), about: 4).Where(tick => !tick.IsMajor).Select(tick => tick.Position),
            Is.EqualTo([1, 3, 5, 7]));

    static string Majors(Axis axis, int about) =>
        string.Join(" ", Ticks.For(axis, about).Where(tick => tick.IsMajor).Select(tick => tick.Label));
}
