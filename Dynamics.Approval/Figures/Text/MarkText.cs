namespace Dynamics.Approval;

/// <summary>What a mark says: its name, its style, its numbers.</summary>
static class MarkText
{
    public static IEnumerable<string> Of(Mark mark, Panel panel) => mark switch
    {
        Curve curve => Of(curve, panel),
        Band band => Of(band),
        ColouredCurve curve => Of(curve, panel),
        Field field => Of(field),
        Guide guide => Of(guide),
        Note note => Of(note),
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark.GetType().Name, "There is no text for this mark."),
    };

    static IEnumerable<string> Of(Curve curve, Panel panel) =>
        [$"curve '{curve.Name}': {string.Join(", ", Style(curve))}", .. Numbered(curve.Points, panel)];

    static IEnumerable<string> Style(Curve curve)
    {
        yield return curve.Ink.Name;
        if (curve.Stroke is { } stroke)
        {
            yield return Of(stroke);
        }

        if (curve.Dot is { } dot)
        {
            yield return $"{Lower(dot.Shape)} dots";
        }
    }

    static IEnumerable<string> Of(Band band) =>
    [
        $"band '{band.Name}': {band.Ink.Name}, {band.Xs.Count} points",
        $"  x {Range(band.Xs)}, low {Range(band.Lows)}, high {Range(band.Highs)}",
    ];

    static IEnumerable<string> Of(ColouredCurve curve, Panel panel) =>
    [
        $"curve '{curve.Name}', coloured by {Of(curve.Colours)}",
        .. Numbered(curve.Points, panel),
        $"  values first {Numbers.Say(curve.Values[0])}, last {Numbers.Say(curve.Values[^1])}, {Range(curve.Values)}",
    ];

    static IEnumerable<string> Of(Field field)
    {
        var (least, greatest) = (field.Grid.Least, field.Grid.Greatest);
        yield return $"field '{field.Name}': {field.Grid.Xs.Count} × {field.Grid.Ys.Count} points";
        yield return $"  least {Numbers.Say(least.Value)} at {Numbers.Say(least.At)}, " +
            $"greatest {Numbers.Say(greatest.Value)} at {Numbers.Say(greatest.At)}";
        if (field.Colours is { } colours)
        {
            yield return $"  coloured by {Of(colours)}";
        }

        if (field.Contours.Count > 0)
        {
            yield return $"  {field.ContourInk.Name} contours at {Numbers.Say(field.Contours)}";
        }
    }

    static IEnumerable<string> Of(Guide guide) =>
        [$"guide '{guide.Name}' at {Place(guide)}: {guide.Ink.Name}, {Of(guide.Stroke)}"];

    static string Place(Guide guide) =>
        guide.X is { } x ? $"x = {Numbers.Say(x)}" : $"y = {Numbers.Say(guide.Y!.Value)}";

    static IEnumerable<string> Of(Note note) =>
        [$"note '{note.Text.Replace("\n", " / ")}' at {Numbers.Say(note.At)}{Target(note)}: {note.Ink.Name}"];

    static string Target(Note note) => note.PointsTo is { } target ? $", pointing to {Numbers.Say(target)}" : "";

    static string Of(Stroke stroke) => Lower(stroke.Dash);

    static string Of(ColourScale scale) =>
        $"{PanelText.Of(Lower(scale.Ramp), scale.Axis)}{(scale.Bands == 0 ? "" : $", {scale.Bands} bands")}";

    static IEnumerable<string> Numbered(IReadOnlyList<Point> points, Panel panel)
    {
        if (points.Count == 1)
        {
            yield return $"  at {Numbers.Say(points[0])}";
            yield break;
        }

        yield return $"  {points.Count} points: first {Numbers.Say(points[0])}, last {Numbers.Say(points[^1])}";
        yield return $"  x {Range(points.Select(p => p.X))}, y {Range(points.Select(p => p.Y))}{Outside(points, panel)}";
    }

    static string Outside(IReadOnlyList<Point> points, Panel panel)
    {
        var outside = points.Count(point => !panel.X.Holds(point.X) || !panel.Y.Holds(point.Y));
        return outside == 0 ? "" : $"; {outside} outside the frame";
    }

    static string Range(IEnumerable<double> values)
    {
        var all = values.ToList();
        return $"{Numbers.Say(all.Min())} to {Numbers.Say(all.Max())}";
    }

    static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
