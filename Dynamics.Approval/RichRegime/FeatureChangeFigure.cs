using System.Globalization;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.RichRegime;

namespace Dynamics.Approval;

/// <summary>A coordinate check: which parameterisations let features move at any width (report 2.2.2).</summary>
public sealed class FeatureChangeFigure() : FigureApproval()
{
    const int Networks = 32;

    static readonly int[] Widths = [32, 64, 128, 256, 512];

    protected override Figure Compose()
    {
        var ntk = Changes(Parameterization.Ntk, n => FeatureChange.LearningRate(Parameterization.Ntk, n));
        var maximal = Changes(Parameterization.MaximalUpdate, n => FeatureChange.LearningRate(Parameterization.MaximalUpdate, n));
        var meanField = Changes(Parameterization.MeanField, n => FeatureChange.LearningRate(Parameterization.MeanField, n));
        var slow = Changes(Parameterization.MeanField, n => FeatureChange.LearningRate(Parameterization.Ntk, n));
        return new()
        {
            Title = "In maximal update features move at any width, in NTK ever less",
            Panels =
            [
                new()
                {
                    Title = "Change of the hidden layer",
                    X = Axis.Log("width n", 25, 650),
                    Y = Axis.Log("|H at the end − H at the start| / |H at the start|", 1e-4, 2),
                    Marks =
                    [
                        .. Marked("maximal update", maximal, Palette.Blue, DotShape.Circle, Dash.Solid),
                        .. Marked("mean-field, η n", meanField, Palette.Orange, DotShape.Cross, Dash.Dotted),
                        .. Marked("NTK", ntk, Palette.Vermillion, DotShape.Square, Dash.Solid),
                        .. Marked("mean-field, η", slow, Palette.BluishGreen, DotShape.Triangle, Dash.Solid),
                    ],
                    Legend = Corner.LowerLeft,
                },
            ],
            Caption = $"One hidden tanh layer of width n, 8 points of a half circle, 8 steps of gradient descent with η = 0.1 on the sum of squared losses; H are its pre-activations. Means and ranges of {Networks} networks a width; slopes of the mean logarithm by least squares, ± 2 standard errors over networks.\n"
                + "Maximal update with η and mean-field scaling with η n are the same training, step by step (R6a), so their points coincide. With one η for all widths mean-field scaling hardly learns: no regime, but a learning rate that was not scaled. Laws R6b and R6c test the slopes −1/2 and 0.",
            PanelWidth = 640,
            PanelHeight = 320,
        };
    }

    static double[][] Changes(Parameterization parameterization, Func<int, double> rate) => [.. Widths.Select(n => Enumerable.Range(0, Networks)
        .Select(draw => FeatureChange.Relative(parameterization, n, rate(n), RandomStream.FromSeed(20260).Substream("features").Substream(n).Substream(draw))).ToArray())];

    static Mark[] Marked(string name, double[][] changes, Ink ink, DotShape shape, Dash dash)
    {
        var slopes = Enumerable.Range(0, Networks).Select(draw => Slope([.. changes.Select(width => Math.Log(width[draw]))])).ToArray();
        var (mean, error) = (slopes.Average(), Math.Sqrt(slopes.Sum(slope => (slope - slopes.Average()) * (slope - slopes.Average())) / (Networks - 1) / Networks));
        return
        [
            new Band($"{name}, range", [.. Widths.Select(n => (double)n)], [.. changes.Select(width => width.Min())], [.. changes.Select(width => width.Max())], ink) { InLegend = false },
            new Curve($"{name}: slope {Say(mean)} ± {Say(2 * error)}", [.. Widths.Select((n, i) => new Point(n, changes[i].Average()))], ink) { Stroke = new(Dash: dash), Dot = new(6, shape) },
        ];
    }

    static double Slope(double[] logs)
    {
        double[] xs = [.. Widths.Select(n => Math.Log(n))];
        return xs.Zip(logs).Sum(pair => (pair.First - xs.Average()) * (pair.Second - logs.Average())) / xs.Sum(x => (x - xs.Average()) * (x - xs.Average()));
    }

    static string Say(double value) => (Math.Abs(value) < .0005 ? 0 : value).ToString("0.000", CultureInfo.InvariantCulture);
}
