using System.Globalization;

namespace Dynamics.Approval;

/// <summary>Compares two images pixel by pixel, within <see cref="ImageTolerance"/>.</summary>
public static class ImageComparer
{
    public static async Task<CompareResult> Compare(
        Stream received, Stream verified, IReadOnlyDictionary<string, object> context) =>
        Compare(await BytesOf(received), await BytesOf(verified));

    static CompareResult Compare(byte[] received, byte[] verified)
    {
        if (!Pixels.TryDecode(received, out var here))
        {
            return CompareResult.NotEqual($"The received image cannot be decoded ({received.Length} bytes).");
        }

        if (!Pixels.TryDecode(verified, out var there))
        {
            return CompareResult.NotEqual($"The verified image cannot be decoded ({verified.Length} bytes).");
        }

        return (here.Width, here.Height) == (there.Width, there.Height)
            ? ComparePixels(here, there)
            : CompareResult.NotEqual(
                $"The received image is {here.Width} × {here.Height}, the verified {there.Width} × {there.Height}.");
    }

    static CompareResult ComparePixels(Pixels here, Pixels there)
    {
        var differing = 0;
        for (var pixel = 0; pixel < here.Count; pixel++)
        {
            if (ImageTolerance.Differs(here[pixel], there[pixel]))
            {
                differing++;
            }
        }

        var share = (double)differing / here.Count;
        return share < ImageTolerance.Share
            ? CompareResult.Equal
            : CompareResult.NotEqual(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                 {differing} of {here.Count} pixels differ by more than {ImageTolerance.Channel}/255 in a channel:
                 a share of {share:0.0e+0}, which must stay under {ImageTolerance.Share:0e+0}.
                 """));
    }

    static async Task<byte[]> BytesOf(Stream stream)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
