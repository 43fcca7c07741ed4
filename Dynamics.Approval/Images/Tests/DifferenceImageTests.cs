using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class DifferenceImageTests : TemporarySnapshots
{
    static readonly VerificationSettings Images = new()
    {
        Comparers = new Dictionary<string, StreamCompare> { ["png"] = ImageComparer.Compare },
        Differences = new Dictionary<string, Func<byte[], byte[], byte[]?>> { ["png"] = DifferenceImage.Of },
    };

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
    public async Task It_lies_beside_what_was_received()
    {
        File.WriteAllBytes(Picture.Verified, TestPicture.Png(10, 10));

        await MessageOf(() => Verify(Images, Picture, TestPicture.Png(10, 10, lighterPixels: 5, lighterBy: 100)));

        Assert.That(Files(), Is.EqualTo(
            ["Class.Method.diff.png", "Class.Method.received.png", "Class.Method.verified.png"]));
    }

    [Test]
    public async Task There_is_none_of_a_corrupt_picture()
    {
        File.WriteAllBytes(Picture.Verified, "corrupt"u8.ToArray());

        var message = await MessageOf(() => Verify(Images, Picture, TestPicture.Png(10, 10)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(message, Does.Contain("The verified image cannot be decoded"));
            Assert.That(Files(), Is.EqualTo(["Class.Method.received.png", "Class.Method.verified.png"]));
        }
    }
}
