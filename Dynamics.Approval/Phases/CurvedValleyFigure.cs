using System.Globalization;
using Dynamics.Experiments;

namespace Dynamics.Approval;

/// <summary>Phase 1 (report 3.1): gradient descent and the natural gradient in a curved valley.</summary>
public sealed class CurvedValleyFigure() : FigureApproval()
{
    const double Target = 1e-8;

    static readonly Ink Descending = Palette.Vermillion;
    static readonly Ink Natural = Palette.BluishGreen;
    static readonly Ink Plain = Palette.Graphite;

    static readonly ColourScale Shades = new(Axis.Log("loss L", 1e-3, 1e3), Ramp.Ground, Bands: 12);
    static readonly double[] Decades = [1e-2, 1e-1, 1, 10, 100];

    static readonly ValleyPoint Start = new(-1.2, 1, 0);
    static readonly ValleyPoint Minimum = new(1, 1, 0);

    protected override Figure Compose()
    {
        var settings = new CurvedValleySettings();
        var experiment = CurvedValley.Run(settings with
        {
            GradientDescent = [settings.GradientDescent[0]],
            NaturalGradient = [.. settings.NaturalGradient.Where(run => run.Step != 0.05)],
        });
        var paths = experiment.Paths;
        var descent = paths.Single(path => path.Method == "gradient descent");
        var natural = paths.Where(path => path.Method == "natural gradient").OrderByDescending(path => path.Step).ToList();
        var coarse = natural.Single(path => path.Step == 0.1);
        var fine = natural.Single(path => path.Step == 0.01);
        return new Figure
        {
            Title = "In the Fisher metric this valley is a round bowl, and small natural-gradient steps run straight down it",
            Panels =
            [
                OnTheValley(descent, coarse, fine, experiment.Geodesic),
                InFlatCoordinates(descent, coarse, fine, experiment.Geodesic),
                StepByStep(descent, natural),
            ],
            Caption = Caption(descent, coarse, fine),
            PanelWidth = 320,
            PanelHeight = 300,
        };
    }

    static Panel OnTheValley(ValleyPath descent, ValleyPath coarse, ValleyPath fine, IReadOnlyList<ValleyPoint> geodesic)
    {
        var x = new Axis("x", -1.6, 1.75);
        var y = new Axis("y", -0.6, 1.8);
        return new Panel
        {
            Title = "Gradient descent zig-zags across the valley, then crawls along it",
            X = x,
            Y = y,
            Marks =
            [
                Shaded(CurvedValley.Loss, x, y, Shades),
                .. Paths(descent, coarse, fine, geodesic, OnThePage),
                Landmark("start", OnThePage(Start)),
                Landmark("minimum", OnThePage(Minimum)),
                new Note("start", new Point(-1.25, 1), Plain) { Anchor = Anchor.MiddleRight },
                new Note("minimum", new Point(1.03, 1), Plain) { Anchor = Anchor.MiddleLeft },
                new Note("gradient descent", new Point(0, 0.36), Descending) { Anchor = Anchor.LowerCenter, Bold = true },
                new Note("natural gradient", new Point(-0.05, -0.38), Natural) { Anchor = Anchor.UpperCenter, Bold = true },
            ],
            Insets = [new Inset(ZigZag(descent, coarse, fine, geodesic), 0.36, 0.62, 0.32, 0.34)],
        };
    }

    static Panel ZigZag(ValleyPath descent, ValleyPath coarse, ValleyPath fine, IReadOnlyList<ValleyPoint> geodesic)
    {
        var x = new Axis("", -1.25, -0.75);
        var y = new Axis("", 0.8, 1.2);
        return new Panel
        {
            X = x,
            Y = y,
            Marks =
            [
                Shaded(CurvedValley.Loss, x, y, Shades),
                .. Paths(descent, coarse, fine, geodesic, OnThePage),
                Landmark("start", OnThePage(Start)),
            ],
        };
    }

    static Panel InFlatCoordinates(ValleyPath descent, ValleyPath coarse, ValleyPath fine, IReadOnlyList<ValleyPoint> geodesic)
    {
        var u = new Axis("u = x − 1", -2.6, 0.4);
        var v = new Axis("v = 10 (y − x²)", -6, 6.5);
        return new Panel
        {
            Title = "In flat coordinates the natural gradient follows the geodesic, up to O(η)",
            X = u,
            Y = v,
            Marks =
            [
                Shaded(CurvedValley.LossInFlatCoordinates, u, v, Shades with { HasBar = false }),
                .. Paths(descent, coarse, fine, geodesic, Flat),
                Landmark("start", Flat(Start)),
                Landmark("minimum", Flat(Minimum)),
                new Note("start", new Point(-2.2, -4.6), Plain) { Anchor = Anchor.UpperCenter },
                new Note("minimum", new Point(0, 0.2), Plain) { Anchor = Anchor.LowerCenter },
                new Note("gradient descent", new Point(-1.75, 0.2), Descending) { Anchor = Anchor.LowerLeft, Bold = true },
                new Note("η = 0.1", new Point(-1, -3.5), Natural) { Anchor = Anchor.UpperLeft, Bold = true },
                new Note("η = 0.01", new Point(-1.48, -2.75), Natural) { Anchor = Anchor.LowerRight, Bold = true },
                new Note("geodesic", new Point(-0.92, -1.7), Palette.Black) { Anchor = Anchor.LowerRight, Bold = true },
            ],
        };
    }

