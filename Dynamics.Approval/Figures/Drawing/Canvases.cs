using ScottPlot;
using ScottPlot.Rendering.RenderActions;
using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>Plots that share a canvas.</summary>
static class Canvases
{
    /// <summary>A plot that leaves alone what has been drawn around it.</summary>
    public static Plot TransparentPlot()
    {
        HouseFonts.Load();
        var plot = new Plot();
        plot.RenderManager.RenderActions.RemoveAll(action => action is ClearCanvas or RenderFigureBackground);
        plot.DataBackground.Color = Palette.White.ToScottPlot();
        plot.Grid.MajorLineColor = Palette.Mist.ToScottPlot();
        plot.Grid.MajorLineWidth = HouseStyle.GridWidth;
        return plot;
    }

    /// <summary>Renders a plot so that its data area is the given one, with room around it for ticks.</summary>
    public static void Render(this Plot plot, SKCanvas canvas, SKRect data, PixelPadding around)
    {
        plot.Layout.Fixed(around);
        canvas.Save();
        canvas.Translate(data.Left - around.Left, data.Top - around.Top);
        plot.Render(canvas, new PixelRect(
            left: 0,
            right: data.Width + around.Left + around.Right,
            bottom: data.Height + around.Top + around.Bottom,
            top: 0));
        canvas.Restore();
    }
}
