using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>
/// Text of one size, filled as outlines: hinting and glyph caches, in which systems differ, have no part in it.
/// </summary>
sealed class Words : IDisposable
{
    const float Leading = 1.36f;

    readonly SKFont _font;
    readonly SKPaint _paint;

    public Words(float size, Ink ink, bool bold = false)
    {
        _font = new SKFont(HouseFonts.Face(bold), size)
        {
            Hinting = SKFontHinting.None,
            LinearMetrics = true,
            Subpixel = true,
        };
        _paint = new SKPaint { Color = ink.ToSkia(), IsAntialias = true };
        CapHeight = _font.Metrics.CapHeight;
    }

    public float LineHeight => _font.Size * Leading;

    /// <summary>The height of a capital: what the eye takes for the height of a line.</summary>
    public float CapHeight { get; }

    public float WidthOf(string text) => _font.MeasureText(text);

    /// <summary>The lines of a text, broken at spaces where they would be wider than a width.</summary>
    public IReadOnlyList<string> Broken(string text, float width) =>
        [.. text.Split('\n').SelectMany(line => BrokenLine(line, width))];

    /// <summary>Draws lines below a point.</summary>
    public void DrawBelow(SKCanvas canvas, IEnumerable<string> lines, float left, float top)
    {
        foreach (var line in lines)
        {
            Fill(canvas, line, left, top + _font.Size);
            top += LineHeight;
        }
    }

    /// <summary>Draws a text, of one line or more, so that one of its anchors stands at a point.</summary>
    public void Draw(SKCanvas canvas, string text, SKPoint at, Anchor anchor)
    {
        var lines = text.Split('\n');
        var height = CapHeight + (lines.Length - 1) * LineHeight;
        var baseline = at.Y + CapHeight - height * Anchors.FromTop(anchor);
        foreach (var line in lines)
        {
            Fill(canvas, line, at.X - WidthOf(line) * Anchors.FromLeft(anchor), baseline);
            baseline += LineHeight;
        }
    }

    /// <summary>Draws one line, turned about its middle.</summary>
    public void DrawTurned(SKCanvas canvas, string text, SKPoint middle, float degrees)
    {
        canvas.Save();
        canvas.RotateDegrees(degrees, middle.X, middle.Y);
        Draw(canvas, text, middle, Anchor.MiddleCenter);
        canvas.Restore();
    }

    public void Dispose()
    {
        _font.Dispose();
        _paint.Dispose();
    }

    void Fill(SKCanvas canvas, string line, float left, float baseline)
    {
        RefuseMissingGlyphs(line);
        using var outlines = _font.GetTextPath(line, new SKPoint(left, baseline));
        canvas.DrawPath(outlines, _paint);
    }

    void RefuseMissingGlyphs(string line)
    {
        if (!_font.ContainsGlyphs(line))
        {
            throw new ArgumentException($"{HouseFonts.Family} cannot write all of '{line}'.", nameof(line));
        }
    }

    IEnumerable<string> BrokenLine(string text, float width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && WidthOf(longer) > width)
            {
                yield return line;
                longer = word;
            }

            line = longer;
        }

        yield return line;
    }
}
