namespace Dynamics.Approval;

/// <summary>A place in the units of the data.</summary>
public readonly record struct Point(double X, double Y);

/// <summary>Something drawn on a panel: one of the records below.</summary>
/// <param name="Name">What it is called in the figure's text.</param>
public abstract record Mark(string Name)
{
    /// <summary>What it is called in the panel's legend; its name unless told otherwise.</summary>
    public string LegendName { get; init; } = Name;

    /// <summary>Whether the panel's legend, if there is one, names it.</summary>
    public bool InLegend { get; init; } = true;
}

/// <summary>Points joined by a stroke, marked by dots, or both.</summary>
public sealed record Curve(string Name, IReadOnlyList<Point> Points, Ink Ink) : Mark(Name)
{
    public Stroke? Stroke { get; init; } = new();

    public Dot? Dot { get; init; }
}

/// <summary>The region between two curves over the same abscissae.</summary>
public sealed record Band(
    string Name, IReadOnlyList<double> Xs, IReadOnlyList<double> Lows, IReadOnlyList<double> Highs, Ink Ink) : Mark(Name);

/// <summary>A curve whose colour tells a value at each of its points.</summary>
public sealed record ColouredCurve(
    string Name, IReadOnlyList<Point> Points, IReadOnlyList<double> Values, ColourScale Colours) : Mark(Name)
{
    public float Width { get; init; } = 2;
}

/// <summary>A function on a grid as colours, contour lines, or both.</summary>
public sealed record Field(string Name, Grid Grid, ColourScale? Colours) : Mark(Name)
{
    /// <summary>The values of the contour lines.</summary>
    public IReadOnlyList<double> Contours { get; init; } = [];

    public Ink ContourInk { get; init; } = Palette.Slate;
}

/// <summary>A line across the panel at one x or one y.</summary>
public sealed record Guide(string Name, Ink Ink) : Mark(Name)
{
    public double? X { get; init; }

    public double? Y { get; init; }

    public Stroke Stroke { get; init; } = new(1, Dash.Dashed);
}

/// <summary>Words at a place.</summary>
public sealed record Note(string Text, Point At, Ink Ink) : Mark(Text)
{
    /// <summary>The part of the words that stands at the place.</summary>
    public Anchor Anchor { get; init; } = Anchor.MiddleLeft;

    /// <summary>Where a thin line leads from the words, if they speak of another place.</summary>
    public Point? PointsTo { get; init; }

    public bool Bold { get; init; }
}

public enum Anchor
{
    UpperLeft,
    UpperCenter,
    UpperRight,
    MiddleLeft,
    MiddleCenter,
    MiddleRight,
    LowerLeft,
    LowerCenter,
    LowerRight,
}
