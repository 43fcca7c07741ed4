using System.Globalization;
using Dynamics.Experiments;
using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Approval;

/// <summary>Phase 1 in two charts of one manifold: what depends on the coordinates, and what does not (report 2.1, 3.1).</summary>
public sealed class TwoChartsFigure() : FigureApproval()
{
    const int Width = 320, Height = 320;

    static readonly Ink Descending = Palette.Vermillion;
    static readonly Ink Natural = Palette.BluishGreen;
    static readonly ColourScale Shades = new(Axis.Log("loss L", 1e-2, 1e2), Ramp.Ground, Bands: 8);

    static readonly (Axis X, Axis Y) First = EqualUnits.Of(new("x", -1.6, 1.5), new("y", -0.9, 1.9), Width, Height);
    static readonly (Axis X, Axis Y) Second = EqualUnits.Of(new("p", -2.1, 1.2), new("q", -0.1, 2.9), Width, Height);

    protected override Figure Compose()
    {
        var settings = new TwoChartsSettings();
        var result = TwoCharts.Run(settings);
        return new Figure
        {
            Title = "In two charts natural gradient descent takes the same path up to O(η), gradient descent two different ones",
            Panels = [InTheFirst(settings, result), InTheSecond(settings, result), Apart(settings, result)],
            Caption = Caption(settings, result),
            PanelWidth = Width,
            PanelHeight = Height,
        };
    }

    static Panel InTheFirst(TwoChartsSettings settings, TwoChartsResult result) => new()
    {
        Title = "A valley in coordinates (x, y), with the lines of (p, q) in white",
        X = First.X,
        Y = First.Y,
        Marks =
        [
            Shaded((x, y) => TwoCharts.Loss(settings, x, y), First, Shades with { HasBar = false }),
            .. Lines(Second, settings.Chart.Apply),
            .. Paths(result, point => new(point.X, point.Y)),
            new Note("start", new Point(-1.24, 1), Palette.Graphite) { Anchor = Anchor.MiddleRight },
            new Note("minimum", new Point(1, 1), Palette.Graphite) { Anchor = Anchor.MiddleRight },
            new Note("gradient descent", new Point(-0.62, 0.72), Descending) { Anchor = Anchor.MiddleLeft, Bold = true },
            new Note("natural gradient", new Point(-0.2, -0.25), Natural) { Anchor = Anchor.UpperCenter, Bold = true },
        ],
    };

    static Panel InTheSecond(TwoChartsSettings settings, TwoChartsResult result) => new()
    {
        Title = "The same valley and paths in coordinates (p, q), with the lines of (x, y)",
        X = Second.X,
        Y = Second.Y,
        Marks =
        [
            Shaded((p, q) => TwoCharts.LossInSecondChart(settings, p, q), Second, Shades),
            .. Lines(First, settings.Chart.Inverse),
            .. Paths(result, point => new(point.P, point.Q)),
        ],
        Legend = Corner.UpperLeft,
    };

    static Panel Apart(TwoChartsSettings settings, TwoChartsResult result) => new()
    {
        Title = $"At time {Say(settings.Duration)} two natural gradient runs are O(η) apart, two of gradient descent O(1)",
        X = Axis.Log("step size η", 5e-4, 0.25),
        Y = Axis.Log("Fisher distance of the two runs", 5e-4, 2),
        Marks =
        [
            Distances("gradient descent", GradientMethod.Plain, result, Descending),
            Distances("natural gradient", GradientMethod.Natural, result, Natural),
            new Note("gradient descent", new Point(4e-3, 0.72), Descending) { Anchor = Anchor.UpperCenter, Bold = true },
            new Note("natural gradient", new Point(1.2e-2, 1.2e-2), Natural) { Anchor = Anchor.UpperLeft, Bold = true },
        ],
    };

    static Field Shaded(Func<double, double, double> loss, (Axis X, Axis Y) axes, ColourScale shades) =>
        new("loss L", Grid.Of(loss, axes.X, axes.Y, columns: 241, rows: 241), shades);

