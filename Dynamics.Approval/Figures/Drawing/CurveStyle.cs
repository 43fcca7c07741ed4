using ScottPlot;

namespace Dynamics.Approval;

/// <summary>Strokes and dots as the drawing library calls them.</summary>
static class CurveStyle
{
    public static LineStyle Line(Stroke? stroke, Ink ink) => stroke is null
        ? LineStyle.None
        : new LineStyle(stroke.Width, ink.ToScottPlot(), Pattern(stroke.Dash)) { Rounded = stroke.Dash == Dash.Solid };

    public static LineStyle Halo(Stroke stroke) =>
        new(stroke.Width + 2 * HouseStyle.HaloWidth, Palette.White.ToScottPlot()) { Rounded = true };

    public static MarkerStyle Marker(Dot? dot, Ink ink)
    {
        if (dot is null)
        {
            return MarkerStyle.None;
        }

        var style = new MarkerStyle(Shape(dot.Shape), dot.Size, ink.ToScottPlot());
        if (dot.Shape == DotShape.Cross)
        {
            style.LineWidth = HouseStyle.CrossWidth;
            return style;
        }

        style.OutlineColor = Palette.White.ToScottPlot();
        style.OutlineWidth = dot.Rim ? HouseStyle.HaloWidth : 0;
        return style;
    }

    static MarkerShape Shape(DotShape shape) => shape switch
    {
        DotShape.Circle => MarkerShape.FilledCircle,
        DotShape.Square => MarkerShape.FilledSquare,
        DotShape.Diamond => MarkerShape.FilledDiamond,
        DotShape.Triangle => MarkerShape.FilledTriangleUp,
        DotShape.Cross => MarkerShape.Eks,
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "There is no such dot."),
    };

    static LinePattern Pattern(Dash dash) => dash switch
    {
        Dash.Solid => LinePattern.Solid,
        Dash.Dashed => new LinePattern([5, 3], 0, "dashed"),
        Dash.Dotted => new LinePattern([1.5f, 2.5f], 0, "dotted"),
        _ => throw new ArgumentOutOfRangeException(nameof(dash), dash, "There is no such dash."),
    };
}
