using ScottPlot;
using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>The bar beside a panel that tells which colour is which value.</summary>
static class ColourBar
{
    const float RoomForTicks = 6;

    /// <summary>The colour scale of a panel's first coloured mark, or null.</summary>
    public static ColourScale? Of(Panel panel) =>
        panel.Marks
            .Select(mark => mark switch { Field field => field.Colours, ColouredCurve curve => curve.Colours, _ => null })
            .FirstOrDefault(scale => scale is { HasBar: true });

    public static void Draw(SKCanvas canvas, ColourScale scale, SKRect data)
    {
        using var plot = Canvases.TransparentPlot();
        var bar = SKRect.Create(
            data.Right + HouseStyle.ColourBarGap, data.Top, HouseStyle.ColourBarWidth, data.Height);
        var (low, high) = (scale.Axis.Place(scale.Axis.Min), scale.Axis.Place(scale.Axis.Max));
        plot.HideGrid();
        plot.Axes.SetLimits(0, 1, low, high, plot.Axes.Bottom, plot.Axes.Right);
        plot.Axes.SetLimits(0, 1, low, high);
        AxisDrawing.Style(plot.Axes.Right, scale.Axis, data.Height);
        AxisDrawing.Bare(plot.Axes.Left);
        AxisDrawing.Bare(plot.Axes.Top);
        AxisDrawing.Bare(plot.Axes.Bottom);
        plot.Add.ImageRect(
            Pixelwise.Image(1, (int)data.Height * HouseStyle.PixelsPerPoint, (_, y) => scale.AtShare(1 - y)),
            new CoordinateRect(0, 1, low, high));
        plot.Render(canvas, bar, new PixelPadding(RoomForTicks));
        AxisWords.RightOf(canvas, scale.Axis, bar);
    }
}
