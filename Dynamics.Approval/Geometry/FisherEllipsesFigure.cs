using System.Globalization;
using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;

namespace Dynamics.Approval;

/// <summary>
/// The Fisher information of three families, seen as ellipses, and the divergence balls that they stand for (report 2.1).
/// </summary>
public sealed class FisherEllipsesFigure() : FigureApproval()
{
    const int Width = 320, Height = 300;
    const double Radius = 0.3;

    static readonly Ink Ellipse = Palette.BluishGreen;
    static readonly Ink Ball = Palette.Black;

    protected override Figure Compose()
    {
        var categorical = At(new Reparameterised(new Categorical(3), new LogOddsChart(2)), OnTheSimplex);
        var gaussian = At(new Gaussian(), OfGaussians);
        var valley = At(new CurvedValleyModel(3), AcrossTheValley);
        return new Figure
        {
            Title = $"Fisher ellipses are divergence balls to leading order: at r = {Say(Radius)} up to {Miss(categorical)}, "
                + $"{Miss(gaussian)} and {Miss(valley)} off",
            Panels = [Simplex(categorical), Gaussians(gaussian), Valley(valley)],
            Caption = Caption(categorical, gaussian, valley),
            PanelWidth = Width,
            PanelHeight = Height,
        };
    }

    static FisherEllipsesResult At(IStatisticalModel model, (double, double)[] centres) =>
        FisherEllipses.Run(new(model, [.. centres], Radius));

    static (double, double)[] OnTheSimplex =>
        [(1 / 3.0, 1 / 3.0), (0.7, 0.15), (0.15, 0.7), (0.15, 0.15), (0.45, 0.45), (0.1, 0.45), (0.45, 0.1)];

    static (double, double)[] OfGaussians =>
    [
        .. from logScale in new[] { -1.2, -0.6, 0 } from mean in new[] { -1.8, -0.9, 0, 0.9, 1.8 } select (mean, logScale),
        (-1.3, 0.6), (0, 0.6), (1.3, 0.6),
        (-1.1, 1.2), (1.1, 1.2),
    ];

    static (double, double)[] AcrossTheValley =>
        [.. from x in new[] { -1.2, -0.6, 0, 0.6, 1.2 } from y in new[] { -0.4, 0.4, 1.2 } select (x, y)];

    static Panel Simplex(FisherEllipsesResult result)
    {
        var (x, y) = EqualUnits.Of(new("p₁ + ½ p₂", -0.08, 1.08), new("½ √3 p₂", -0.1, 1), Width, Height);
        return new Panel
        {
            Title = "Three outcomes, by their probabilities",
            X = x,
            Y = y,
            Marks =
            [
                new Curve("simplex", [new(0, 0), new(1, 0), OnThePage((0, 1)), new(0, 0)],
                    Palette.Slate) { Stroke = new Stroke(1), InLegend = false },
                .. Marks(result, OnThePage),
                new Note("p₀ = 1", new Point(0, 0), Palette.Graphite) { Anchor = Anchor.UpperCenter },
                new Note("p₁ = 1", new Point(1, 0), Palette.Graphite) { Anchor = Anchor.UpperCenter },
                new Note("p₂ = 1", OnThePage((0, 1)), Palette.Graphite) { Anchor = Anchor.LowerCenter },
            ],
        };

        static Point OnThePage((double P1, double P2) p) => new(p.P1 + p.P2 / 2, Math.Sqrt(0.75) * p.P2);
    }

    static Panel Gaussians(FisherEllipsesResult result)
    {
        var (x, y) = EqualUnits.Of(new("μ", -2.3, 2.3), new("log σ", -1.6, 2.2), Width, Height);
        return new Panel
        {
            Title = "Gaussians, by mean and log scale",
            X = x,
            Y = y,
            Marks = [.. Marks(result, point => new(point.X, point.Y))],
            Legend = Corner.UpperRight,
        };
    }

    static Panel Valley(FisherEllipsesResult result)
    {
        var (x, y) = EqualUnits.Of(new("x", -1.6, 1.6), new("y", -1.3, 2.15), Width, Height);
        return new Panel
        {
            Title = "The valley of phase 1, less bent",
            X = x,
            Y = y,
            Marks =
            [
                new Curve("valley floor", [.. Enumerable.Range(0, 65).Select(k => k / 20.0 - 1.6).Select(x => new Point(x, x * x))],
                    Palette.Slate)
                {
                    Stroke = new Stroke(1),
                },
                .. Marks(result, point => new(point.X, point.Y)),
                new Note("floor", new Point(0, 0), Palette.Slate) { Anchor = Anchor.UpperCenter },
            ],
        };
    }

    static Curve[] Marks(FisherEllipsesResult result, Func<(double X, double Y), Point> place) =>
    [
        .. result.Ellipses.Select((ellipse, index) => new Curve("dᵀF d = r²", [.. ellipse.Ellipse.Select(place)], Ellipse)
        {
            InLegend = index == 0,
        }),
        .. result.Ellipses.Select((ellipse, index) => new Curve("KL(θ, θ + d) = r² / 2", [.. ellipse.DivergenceBall.Select(place)], Ball)
        {
            Stroke = new Stroke(1.1f, Dash.Dashed),
            InLegend = index == 0,
        }),
        .. result.Ellipses.Select(
            ellipse => new Curve("centre", [place(ellipse.Centre)], Palette.Slate) { Dot = new Dot(2.5f), InLegend = false }),
    ];

    static string Caption(FisherEllipsesResult categorical, FisherEllipsesResult gaussian, FisherEllipsesResult valley) =>
        $"Ellipses dᵀF d = r² of the Fisher information with r = {Say(Radius)} everywhere, and dashed what they stand for: where "
        + "KL(θ, θ + d) first reaches r² / 2. Units of both axes are equal in each panel.\n"
        + "Seen from its centre, a ball reaches between "
        + $"{Reach(categorical)} as far as its ellipse for the three outcomes, {Reach(gaussian)} for the Gaussian, and {Reach(valley)} in "
        + "the valley "
        + "L = ½ [(1 − x)² + 9 (y − x²)²], where the relative error, of order r, is largest.";

    static string Say(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    static string Miss(FisherEllipsesResult result) => result.LargestMiss.ToString("0 %", CultureInfo.InvariantCulture);

    static string Reach(FisherEllipsesResult result)
    {
        var least = result.Ellipses.Min(ellipse => ellipse.LeastReach);
        var greatest = result.Ellipses.Max(ellipse => ellipse.GreatestReach);
        return string.Create(CultureInfo.InvariantCulture, $"{least:0.00} and {greatest:0.00} times");
    }
}
