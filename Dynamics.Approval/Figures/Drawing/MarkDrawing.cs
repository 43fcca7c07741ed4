using ScottPlot;

namespace Dynamics.Approval;

/// <summary>
/// Puts a mark on a plot, by places: logarithms have been taken, and what has no place leaves a gap. Notes are words,
/// and words are drawn apart.
/// </summary>
static class MarkDrawing
{
    public static void Add(Plot plot, Mark mark, Panel panel, SkiaSharp.SKRect data)
    {
        switch (mark)
        {
            case Curve curve:
                Add(plot, curve.Stroke, curve.Dot, curve.Ink, Places(curve.Points, panel));
                break;
            case ColouredCurve curve:
                plot.Add.Plottable(new ColouredCurvePlottable(curve, Places(curve.Points, panel)));
                break;
            case Band band:
                Add(plot, band, panel);
                break;
            case Field field:
                FieldDrawing.Add(plot, field, data);
                break;
            case Guide guide:
                Add(plot, guide, panel);
                break;
            case Note:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(mark), mark.GetType().Name, "There is no drawing of this mark.");
        }
    }

    static Coordinates Place(Point point, Panel panel) =>
        new(FiniteOrGap(panel.X.Place(point.X)), FiniteOrGap(panel.Y.Place(point.Y)));

    static Coordinates[] Places(IReadOnlyList<Point> points, Panel panel) =>
        [.. points.Select(point => Place(point, panel))];

    static void Add(Plot plot, Stroke? stroke, Dot? dot, Ink ink, Coordinates[] places)
    {
        if (stroke is { Halo: true })
        {
            var halo = plot.Add.Scatter(places);
            halo.LineStyle = CurveStyle.Halo(stroke);
            halo.MarkerStyle = MarkerStyle.None;
        }

        var line = plot.Add.Scatter(places);
        line.LineStyle = CurveStyle.Line(stroke, ink);
        line.MarkerStyle = CurveStyle.Marker(dot, ink);
    }

    static void Add(Plot plot, Band band, Panel panel)
    {
        var xs = band.Xs.Select(panel.X.Place).ToArray();
        var fill = plot.Add.FillY(xs, [.. band.Lows.Select(panel.Y.Place)], [.. band.Highs.Select(panel.Y.Place)]);
        fill.FillColor = band.Ink.ToScottPlot(HouseStyle.BandOpacity);
        fill.LineWidth = 0;
        fill.MarkerSize = 0;
    }

    static void Add(Plot plot, Guide guide, Panel panel)
    {
        Coordinates[] ends = guide.X is { } x
            ? [Place(new Point(x, panel.Y.Min), panel), Place(new Point(x, panel.Y.Max), panel)]
            : [Place(new Point(panel.X.Min, guide.Y!.Value), panel), Place(new Point(panel.X.Max, guide.Y.Value), panel)];
        Add(plot, guide.Stroke, dot: null, guide.Ink, ends);
    }

    static double FiniteOrGap(double place) => double.IsFinite(place) ? place : double.NaN;
}
