namespace Dynamics.Approval;

/// <summary>
/// Three-dimensional paths on a flat panel: a cube that is as wide as the widest coordinate, with the others in its middle at the same
/// scale, projected without perspective, seen from above the corner where the first is large and the second small.
/// </summary>
sealed class View3D
{
    const double Azimuth = -55 * Math.PI / 180;
    const double Elevation = 24 * Math.PI / 180;
    const int GridLines = 4;

    readonly (double Low, double High)[] _limits;

    public View3D(IReadOnlyList<double[]> points)
    {
        (double Low, double High)[] ranges =
            [.. Enumerable.Range(0, 3).Select(k => (points.Min(point => point[k]), points.Max(point => point[k])))];
        var half = ranges.Max(range => range.High - range.Low) / 2;
        _limits = [.. ranges.Select(range => ((range.Low + range.High) / 2 - half, (range.Low + range.High) / 2 + half))];
    }

    /// <summary>No numbers: what the coordinates are is said along the edges.</summary>
    public static Axis X => new("", -.95, .95) { HasTicks = false };

    public static Axis Y => new("", -.84, .84) { HasTicks = false };

    public Point At(double[] point) => InCube(Share(point, 0), Share(point, 1), Share(point, 2));

    /// <summary>Straight below, on the floor.</summary>
    public Point Below(double[] point) => InCube(Share(point, 0), Share(point, 1), 0);

    /// <summary>The floor with its grid, the two walls behind, and the names of the coordinates.</summary>
    public static IEnumerable<Mark> Room(string first, string second, string third)
    {
        for (var i = 0; i <= GridLines; i++)
        {
            var at = i / (double)GridLines;
            yield return Line("floor", (at, 0, 0), (at, 1, 0));
            yield return Line("floor", (0, at, 0), (1, at, 0));
            yield return Line("wall", (0, at, 0), (0, at, 1));
            yield return Line("wall", (0, 0, at), (0, 1, at));
            yield return Line("wall", (at, 1, 0), (at, 1, 1));
            yield return Line("wall", (0, 1, at), (1, 1, at));
        }

        yield return new Note(first, InCube(.5, -.1, 0), Palette.Graphite) { Anchor = Anchor.UpperRight };
        yield return new Note(second, InCube(1.08, .5, 0), Palette.Graphite) { Anchor = Anchor.UpperLeft };
        yield return new Note(third, InCube(0, -.02, 1.06), Palette.Graphite) { Anchor = Anchor.LowerCenter };
    }

    static Curve Line(string name, (double X, double Y, double Z) from, (double X, double Y, double Z) to) =>
        new(name, [InCube(from.X, from.Y, from.Z), InCube(to.X, to.Y, to.Z)], Palette.Mist) { Stroke = new Stroke(.8f), InLegend = false };

    double Share(double[] point, int k) => (point[k] - _limits[k].Low) / (_limits[k].High - _limits[k].Low);

    static Point InCube(double x, double y, double z)
    {
        var (right, towards) =
            (-Math.Sin(Azimuth) * (x - .5) + Math.Cos(Azimuth) * (y - .5), Math.Cos(Azimuth) * (x - .5) + Math.Sin(Azimuth) * (y - .5));
        return new(right, Math.Cos(Elevation) * (z - .5) - Math.Sin(Elevation) * towards);
    }
}
