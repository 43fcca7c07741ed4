using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>Images computed pixel by pixel.</summary>
static class Pixelwise
{
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="colour">The colour at shares of width and height, from the upper left corner to pixel centres.</param>
    public static ScottPlot.Image Image(int width, int height, Func<double, double, Ink> colour)
    {
        var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var colours = new SKColor[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                colours[y * width + x] = colour((x + 0.5) / width, (y + 0.5) / height).ToSkia();
            }
        }

        bitmap.Pixels = colours;
        return new ScottPlot.Image(bitmap);
    }
}