    /// <summary>Lines along which one coordinate of the other chart keeps its value.</summary>
    static IEnumerable<Curve> Lines((Axis X, Axis Y) other, Func<Vector<double>, Vector<double>> map)
    {
        const double Spacing = 0.75, Reach = 3.75;
        const int Segments = 96;
        for (var value = -Reach; value <= Reach; value += Spacing)
        {
            yield return Line(other.X.Label, value, (constant, running) => [constant, running]);
            yield return Line(other.Y.Label, value, (constant, running) => [running, constant]);
        }

        Curve Line(string coordinate, double value, Func<double, double, double[]> at) =>
            new($"{coordinate} = {Say(value)}",
                [.. Enumerable.Range(0, Segments + 1).Select(k => Mapped(at(value, 2 * Reach * k / Segments - Reach)))], Palette.White)
            {
                Stroke = new Stroke(0.8f),
                InLegend = false,
            };

        Point Mapped(double[] point)
        {
            var mapped = map(Vector<double>.Build.Dense(point));
            return new(mapped[0], mapped[1]);
        }
    }

    static Mark[] Paths(TwoChartsResult result, Func<ChartedValleyPoint, Point> place) =>
    [
        .. result.Paths.Where(path => path.Chart == 1).Select(path => Path(path, place) with { Stroke = new Stroke(2.4f) }),
        .. result.Paths.Where(path => path.Chart == 2)
            .Select(path => Path(path, place) with { Stroke = new Stroke(0.9f), InLegend = false }),
        .. result.Paths.Where(path => path.Chart == 2).Select(path => TimesOf(path, place)),
        new Curve(
            "start", [place(result.Paths[0].Points[0])], Palette.Black) { Dot = new Dot(8, DotShape.Square, Rim: true), InLegend = false },
        new Curve("minimum", [place(result.Minimum)], Palette.Black) { Dot = new Dot(8, DotShape.Diamond, Rim: true), InLegend = false },
    ];

    static Curve Path(ChartedPath path, Func<ChartedValleyPoint, Point> place) =>
        new(NameOf(path), [.. path.Points.Select(place)], InkOf(path)) { LegendName = NameOf(path) };

    /// <summary>Where a run is at each quarter of a unit of time.</summary>
    static Curve TimesOf(ChartedPath path, Func<ChartedValleyPoint, Point> place)
    {
        var quarter = (int)Math.Round(0.25 / path.Step);
        return new(NameOf(path), [.. path.Points.Where((_, k) => k % quarter == 0).Select(place)], InkOf(path))
        {
            Stroke = null,
            Dot = new Dot(5.5f, Rim: true),
        };
    }

    static string NameOf(ChartedPath path) => $"{MethodOf(path)} run in {(path.Chart == 1 ? "(x, y)" : "(p, q)")}";

    static string MethodOf(ChartedPath path) => path.Method == GradientMethod.Natural ? "natural gradient" : "gradient descent";

    static Ink InkOf(ChartedPath path) => path.Method == GradientMethod.Natural ? Natural : Descending;

    static Curve Distances(string name, GradientMethod method, TwoChartsResult result, Ink ink) =>
        new(name, [.. result.DistancesOf(method).Select(distance => new Point(distance.Step, distance.Distance))],
            ink) { Dot = new Dot() };

    static string Caption(TwoChartsSettings settings, TwoChartsResult result) =>
        $"L = ½ [(1 − x)² + {Say(settings.Curvature * settings.Curvature)} (y − x²)²] is up to a constant the negative log-likelihood "
            + "of phase 1 with a less bent valley. "
        + "The other coordinates are x = p + 0.3 q, y = q − 0.3 p − 1.6 cos x; both panels have equal units. "
        + $"Each method runs once in each chart, with steps η = {Say(result.Paths[0].Step)} (natural) and "
        + $"{Say(result.Paths[2].Step)} (plain) "
        + $"up to time {Say(settings.PathDuration)}, the sum of the steps; dots are a quarter of a unit of time apart.\n"
        + $"The distance in (c) is that of the Fisher metric, the same in all coordinates; its slope at the smallest steps is "
        + $"{Slope(result, GradientMethod.Natural)} for the natural gradient and {Slope(result, GradientMethod.Plain)} for gradient "
        + "descent, whose distance stays at "
        + $"{result.DistancesOf(GradientMethod.Plain)[^1].Distance.ToString("0.00", CultureInfo.InvariantCulture)}.";

    static string Slope(TwoChartsResult result, GradientMethod method) =>
        Math.Abs(result.SlopeOf(method)).ToString("0.000", CultureInfo.InvariantCulture);

    static string Say(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