    static Panel StepByStep(ValleyPath descent, IReadOnlyList<ValleyPath> natural) => new()
    {
        Title = $"{Count(descent.Steps)} steps of gradient descent, {Count(natural[0].Steps)} to "
            + $"{Count(natural[^1].Steps)} of the natural gradient",
        X = Axis.Log("step k", 0.7, 5e4),
        Y = Axis.Log("loss L", 1e-11, 1e4),
        Marks =
        [
            new Guide("target", Palette.Slate) { Y = Target, InLegend = false },
            new Note("target 10⁻⁸", new Point(1.5, Target), Palette.Slate) { Anchor = Anchor.LowerLeft },
            .. natural.Select((path, index) => LossOf(path, Natural) with { InLegend = index == 0 }),
            LossOf(descent, Descending),
            .. natural.Select(path => StepsOf(path, Natural)),
            StepsOf(descent, Descending),
        ],
        Legend = Corner.UpperRight,
    };

    static Field Shaded(Func<double, double, double> loss, Axis x, Axis y, ColourScale shades) =>
        new("loss L", Grid.Of(loss, x, y, columns: 481, rows: 361), shades) { Contours = Decades };

    static Mark[] Paths(
        ValleyPath descent, ValleyPath coarse, ValleyPath fine, IReadOnlyList<ValleyPoint> geodesic, Func<ValleyPoint, Point> place) =>
    [
        Path(descent, Descending, place) with { Stroke = new Stroke(1.1f), Dot = new Dot(2.6f) },
        Path(fine, Natural, place),
        Path(coarse, Natural, place) with { Stroke = new Stroke(1.3f), Dot = new Dot(4) },
        new Curve("geodesic", [.. geodesic.Select(place)], Palette.Black) { Stroke = new Stroke(1.1f, Dash.Dashed) },
    ];

    static Curve Path(ValleyPath path, Ink ink, Func<ValleyPoint, Point> place) => new(NameOf(path), [.. path.Points.Select(place)], ink);

    static Point OnThePage(ValleyPoint point) => new(point.X, point.Y);

    static Point Flat(ValleyPoint point)
    {
        var (u, v) = point.Flatten(curvature: 10);
        return new(u, v);
    }

    static Curve Landmark(string name, Point at) =>
        new(name, [at], Palette.Black)
        {
            Dot = new Dot(8, name == "start" ? DotShape.Square : DotShape.Diamond, Rim: true),
            InLegend = false,
        };

    static Curve LossOf(ValleyPath path, Ink ink) =>
        new(NameOf(path), [.. path.Points.Select((point, k) => new Point(k, point.Loss)).Skip(1)], ink)
        {
            LegendName = path.Method,
        };

    static Note StepsOf(ValleyPath path, Ink ink) =>
        new($"η = {Step(path)}\n{Count(path.Steps)}", new Point(Math.Max(path.Steps, 2.7), Target / 2), ink)
        {
            Anchor = Anchor.UpperCenter,
        };

    static string Caption(ValleyPath descent, ValleyPath coarse, ValleyPath fine) =>
        "L = ½ [(1 − x)² + 100 (y − x²)²] is up to a constant the negative log-likelihood of one observation (1, 0) of "
        + "N((x, 10 (y − x²)), I). "
        + "Its Fisher information F = JᵀJ has determinant 100 everywhere and is flat: geodesics are straight in (u, v), where "
        + "L = ½ (u² + v²). Shades in (a) and (b) tell L; dots are steps; the axes of (b) have different scales.\n"
        + $"In the Fisher metric, gradient descent at η = {Step(descent)}, just below the largest stable step at the minimum, "
        + $"2/λ_max = 0.0040, takes {Ratio(descent)} times the length of the geodesic (dashed), the natural gradient "
        + $"{Ratio(coarse)} times at η = {Step(coarse)} and {Ratio(fine)} times at η = {Step(fine)}.";

    static string NameOf(ValleyPath path) => $"{path.Method}, η = {Step(path)}";

    static string Step(ValleyPath path) => path.Step.ToString("0.####", CultureInfo.InvariantCulture);

    static string Count(int steps) => steps.ToString("N0", CultureInfo.InvariantCulture);

    static string Ratio(ValleyPath path) => path.LengthOverGeodesic.ToString("G5", CultureInfo.InvariantCulture);
}
