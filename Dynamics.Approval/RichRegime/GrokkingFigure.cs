using System.Globalization;
using Dynamics.Numerics;
using Dynamics.RichRegime;

namespace Dynamics.Approval;

/// <summary>Tune: all labels are fitted at once and uselessly; a few steps later the neurons have turned to the means (report
/// 2.2.2).</summary>
public sealed class GrokkingFigure() : FigureApproval()
{
    const int Seeds = 12;

    static readonly GrokkingSettings Short = new();
    static readonly GrokkingSettings Long = new() { LearningRate = 1e-4 };
    static readonly Axis Step = new("step", 0, Short.Steps);
    static readonly Axis X = new("along μ₁, in |μ|", -2, 2);
    static readonly Axis Y = new("along μ₂, in |μ|", -2.6, 1.4);

    protected override Figure Compose()
    {
        var (runs, longRuns) = (Runs(Short), Runs(Long));
        return new()
        {
            Title = $"All labels are fitted at step 1; of other examples half are right then, and nearly all after {Short.Steps} steps",
            Panels =
            [
                Accuracies($"η = 1e−12 ({Seeds} seeds)", runs),
                Accuracies($"η = 1e−4 ({Seeds} seeds)", longRuns),
                Losses(runs, longRuns),
                Plane("η = 1e−12, step 1", runs[0][1]),
                Plane($"η = 1e−12, step {Short.Steps}", runs[0][^1]),
                Plane($"η = 1e−4, step {Short.Steps}", longRuns[0][^1]),
            ],
            Columns = 3,
            Caption = Caption(runs, longRuns),
        };
    }

    static IReadOnlyList<GrokkingPoint>[] Runs(GrokkingSettings settings) =>
        [.. Enumerable.Range(0, Seeds)
            .Select(seed => Grokking.Run(settings, RandomStream.FromSeed(20260).Substream("grokking").Substream(seed)))];

    static Panel Accuracies(string title, IReadOnlyList<GrokkingPoint>[] runs) => new()
    {
        Title = title,
        X = Step,
        Y = new("accuracy", 0, 1.04),
        Marks =
        [
            .. Over("test", runs, point => point.TestAccuracy, Palette.Vermillion, Dash.Solid),
            .. Over("agreement with the linear rule", runs, point => point.AgreementWithLinearRule,
                Palette.BluishGreen, Dash.Solid, DotShape.Triangle),
            .. Over("training, turned labels", runs, point => point.NoisyAccuracy, Palette.Orange, Dash.Dashed, DotShape.Square),
            .. Over("training, all labels", runs, point => point.TrainingAccuracy, Palette.Blue, Dash.Dotted),
            new Guide("chance", Palette.Slate) { Y = .5 },
        ],
        Legend = Corner.LowerRight,
    };

    static Panel Losses(IReadOnlyList<GrokkingPoint>[] runs, IReadOnlyList<GrokkingPoint>[] longRuns) => new()
    {
        Title = "Training loss",
        X = Step,
        Y = new("mean logistic loss, all labels", 0, .8),
        Marks =
        [
            .. Over("η = 1e−12", runs, point => point.Loss, Palette.Blue, Dash.Solid),
            .. Over("η = 1e−4", longRuns, point => point.Loss, Palette.Vermillion, Dash.Solid, DotShape.Square),
            new Guide("log 2, that of outputs 0", Palette.Slate) { Y = Math.Log(2) },
        ],
        Legend = Corner.LowerLeft,
    };

    static IEnumerable<Mark> Over(
        string name, IReadOnlyList<GrokkingPoint>[] runs, Func<GrokkingPoint, double> value,
        Ink ink, Dash dash, DotShape shape = DotShape.Circle)
    {
        var steps = Enumerable.Range(0, Short.Steps + 1).ToArray();
        return Spread.Of(name, [.. steps.Select(step => (double)step)],
            [.. steps.Select(step => runs.Select(run => value(run[step])).ToArray())], ink, new(Dash: dash), new(4, shape));
    }

