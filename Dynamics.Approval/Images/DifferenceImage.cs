using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>Where two images differ: red on a faded copy of the verified one.</summary>
public static class DifferenceImage
{
    static readonly SKColor Different = new(213, 0, 0);

    /// <summary>A PNG as large as both images together, or null when one of them cannot be decoded.</summary>
    public static byte[]? Of(byte[] received, byte[] verified)
    {
        if (!Pixels.TryDecode(received, out var here) || !Pixels.TryDecode(verified, out var there))
        {
            return null;
        }

        using var picture = new SKBitmap(Math.Max(here.Width, there.Width), Math.Max(here.Height, there.Height));
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                picture.SetPixel(x, y, Colour(here, there, x, y));
            }
        }

        using var png = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    static SKColor Colour(Pixels here, Pixels there, int x, int y) =>
        here.Contains(x, y) && there.Contains(x, y) && !ImageTolerance.Differs(here[x, y], there[x, y])
            ? Faded(there[x, y])
            : Different;

    static SKColor Faded(ReadOnlySpan<byte> rgba)
    {
        var grey = (byte)(190 + (rgba[0] + rgba[1] + rgba[2]) / 12);
        return new SKColor(grey, grey, grey);
    }
}
