using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>Words at their place, and the line to what they speak of.</summary>
static class NoteDrawing
{
    const float Clearance = 4;

    public static void Draw(SKCanvas canvas, Note note, PanelFrame frame)
    {
        var at = frame.At(note.At);
        if (note.PointsTo is { } target)
        {
            using var line = new SKPaint
            {
                Color = note.Ink.ToSkia(),
                IsAntialias = true,
                StrokeWidth = HouseStyle.FrameWidth,
            };
            canvas.DrawLine(at, frame.At(target), line);
        }

        using var words = new Words(HouseStyle.NoteSize, note.Ink, note.Bold);
        words.Draw(canvas, note.Text, Clear(at, note.Anchor), note.Anchor);
    }

    static SKPoint Clear(SKPoint at, Anchor anchor) => new(
        at.X + Clearance * (1 - 2 * Anchors.FromLeft(anchor)),
        at.Y + Clearance * (1 - 2 * Anchors.FromTop(anchor)));
}
