using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>A grey picture, some pixels of which are a little lighter.</summary>
static class TestPicture
{
    const byte Grey = 128;

    public static byte[] Png(int width, int height, int lighterPixels = 0, int lighterBy = 0)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(new SKColor(Grey, Grey, Grey));
        for (var pixel = 0; pixel < lighterPixels; pixel++)
        {
            bitmap.SetPixel(pixel % width, pixel / width, new SKColor(Grey, (byte)(Grey + lighterBy), Grey));
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }
}
