using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>A panel within a panel, and the frame around the part of the outer one that it enlarges.</summary>
static class InsetDrawing
{
    const float RoomLeft = 29;
    const float RoomBelow = 19;
    const float RoomElsewhere = 7;

    public static void Draw(SKCanvas canvas, Inset inset, PanelFrame around)
    {
        var data = DataOf(inset, around.Data);
        using var paint = new SKPaint { IsAntialias = true, Color = Palette.White.ToSkia() };
        canvas.DrawRect(
            new SKRect(data.Left - RoomLeft, data.Top - RoomElsewhere, data.Right + RoomElsewhere, data.Bottom + RoomBelow),
            paint);
        if (inset.IsMagnifier)
        {
            paint.Style = SKPaintStyle.Stroke;
            paint.StrokeWidth = HouseStyle.FrameWidth;
            paint.Color = Palette.Graphite.ToSkia();
            canvas.DrawRect(around.RegionOf(inset.Panel), paint);
        }

        PanelDrawing.Draw(canvas, inset.Panel, data, HouseStyle.InsetTickLabelSize);
    }

    static SKRect DataOf(Inset inset, SKRect around) => SKRect.Create(
        around.Left + (float)inset.Left * around.Width,
        around.Bottom - (float)(inset.Bottom + inset.Height) * around.Height,
        (float)inset.Width * around.Width,
        (float)inset.Height * around.Height);
}
