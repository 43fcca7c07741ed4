using System.Diagnostics.CodeAnalysis;
using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>A decoded image: four bytes a pixel (red, green, blue, alpha), rows from the top.</summary>
sealed record Pixels(int Width, int Height, byte[] Rgba)
{
    public const int Channels = 4;

    public int Count => Width * Height;

    public ReadOnlySpan<byte> this[int pixel] => Rgba.AsSpan(pixel * Channels, Channels);

    public ReadOnlySpan<byte> this[int x, int y] => this[y * Width + x];

    public bool Contains(int x, int y) => x < Width && y < Height;

    /// <summary>False when the bytes are no image, or only the beginning of one.</summary>
    public static bool TryDecode(byte[] bytes, [NotNullWhen(true)] out Pixels? pixels)
    {
        pixels = null;
        using var codec = bytes.Length == 0 ? null : SKCodec.Create(SKData.CreateCopy(bytes));
        if (codec is null)
        {
            return false;
        }

        var layout = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(layout);
        if (codec.GetPixels(layout, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            return false;
        }

        pixels = new Pixels(layout.Width, layout.Height, bitmap.GetPixelSpan().ToArray());
        return true;
    }
}
