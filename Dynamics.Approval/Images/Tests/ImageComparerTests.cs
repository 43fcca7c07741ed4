using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class ImageComparerTests
{
    const int Width = 400;
    const int Height = 100;

    static readonly byte[] Verified = TestPicture.Png(Width, Height);

    [Test]
    public async Task A_picture_equals_itself() =>
        Assert.That(await Compare(Verified, Verified), Is.EqualTo(CompareResult.Equal));

    [Test]
    public async Task All_pixels_may_differ_by_the_tolerance() =>
        Assert.That((await Compare(TestPicture.Png(Width, Height, Width * Height, lighterBy: 12), Verified)).IsEqual);

    [Test]
    public async Task Not_all_may_differ_by_one_more() =>
        Assert.That((await Compare(TestPicture.Png(Width, Height, Width * Height, lighterBy: 13), Verified)).IsEqual, Is.False);

    [Test]
    public async Task One_pixel_of_forty_thousand_may_be_anything() =>
        Assert.That((await Compare(TestPicture.Png(Width, Height, lighterPixels: 1, lighterBy: 127), Verified)).IsEqual);

    [Test]
    public async Task Two_pixels_of_forty_thousand_may_not()
    {
        var comparison = await Compare(TestPicture.Png(Width, Height, lighterPixels: 2, lighterBy: 127), Verified);

        Assert.That(comparison.Message, Does.StartWith("2 of 40000 pixels differ").And.Contains("5.0e-5"));
    }

    [Test]
    public async Task Sizes_must_match()
    {
        var comparison = await Compare(TestPicture.Png(Width + 1, Height), Verified);

        Assert.That(comparison.Message, Is.EqualTo("The received image is 401 × 100, the verified 400 × 100."));
    }

    [Test]
    public async Task A_corrupt_picture_is_named([Values(0, 20, 200)] int bytesThatAreLeft)
    {
        var corrupt = Verified[..Math.Min(bytesThatAreLeft, Verified.Length - 20)];

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await Compare(corrupt, Verified)).Message, Does.StartWith("The received image cannot be decoded"));
            Assert.That((await Compare(Verified, corrupt)).Message, Does.StartWith("The verified image cannot be decoded"));
        }
    }

    [Test]
    public async Task A_text_is_no_picture() =>
        Assert.That((await Compare("not a picture"u8.ToArray(), Verified)).IsEqual, Is.False);

    static Task<CompareResult> Compare(byte[] received, byte[] verified) =>
        ImageComparer.Compare(new MemoryStream(received), new MemoryStream(verified), new Dictionary<string, object>());
}