    static Panel Plane(string title, GrokkingPoint point)
    {
        var longest = point.SignalWeights.EnumerateRows().Max(row => row.L2Norm());
        var scale = Grid.Of(point.OutputAt, X, Y, 61, 61).Values.Cast<double>().Max(Math.Abs);
        var half = point.SignalWeights.RowCount / 2;
        return new()
        {
            Title = $"{title}: own over other {Say(point.OwnGrowth / point.OtherGrowth, "0.0")}",
            X = X,
            Y = Y,
            Marks =
            [
                new Field("output over its largest magnitude", Grid.Of((x, y) => point.OutputAt(x, y) / scale, X, Y, 61, 61),
                    new(new("f, over its largest |f|", -1, 1), Ramp.Diverging)) { Contours = [0] },
                Neurons("neurons that vote 1", point, longest, 0, half, Palette.Vermillion),
                Neurons("neurons that vote −1", point, longest, half, half, Palette.Blue),
                Means("means ±μ₁, label 1", new(1, 0), DotShape.Triangle),
                Means("means ±μ₂, label −1", new(0, 1), DotShape.Square),
            ],
            Legend = Corner.LowerLeft,
        };
    }

    static Curve Means(string name, Point mean, DotShape shape) => new(name, [mean, new(-mean.X, -mean.Y)], Palette.Black)
    {
        Stroke = null,
        Dot = new(9, shape, Rim: true),
    };

    static Curve Neurons(string name, GrokkingPoint point, double longest, int first, int count, Ink ink) => new(name,
        [.. Enumerable.Range(first, count).Select(neuron =>
            new Point(1.3 * point.SignalWeights[neuron, 0] / longest, 1.3 * point.SignalWeights[neuron, 1] / longest))], ink)
    {
        Stroke = null,
        Dot = new(3.5f, Rim: true),
    };

    static string Caption(IReadOnlyList<GrokkingPoint>[] runs, IReadOnlyList<GrokkingPoint>[] longRuns)
    {
        IReadOnlyList<GrokkingPoint>[] all = [.. runs, .. longRuns];
        return "Four Gaussian clusters of identity covariance in p = 10,000 dimensions, |μ| = 27.95; 80 training examples in "
            + "clusters of 22, 18, 22, 18 (stratified), two labels turned in each; 200 test examples. One hidden layer of "
            + "400 ReLU neurons with fixed outgoing weights ±1/√400, incoming weights ~ 1e−15, full-batch gradient descent with "
            + "step η on the sum of logistic losses.\n"
            + $"(a)–(c) {Spread.Words}; the two step sizes start alike. From step 1 on all training labels are fitted, the turned "
            + $"ones too, in {all.Count(run => run.Skip(1).All(point => point is { TrainingAccuracy: 1, NoisyAccuracy: 1 }))} of "
            + $"{all.Length} runs; the linear rule is sgn Σ yᵢ⟨xᵢ, x⟩. "
            + "An accuracy counts signs, a loss their size: "
            + "with η = 1e−12 all outputs stay so small that the loss differs from log 2 by "
            + $"{Small(runs.Max(run => run.Max(point => Math.Abs(point.Loss - Math.Log(2)))))} at most, as if nothing had been "
            + "learned; what (a) shows is the signs of these outputs. "
            + $"With η = 1e−4 the same happens while the loss falls, to {Say(longRuns.Max(run => run[^1].Loss), "0.00")} or less.\n"
            + "(d)–(f) the first seed: the output at points without noise, the line on which it is zero, and the incoming weights "
            + "of all neurons in the plane of the means, scaled so that the longest has length 1.3. "
            + "'Own over other': how far neurons have moved along the means of the label they vote for, over the same along the "
            + "other's, mean magnitudes. Examples have noise of norm 100 beside this plane, so it does not show how the training "
            + "examples are fitted.\n"
            + "Drawn through the triangular factor of the noise, exact in distribution (Bartlett 1933; R1a, R1c). The setting does not "
            + "meet the theorem's assumptions A1, A2 and A5.";
    }

    static string Small(double value) => value.ToString("0.0e0", CultureInfo.InvariantCulture).Replace('-', '−');

    static string Say(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
