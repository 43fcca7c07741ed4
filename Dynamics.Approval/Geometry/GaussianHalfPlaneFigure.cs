using System.Globalization;
using Dynamics.Experiments;

namespace Dynamics.Approval;

/// <summary>Gaussians as a half-plane: its shortest paths, and those that natural gradients take (report 2.1).</summary>
public sealed class GaussianHalfPlaneFigure() : FigureApproval()
{
    const int Width = 400, Height = 260;

    static readonly Ink Forward = Palette.BluishGreen;
    static readonly Ink Reverse = Palette.Blue;
    static readonly (Axis X, Axis Y) Plane = EqualUnits.Of(new("x = μ / √2", -2.5, 2.5), new("σ", 0, 3.25), Width, Height);

    protected override Figure Compose()
    {
        var settings = new GaussianHalfPlaneSettings();
        var result = GaussianHalfPlane.Run(settings);
        return new Figure
        {
            Title = "Natural-gradient flows of KL are straight in mean or natural parameters, and are not Fisher-Rao geodesics",
            Columns = 2,
            Panels = [Geodesics(result), Descents(result), InMeanParameters(result), InNaturalParameters(result)],
            Caption = Caption(settings, result),
            PanelWidth = Width,
            PanelHeight = Height,
        };
    }

    static Panel Geodesics(GaussianHalfPlaneResult result) => new()
    {
        Title = "Geodesics are half circles and upright lines; Fisher balls are circles",
        X = Plane.X,
        Y = Plane.Y,
        Marks =
        [
            .. result.Balls.Select((ball, index) => Path("Fisher ball", ball, InThePlane, Palette.Slate) with
            {
                Stroke = new Stroke(0.9f),
                InLegend = index == 0,
            }),
            .. result.Geodesics.Select((geodesic, index) =>
                Path("geodesic", geodesic, InThePlane, Palette.Black) with { InLegend = index == 0 }),
            .. result.Geodesics.Select(geodesic => new Curve(
                "ends", [InThePlane(geodesic.Points[0]), InThePlane(geodesic.Points[^1])], Palette.Black)
            {
                Stroke = null,
                Dot = new Dot(6),
                InLegend = false,
            }),
        ],
    };

    static Panel Descents(GaussianHalfPlaneResult result) => new()
    {
        Title = "The flows of the two divergences are not geodesics",
        X = Plane.X,
        Y = Plane.Y,
        Marks = [.. Ways(result, InThePlane)],
        Legend = Corner.UpperRight,
    };

    static Panel InMeanParameters(GaussianHalfPlaneResult result) => new()
    {
        Title = "In mean parameters, forward KL descends straight",
        X = new Axis("E[z] = μ", -3.2, 2.4),
        Y = new Axis("E[z²] = μ² + σ²", 0, 8.5),
        Marks = [.. Ways(result, point => new(point.MeanParameters.First, point.MeanParameters.Second))],
    };

    static Panel InNaturalParameters(GaussianHalfPlaneResult result) => new()
    {
        Title = "In natural parameters, reverse KL descends straight",
        X = new Axis("μ / σ²", -9, 7),
        Y = new Axis("−1 / (2 σ²)", -1.6, 0.1),
        Marks = [.. Ways(result, point => new(point.NaturalParameters.First, point.NaturalParameters.Second))],
    };

    static Mark[] Ways(GaussianHalfPlaneResult result, Func<HalfPlanePoint, Point> place) =>
    [
        .. result.Descents.SelectMany((descent, index) => (Curve[])
        [
            Path("forward, KL(target, θ)", descent.Forward, place, Forward) with { InLegend = index == 0 },
            Path("reverse, KL(θ, target)", descent.Reverse, place, Reverse) with { InLegend = index == 0 },
            Path("geodesic", descent.Geodesic, place, Palette.Black)
                with { Stroke = new Stroke(1.3f, Dash.Dashed), InLegend = index == 0 },
        ]),
        .. result.Descents.Select(descent => Landmark("start", place(descent.Geodesic.Points[0]), DotShape.Square)),
        Landmark("target", place(result.Descents[0].Geodesic.Points[^1]), DotShape.Diamond),
        .. result.Descents.Select(
            descent => new Note("start", place(descent.Geodesic.Points[0]), Palette.Graphite) { Anchor = Anchor.MiddleRight }),
        new Note("target", place(result.Descents[0].Geodesic.Points[^1]), Palette.Graphite),
    ];

    static Curve Path(string name, HalfPlaneCurve curve, Func<HalfPlanePoint, Point> place, Ink ink) =>
        new(name, [.. curve.Points.Select(place)], ink);

    static Curve Landmark(string name, Point at, DotShape shape) =>
        new(name, [at], Palette.Black) { Dot = new Dot(8, shape, Rim: true), InLegend = false };

    static Point InThePlane(HalfPlanePoint point) => new(point.Abscissa, point.Scale);

    static string Caption(GaussianHalfPlaneSettings settings, GaussianHalfPlaneResult result) =>
        "Forward: KL(target, θ), the flow of maximum likelihood; reverse: KL(θ, target). The Fisher metric of N(μ, σ²), (dμ² + 2 dσ²) / "
            + "σ², is twice that of the Poincaré half-plane with x = μ / √2; (a) and (b) have equal units. "
        + $"Circles in (a) have the Fisher radius {Say(settings.BallRadius)}: a step of one size is longer where σ is large.\n"
        + "(b), (c) and (d) show the same curves. From the left start the natural-gradient flow is "
        + $"{Ratio(result.Descents[0].Forward, result.Descents[0])} (forward) and {Ratio(result.Descents[0].Reverse, result.Descents[0])} "
        + "(reverse) "
        + $"times as long as the geodesic, from the upper one {Ratio(result.Descents[1].Forward, result.Descents[1])} and "
        + $"{Ratio(result.Descents[1].Reverse, result.Descents[1])} times.";

    static string Ratio(HalfPlaneCurve curve, HalfPlaneDescent descent) =>
        (curve.Length / descent.Geodesic.Length).ToString("0.000", CultureInfo.InvariantCulture);

    static string Say(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
