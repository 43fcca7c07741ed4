using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class DifferenceImageTests
{
    [Test]
    public void What_differs_is_red_and_what_does_not_is_grey()
    {
        var difference = DifferenceImage.Of(TestPicture.Png(10, 10, lighterPixels: 1, lighterBy: 100), TestPicture.Png(10, 10));

        Assert.That(Pixels.TryDecode(difference!, out var pixels));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pixels![0].ToArray(), Is.EqualTo(new byte[] { 213, 0, 0, 255 }));
            Assert.That(pixels[1].ToArray().Distinct(), Has.Exactly(2).Items);
        }
    }

    [Test]
    public void It_covers_both_pictures_and_what_only_one_has_is_different()
    {
        var difference = DifferenceImage.Of(TestPicture.Png(10, 4), TestPicture.Png(6, 8));

        Assert.That(Pixels.TryDecode(difference!, out var pixels));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((pixels!.Width, pixels.Height), Is.EqualTo((10, 8)));
            Assert.That(pixels[9, 0][0], Is.EqualTo(213));
            Assert.That(pixels[0, 0][0], Is.EqualTo(pixels[0, 0][1]));
        }
    }

    [Test]
    public void There_is_none_of_a_corrupt_picture() =>
        Assert.That(DifferenceImage.Of(TestPicture.Png(10, 10), "corrupt"u8.ToArray()), Is.Null);
}
