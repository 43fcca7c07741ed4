using ScottPlot;
using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>Axes, marks, words, legend, colour bar and insets of one panel.</summary>
static class PanelDrawing
{
    const float RoomForTicks = 6;

    public static void Draw(SKCanvas canvas, Panel panel, SKRect data)
    {
        Draw(canvas, panel, data, HouseStyle.TickLabelSize);
        if (ColourBar.Of(panel) is { } scale)
        {
            ColourBar.Draw(canvas, scale, data);
        }

        foreach (var inset in panel.Insets)
        {
            InsetDrawing.Draw(canvas, inset, new PanelFrame(panel, data));
        }
    }

    public static void Draw(SKCanvas canvas, Panel panel, SKRect data, float numberSize)
    {
        using var plot = PlotOf(panel, data);
        plot.Render(canvas, data, new PixelPadding(RoomForTicks));

        var frame = new PanelFrame(panel, data);
        AxisWords.BelowBottom(canvas, frame, numberSize);
        AxisWords.LeftOf(canvas, frame, numberSize);
        LegendDrawing.Draw(canvas, frame);
        foreach (var note in panel.Marks.OfType<Note>())
        {
            NoteDrawing.Draw(canvas, note, frame);
        }
    }

    static Plot PlotOf(Panel panel, SKRect data)
    {
        var plot = Canvases.TransparentPlot();
        plot.Axes.SetLimits(
            panel.X.Place(panel.X.Min), panel.X.Place(panel.X.Max), panel.Y.Place(panel.Y.Min), panel.Y.Place(panel.Y.Max));
        AxisDrawing.Style(plot.Axes.Bottom, panel.X, data.Width);
        AxisDrawing.Style(plot.Axes.Left, panel.Y, data.Height);
        AxisDrawing.Bare(plot.Axes.Top);
        AxisDrawing.Bare(plot.Axes.Right);
        foreach (var mark in panel.Marks)
        {
            MarkDrawing.Add(plot, mark, panel, data);
        }

        return plot;
    }
}
