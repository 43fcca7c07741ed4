using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>The picture of a figure.</summary>
public static class FigureDrawing
{
    /// <summary>A PNG that is the same, byte by byte, whenever and wherever the same machine code draws it.</summary>
    public static byte[] Png(Figure figure)
    {
        using var title = new Words(HouseStyle.TitleSize, Palette.Graphite, bold: true);
        using var panelTitle = new Words(HouseStyle.PanelTitleSize, Palette.Graphite, bold: true);
        using var caption = new Words(HouseStyle.CaptionSize, Palette.Graphite);
        var layout = FigureLayout.Of(figure, title, panelTitle, caption);

        using var surface = SKSurface.Create(new SKImageInfo(
            (int)MathF.Ceiling(layout.Width) * HouseStyle.PixelsPerPoint,
            (int)MathF.Ceiling(layout.Height) * HouseStyle.PixelsPerPoint,
            SKColorType.Rgba8888,
            SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(HouseStyle.PixelsPerPoint);

        var textWidth = layout.Width - 2 * HouseStyle.Margin;
        title.DrawBelow(canvas, title.Broken(figure.Title, textWidth), HouseStyle.Margin, HouseStyle.Margin);
        for (var index = 0; index < figure.Panels.Count; index++)
        {
            var panel = figure.Panels[index];
            DrawTitle(canvas, panelTitle, panel.Title, PanelLetter.Of(index, figure.Panels.Count), layout, index);
            PanelDrawing.Draw(canvas, panel, layout.Data[index]);
        }

        if (figure.Caption.Length > 0)
        {
            caption.DrawBelow(canvas, caption.Broken(figure.Caption, textWidth), HouseStyle.Margin, layout.CaptionTop);
        }

        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    static void DrawTitle(SKCanvas canvas, Words words, string title, string? letter, FigureLayout layout, int index)
    {
        var data = layout.Data[index];
        var lines = words.Broken(title, data.Width);
        var top = data.Top - lines.Count * words.LineHeight - HouseStyle.Margin / 3;
        words.DrawBelow(canvas, lines, data.Left, top);
        if (letter is not null)
        {
            words.DrawBelow(canvas, [letter], data.Left - words.WidthOf(letter + " "), top);
        }
    }
}
