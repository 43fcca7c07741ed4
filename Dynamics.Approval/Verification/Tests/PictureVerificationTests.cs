using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class PictureVerificationTests : TemporarySnapshots
{
    static readonly VerificationSettings Images = new()
    {
        Comparers = new Dictionary<string, StreamCompare> { ["png"] = ImageComparer.Compare },
        Differences = new Dictionary<string, Func<byte[], byte[], byte[]?>> { ["png"] = DifferenceImage.Of },
    };

    [Test]
    public async Task The_difference_lies_beside_what_was_received()
    {
        File.WriteAllBytes(Picture.Verified, TestPicture.Png(10, 10));

        await MessageOf(() => Verify(Images, Picture, TestPicture.Png(10, 10, lighterPixels: 5, lighterBy: 100)));

        Assert.That(Files(), Is.EqualTo(
            ["Class.Method.diff.png", "Class.Method.received.png", "Class.Method.verified.png"]));
    }

    [Test]
    public async Task A_corrupt_picture_fails_without_a_difference()
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
