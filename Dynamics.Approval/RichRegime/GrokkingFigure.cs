using System.Globalization;
using Dynamics.Numerics;
using Dynamics.RichRegime;

namespace Dynamics.Approval;

/// <summary>Tune: all labels are fitted at once and uselessly; a few steps later the neurons have turned to the means (report 2.2.2).</summary>
public sealed class GrokkingFigure() : FigureApproval()
{
    const int Seeds = 5;

    static readonly GrokkingSettings Setting = new();
    static readonly Axis X = new("along μ₁, in |μ|", -2, 2);
    static readonly Axis Y = new("along μ₂, in |μ|", -2.6, 1.4);

    protected override Figure Compose()
    {
        var runs = Enumerable.Range(0, Seeds).Select(seed => Grokking.Run(Setting, RandomStream.FromSeed(20260).Substream("grokking").Substream(seed))).ToArray();
        var (first, last) = (runs[0][1], runs[0][^1]);
        return new()
        {
            Title = $"All labels are fitted at step 1, the noisy ones too; elsewhere the network is right in {Percent(Mean(runs, 1, p => p.TestAccuracy))} then and in {Percent(Mean(runs, Setting.Steps, p => p.TestAccuracy))} after {Setting.Steps} steps",
            Panels =
            [
                Accuracies(runs),
                Plane($"Step 1: own over other means {Say(first.OwnGrowth / first.OtherGrowth, "0.00")}", first),
                Plane($"Step {Setting.Steps}: own over other means {Say(last.OwnGrowth / last.OtherGrowth, "0.0")}", last),
            ],
            Caption = Caption(runs),
        };
    }

    static Panel Accuracies(IReadOnlyList<GrokkingPoint>[] runs) => new()
    {
        Title = $"Fitting comes first ({Seeds} seeds)",
        X = new("step", 0, Setting.Steps),
        Y = new("accuracy", 0, 1.04),
        Marks =
        [
            .. Curve("test", runs, point => point.TestAccuracy, Palette.Vermillion, Dash.Solid),
            .. Curve("agreement with the linear rule", runs, point => point.AgreementWithLinearRule, Palette.BluishGreen, Dash.Solid),
            .. Curve("training, noisy labels", runs, point => point.NoisyAccuracy, Palette.Orange, Dash.Dashed),
            .. Curve("training, all labels", runs, point => point.TrainingAccuracy, Palette.Blue, Dash.Dotted),
            new Guide("chance", Palette.Slate) { Y = .5 },
        ],
        Legend = Corner.LowerRight,
    };

    static Mark[] Curve(string name, IReadOnlyList<GrokkingPoint>[] runs, Func<GrokkingPoint, double> value, Ink ink, Dash dash)
    {
        var steps = Enumerable.Range(0, Setting.Steps + 1).ToArray();
        return
        [
            new Band($"{name}, range", [.. steps.Select(step => (double)step)], [.. steps.Select(step => runs.Min(run => value(run[step])))], [.. steps.Select(step => runs.Max(run => value(run[step])))], ink) { InLegend = false },
            new Curve(name, [.. steps.Select(step => new Point(step, Mean(runs, step, value)))], ink) { Stroke = new(Dash: dash), Dot = new(3) },
        ];
    }

    static Panel Plane(string title, GrokkingPoint point)
    {
        var longest = point.SignalWeights.EnumerateRows().Max(row => row.L2Norm());
        var scale = Grid.Of(point.OutputAt, X, Y, 61, 61).Values.Cast<double>().Max(Math.Abs);
        var half = point.SignalWeights.RowCount / 2;
        return new()
        {
            Title = title,
            X = X,
            Y = Y,
            Marks =
            [
                new Field("output over its largest magnitude", Grid.Of((x, y) => point.OutputAt(x, y) / scale, X, Y, 61, 61), new(new("f, over its largest |f|", -1, 1), Ramp.Diverging)) { Contours = [0] },
                Neurons("neurons that vote 1", point, longest, 0, half, Palette.Vermillion),
                Neurons("neurons that vote −1", point, longest, half, half, Palette.Blue),
                new Curve("means ±μ₁, label 1", [new(1, 0), new(-1, 0)], Palette.Black) { Stroke = null, Dot = new(9, DotShape.Triangle, Rim: true) },
                new Curve("means ±μ₂, label −1", [new(0, 1), new(0, -1)], Palette.Black) { Stroke = null, Dot = new(9, DotShape.Square, Rim: true) },
            ],
            Legend = Corner.LowerLeft,
        };
    }

    static Curve Neurons(string name, GrokkingPoint point, double longest, int first, int count, Ink ink) => new(name,
        [.. Enumerable.Range(first, count).Select(neuron => new Point(1.3 * point.SignalWeights[neuron, 0] / longest, 1.3 * point.SignalWeights[neuron, 1] / longest))], ink)
    {
        Stroke = null,
        Dot = new(3.5f, Rim: true),
    };

    static string Caption(IReadOnlyList<GrokkingPoint>[] runs) =>
        $"Four Gaussian clusters of identity covariance in p = 10,000 dimensions, |μ| = 27.95; 80 training examples in clusters of 22, 18, 22, 18 (stratified), two labels turned in each; 200 test examples. One hidden layer of "
        + "400 ReLU neurons with fixed outgoing weights ±1/√400, incoming weights ~ 1e−15, full-batch gradient descent with η = 1e−12 on the sum of logistic losses.\n"
        + $"(a) mean and range; at step 1 the test accuracy lies in {Say(runs.Min(run => run[1].TestAccuracy), "0.000")} … {Say(runs.Max(run => run[1].TestAccuracy), "0.000")} and the network agrees with the linear rule sgn Σ yᵢ⟨xᵢ, x⟩ on at least "
        + $"{Say(runs.Min(run => run[1].AgreementWithLinearRule), "0.000")} of test examples; at step {Setting.Steps} the test accuracy lies in {Say(runs.Min(run => run[^1].TestAccuracy), "0.000")} … {Say(runs.Max(run => run[^1].TestAccuracy), "0.000")}. "
        + "(b, c) the first seed: the output at points without noise, the line on which it is zero, and the incoming weights of all neurons in the plane of the means, scaled so that the longest has length 1.3. "
        + "'Own over other': how far neurons have moved along the means of the label they vote for, over the same along the other's, mean magnitudes. Examples have noise of norm 100 beside this plane, so (b) does not show how the training examples are fitted.\n"
        + "Drawn through the triangular factor of the noise, which is exact in distribution (R1a, R1b). The setting does not meet the theorem's assumptions A1, A2 and A5.";

    static double Mean(IReadOnlyList<GrokkingPoint>[] runs, int step, Func<GrokkingPoint, double> value) => runs.Average(run => value(run[step]));

    static string Percent(double share) => Say(100 * share, "0.0") + " %";

    static string Say(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
