using System.Globalization;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.RichRegime;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearRegression;
using MathNet.Numerics.Statistics;

namespace Dynamics.Approval;

/// <summary>A coordinate check: which parameterisations let features move at any width (report 2.2.2).</summary>
public sealed class FeatureChangeFigure() : FigureApproval()
{
    const int Networks = 24;
    const int Steps = 16;

    static readonly int[] Widths = [32, 64, 128, 256, 512];

    static readonly Arm[] Arms =
    [
        new("maximal update", Parameterization.MaximalUpdate, Parameterization.MaximalUpdate, Palette.Blue, DotShape.Circle, Dash.Solid),
        new("mean-field, η n", Parameterization.MeanField, Parameterization.MeanField, Palette.Orange, DotShape.Cross, Dash.Dotted),
        new("NTK", Parameterization.Ntk, Parameterization.Ntk, Palette.Vermillion, DotShape.Square, Dash.Dashed),
        new("mean-field, η", Parameterization.MeanField, Parameterization.Ntk, Palette.BluishGreen, DotShape.Triangle, Dash.Solid),
    ];

    protected override Figure Compose()
    {
        var runs = Arms.ToDictionary(arm => arm, Trained);
        return new()
        {
            Title = "At nearly equal loss features move alike at widths 32 to 512 in maximal update, ever less in NTK",
            Panels =
            [
                Panel("Change of the hidden layer", Axis.Log("|H(T) − H(0)| / |H(0)|", 3e-5, 3),
                    arm => $"{arm.Name}: slope {Slope(runs[arm])}", run => run.Change, Corner.LowerLeft),
                Panel("Training loss at the end", Axis.Log("½ Σ (f − y)² after the last step", .005, 10),
                    arm => arm.Name, run => run.Loss, Corner.UpperRight),
            ],
            Caption = $"One hidden tanh layer of width n, 8 points of a half circle, {Steps} steps of gradient descent with η = "
                + $"0.1 on the sum of squared losses; H are its pre-activations. {Networks} networks a width: {Spread.Words}; "
                + "slopes of each network's logarithms by least squares, the mean and Student's 95 % interval.\n"
                + $"(b) Over the widths the median loss at the end is {Range(Arms[0], run => run.Loss, "0.000")} in maximal update "
                + $"and {Range(Arms[2], run => run.Loss, "0.000")} in NTK; at the start it was "
                + $"{Range(Arms[0], run => run.AtStart, "0.0")} and {Range(Arms[2], run => run.AtStart, "0.0")}. Maximal update "
                + "with η and mean-field scaling with η n are the same training, step by step (R6a), so that their points "
                + "coincide. "
                + $"With one η for all widths mean-field scaling has hardly learned, {Range(Arms[3], run => run.Loss, "0.0")}: its "
                + "slope tells of a learning rate that was not scaled, and not of features. Laws R6b and R6c test the slopes −1/2 "
                + "and 0 after 8 steps.",
            PanelWidth = 460,
            PanelHeight = 320,
        };

        Panel Panel(
            string title, Axis y, Func<Arm, string> name,
            Func<(double Change, double Loss, double AtStart), double> value, Corner legend) => new()
        {
            Title = title,
            X = Axis.Log("width n", 25, 650),
            Y = y,
            Marks = [.. Arms.SelectMany(arm => Spread.Of(name(arm), [.. Widths.Select(n => (double)n)],
                [.. runs[arm].Select(width => width.Select(value).ToArray())], arm.Ink, new(Dash: arm.Dash), new(6, arm.Shape)))],
            Legend = legend,
        };

        string Range(Arm arm, Func<(double Change, double Loss, double AtStart), double> value, string format)
        {
            double[] medians = [.. runs[arm].Select(width => Spread.Percentile([.. width.Select(value)], .5))];
            return $"{Say(medians.Min(), format)} to {Say(medians.Max(), format)}";
        }
    }

    /// <summary>Network by network of each width.</summary>
    static (double Change, double Loss, double AtStart)[][] Trained(Arm arm) => [.. Widths.Select(n => Enumerable.Range(0, Networks)
        .Select(draw => Ends(FeatureChange.Follow(arm.Parameterization, n, FeatureChange.LearningRate(arm.Rate, n), Steps,
            RandomStream.FromSeed(20260).Substream("features").Substream(n).Substream(draw)))).ToArray())];

    static (double Change, double Loss, double AtStart) Ends(IReadOnlyList<(double Change, double Loss)> points) =>
        (points[^1].Change, points[^1].Loss, points[0].Loss);

    static string Slope((double Change, double Loss, double AtStart)[][] runs)
    {
        double[] logs = [.. Widths.Select(n => Math.Log(n))];
        double[] slopes = [.. Enumerable.Range(0, Networks)
            .Select(draw => SimpleRegression.Fit(logs, [.. runs.Select(width => Math.Log(width[draw].Change))]).B)];
        return $"{Say(slopes.Mean(), "0.00")} ± "
            + $"{Say(StudentT.InvCDF(0, 1, Networks - 1, .975) * slopes.StandardDeviation() / Math.Sqrt(Networks), "0.00")}";
    }

    static string Say(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');

    /// <param name="Name">What it is called.</param>
    /// <param name="Parameterization">How the width enters.</param>
    /// <param name="Rate">Whose learning rates it has.</param>
    /// <param name="Ink">Of its curves.</param>
    /// <param name="Shape">Of its dots.</param>
    /// <param name="Dash">Of its curves.</param>
    sealed record Arm(string Name, Parameterization Parameterization, Parameterization Rate, Ink Ink, DotShape Shape, Dash Dash);
}
