using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class ColourScaleTests
{
    static readonly ColourScale Decades = new(Axis.Log("loss", 1e-2, 1e2), Ramp.Viridis, Bands: 4);

    [Test]
    public void Bands_begin_at_round_values()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Decades.At(0.1), Is.EqualTo(Decades.At(0.9)));
            Assert.That(Decades.At(0.1), Is.Not.EqualTo(Decades.At(0.09)));
        }
    }

    [TestCase(1e-5)]
    [TestCase(0)]
    [TestCase(double.NaN)]
    public void What_has_no_place_or_lies_below_takes_the_lowest_colour(double value) =>
        Assert.That(Decades.At(value), Is.EqualTo(Decades.AtShare(0)));

    [Test]
    public void What_lies_above_takes_the_highest_colour() =>
        Assert.That(Decades.At(1e9), Is.EqualTo(Decades.AtShare(1)));

    [Test]
    public void A_ramp_without_bands_ends_in_its_own_ends()
    {
        var scale = new ColourScale(new Axis("z", -1, 1), Ramp.Diverging);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scale.At(-1), Is.EqualTo(new Ink("", 0, 82, 136)));
            Assert.That(scale.At(0), Is.EqualTo(new Ink("", 247, 247, 247)));
            Assert.That(scale.At(1), Is.EqualTo(new Ink("", 168, 66, 0)));
        }
    }
}
