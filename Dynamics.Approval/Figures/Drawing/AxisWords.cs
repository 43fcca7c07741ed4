using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>The numbers along an axis and the label beyond them.</summary>
static class AxisWords
{
    const float TickToNumber = 8;
    const float NumberToLabel = 8;

    public static void BelowBottom(SKCanvas canvas, PanelFrame frame, float numberSize)
    {
        using var numbers = new Words(numberSize, Palette.Graphite);
        using var label = new Words(HouseStyle.AxisLabelSize, Palette.Graphite);
        var axis = frame.Panel.X;
        var top = frame.Data.Bottom + TickToNumber;
        foreach (var tick in AxisDrawing.TicksAlong(axis, frame.Data.Width).Where(tick => tick.IsMajor))
        {
            var at = frame.AtPlace(tick.Position, frame.Panel.Y.Place(frame.Panel.Y.Min));
            numbers.Draw(canvas, tick.Label, new SKPoint(at.X, top), Anchor.UpperCenter);
        }

        var below = top + numbers.CapHeight + NumberToLabel + HouseStyle.FrameWidth;
        label.Draw(canvas, axis.Label, new SKPoint(frame.Data.MidX, below), Anchor.UpperCenter);
    }

    public static void LeftOf(SKCanvas canvas, PanelFrame frame, float numberSize)
    {
        using var numbers = new Words(numberSize, Palette.Graphite);
        var right = frame.Data.Left - TickToNumber;
        var widest = Numbers(canvas, numbers, frame.Panel.Y, frame.Data, right, Anchor.MiddleRight);
        Label(canvas, frame.Panel.Y, frame.Data, right - widest - NumberToLabel);
    }

    public static void RightOf(SKCanvas canvas, Axis axis, SKRect bar)
    {
        using var numbers = new Words(HouseStyle.TickLabelSize, Palette.Graphite);
        var left = bar.Right + TickToNumber;
        var widest = Numbers(canvas, numbers, axis, bar, left, Anchor.MiddleLeft);
        Label(canvas, axis, bar, left + widest + NumberToLabel);
    }

    static float Numbers(SKCanvas canvas, Words words, Axis axis, SKRect data, float x, Anchor anchor)
    {
        var (low, high) = (axis.Place(axis.Min), axis.Place(axis.Max));
        var widest = 0f;
        foreach (var tick in AxisDrawing.TicksAlong(axis, data.Height).Where(tick => tick.IsMajor))
        {
            var y = data.Bottom - (float)((tick.Position - low) / (high - low)) * data.Height;
            words.Draw(canvas, tick.Label, new SKPoint(x, y), anchor);
            widest = Math.Max(widest, words.WidthOf(tick.Label));
        }

        return widest;
    }

    static void Label(SKCanvas canvas, Axis axis, SKRect data, float edge)
    {
        using var words = new Words(HouseStyle.AxisLabelSize, Palette.Graphite);
        var outwards = Math.Sign(edge - data.MidX);
        words.DrawTurned(canvas, axis.Label, new SKPoint(edge + outwards * words.CapHeight / 2, data.MidY), degrees: -90);
    }
}
