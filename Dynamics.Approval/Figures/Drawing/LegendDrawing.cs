using ScottPlot;
using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>The legend in its corner: no box, and what lies below shines through a little.</summary>
static class LegendDrawing
{
    const float SampleWidth = 22;
    const float SampleToName = 7;
    const float Padding = 5;
    const float FromFrame = 4;
    const byte Opacity = 215;

    public static void Draw(SKCanvas canvas, PanelFrame frame)
    {
        if (frame.Panel.Legend is not { } corner)
        {
            return;
        }

        var entries = frame.Panel.Marks.Where(LegendNames.Shows).ToList();
        using var words = new Words(HouseStyle.LegendSize, Palette.Graphite);
        var box = Box(
            frame.Data,
            corner,
            2 * Padding + SampleWidth + SampleToName + entries.Max(mark => words.WidthOf(mark.LegendName)),
            2 * Padding + entries.Count * words.LineHeight);
        using var ground = new SKPaint { Color = Palette.White.ToSkia().WithAlpha(Opacity) };
        canvas.DrawRect(box, ground);

        var middle = box.Top + Padding + words.LineHeight / 2;
        foreach (var mark in entries)
        {
            var left = box.Left + Padding;
            DrawSample(canvas, mark, left, middle);
            words.Draw(canvas, mark.LegendName, new SKPoint(left + SampleWidth + SampleToName, middle), Anchor.MiddleLeft);
            middle += words.LineHeight;
        }
    }

    static SKRect Box(SKRect data, Corner corner, float width, float height) => SKRect.Create(
        corner is Corner.UpperLeft or Corner.LowerLeft ? data.Left + FromFrame : data.Right - FromFrame - width,
        corner is Corner.UpperLeft or Corner.UpperRight ? data.Top + FromFrame : data.Bottom - FromFrame - height,
        width,
        height);

    static void DrawSample(SKCanvas canvas, Mark mark, float left, float middle)
    {
        using var paint = Paint.NewDisposablePaint();
        switch (mark)
        {
            case Band band:
                using (var fill = new SKPaint { Color = band.Ink.ToSkia().WithAlpha(HouseStyle.BandOpacity) })
                {
                    canvas.DrawRect(SKRect.Create(left, middle - 4, SampleWidth, 8), fill);
                }

                break;
            case Guide guide:
                DrawStroke(canvas, CurveStyle.Line(guide.Stroke, guide.Ink), left, middle, paint);
                break;
            case Curve curve:
                DrawStroke(canvas, CurveStyle.Line(curve.Stroke, curve.Ink), left, middle, paint);
                CurveStyle.Marker(curve.Dot, curve.Ink).Render(canvas, new Pixel(left + SampleWidth / 2, middle), paint);
                break;
        }
    }

    static void DrawStroke(SKCanvas canvas, LineStyle style, float left, float middle, Paint paint) =>
        style.Render(canvas, new PixelLine(left, middle, left + SampleWidth, middle), paint);
}
