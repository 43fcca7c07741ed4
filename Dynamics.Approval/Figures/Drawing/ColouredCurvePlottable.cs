using ScottPlot;

namespace Dynamics.Approval;

/// <summary>A curve each segment of which has the colour of the value where it begins.</summary>
sealed class ColouredCurvePlottable(ColouredCurve curve, Coordinates[] places) : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => LegendItem.None;

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp)
    {
        var style = new LineStyle(curve.Width) { Rounded = true };
        for (var segment = 0; segment + 1 < places.Length; segment++)
        {
            if (!places[segment].AreReal || !places[segment + 1].AreReal)
            {
                continue;
            }

            style.Color = curve.Colours.At(curve.Values[segment]).ToScottPlot();
            var line = new PixelLine(Axes.GetPixel(places[segment]), Axes.GetPixel(places[segment + 1]));
            style.Render(rp.Canvas, line, rp.Paint);
        }
    }
}
