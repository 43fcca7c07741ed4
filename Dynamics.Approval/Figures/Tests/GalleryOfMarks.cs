namespace Dynamics.Approval;

/// <summary>Every kind of mark once: what the house style looks like, and a place to see what a change of it does.</summary>
public sealed class GalleryOfMarks() : FigureApproval()
{
    const int Width = 290, Height = 180;

    protected override Figure Compose() => new()
    {
        Title = "Every kind of mark, once",
        Panels = [Curves(), Logarithms(), Saddle(), Spiral()],
        Columns = 2,
        Caption = "A panel says what it shows in its title, an axis carries its symbol, and a legend keeps off the data. "
            + "A caption that is longer than a line is broken where it would leave the figure.",
        PanelWidth = Width,
        PanelHeight = Height,
    };

    static Panel Curves() => new()
    {
        Title = "A curve in its band, points, and a guide",
        X = new Axis("t", 0, 120),
        Y = new Axis("x(t)", -1, 2),
        Marks =
        [
            new Band("spread", Times, [.. Turning.Select(p => p.X - 0.2)], [.. Turning.Select(p => p.X + 0.2)], Palette.Blue),
            new Curve("mean", [.. Wave], Palette.Blue),
            new Guide("bound", Palette.Slate) { Y = -0.8 },
            new Curve("samples", [.. Wave.Where((_, t) => t % 8 == 0)], Palette.Orange)
            {
                Stroke = null,
                Dot = new Dot(6, DotShape.Cross),
            },
            new Note("last sample", new Point(104, -0.35), Palette.Graphite)
            {
                Anchor = Anchor.UpperCenter,
                PointsTo = Wave[120],
            },
        ],
        Legend = Corner.UpperRight,
    };

    static Panel Logarithms() => new()
    {
        Title = "Powers, on logarithmic axes",
        X = Axis.Log("n", 1, 1e3),
        Y = Axis.Log("error", 1e-7, 10),
        Marks =
        [
            Power(-0.5, Palette.Vermillion, Dash.Solid, DotShape.Circle),
            Power(-1, Palette.BluishGreen, Dash.Dashed, DotShape.Square),
            Power(-2, Palette.ReddishPurple, Dash.Dotted, DotShape.Triangle),
        ],
        Legend = Corner.LowerLeft,
    };

    static Panel Saddle()
    {
        var (x, y) = (new Axis("x", -2, 2), new Axis("y", -1, 1));
        return new Panel
        {
            Title = "A field, its contours, a haloed curve",
            X = x,
            Y = y,
            Marks =
            [
                new Field("x² − 4 y²", Grid.Of((a, b) => a * a - 4 * b * b, x, y, 81, 41),
                    new ColourScale(new Axis("x² − 4 y²", -4, 4), Ramp.Diverging))
                {
                    Contours = [-3, -2, -1, 0, 1, 2, 3],
                },
                new Curve("ridge", [new Point(-2, 0), new Point(2, 0)], Palette.Black) { Stroke = new Stroke(Halo: true) },
                new Curve("saddle", [new Point(0, 0)], Palette.Black) { Dot = new Dot(9, DotShape.Diamond, Rim: true) },
            ],
        };
    }

    static Panel Spiral()
    {
        var (x, y) = EqualUnits.Of(new Axis("x", -1.1, 3.1), new Axis("y", -1, 1.1), Width, Height);
        var spiral = new ColouredCurve("spiral", Turning, Times, new ColourScale(new Axis("time t", 0, 120), Ramp.Viridis));
        return new Panel
        {
            Title = "A curve coloured by time, in equal units, and its end",
            X = x,
            Y = y,
            Marks = [spiral],
            Insets =
            [
                new Inset(
                    new Panel { X = new Axis("", -0.2, 0.2), Y = new Axis("", -0.2, 0.2), Marks = [spiral] },
                    Left: 0.64, Bottom: 0.42, Width: 0.32, Height: 0.5),
            ],
        };
    }

    static Curve Power(double exponent, Ink ink, Dash dash, DotShape shape) => new(
        FormattableString.Invariant($"slope −{-exponent}"),
        [.. new[] { 1, 3, 10, 30, 100, 300, 1000 }.Select(n => new Point(n, Math.Pow(n, exponent)))],
        ink)
    {
        Stroke = new Stroke(Dash: dash),
        Dot = new Dot(Shape: shape),
    };

    static readonly Point[] Turning = [.. TurnAndShrink(new Point(1, 0)).Take(121)];

    static readonly double[] Times = [.. Turning.Select((_, t) => (double)t)];

    static readonly Point[] Wave = [.. Turning.Select((p, t) => new Point(t, p.X))];

    static IEnumerable<Point> TurnAndShrink(Point p)
    {
        while (true)
        {
            yield return p;
            p = new Point(0.98 * (0.96 * p.X - 0.28 * p.Y), 0.98 * (0.28 * p.X + 0.96 * p.Y));
        }
    }
}
