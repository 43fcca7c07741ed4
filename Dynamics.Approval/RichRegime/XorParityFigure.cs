using System.Globalization;
using Dynamics.Numerics;
using Dynamics.RichRegime;

namespace Dynamics.Approval;

/// <summary>Find: two coordinates among d, by stochastic gradient descent and by a kernel (report 2.2.2).</summary>
public sealed class XorParityFigure() : FigureApproval()
{
    const int Seeds = 3;
    const int KernelUpTo = 8;

    static readonly (int Dimension, Ink Ink)[] Dimensions = [(50, Palette.Blue), (100, Palette.Vermillion), (200, Palette.BluishGreen)];
    static readonly int[] Ratios = [2, 4, 8, 16];

    protected override Figure Compose()
    {
        var runs = Dimensions.Select(d => Ratios.Select(ratio => Over(ratio, d.Dimension, XorParity.Train)).ToArray()).ToArray();
        var kernels =
            Dimensions.Select(
                d => Ratios.Where(ratio => ratio <= KernelUpTo).Select(ratio =>
                    Over(ratio, d.Dimension, (settings, stream) => XorParity.KernelTestError(settings, 1e-6, stream))).ToArray())
                        .ToArray();
        var (worst, best) = (runs.Max(d => d[2].Max(run => run.TestError)), kernels.Min(d => d[2].Min()));
        return new()
        {
            Title = $"From 8 d examples SGD errs on at most {Say(worst, "0.000")} of others, the tangent kernel on at least "
                + $"{Say(best, "0.000")}",
            Panels = [Errors(runs, kernels), Weights(runs[1][2][0]), Energies(runs)],
            Caption = "x uniform on {−1, 1}^d, y = −x₁ x₂. f = Σ aⱼ relu(wⱼ x) / m, m = 100, w ~ N(0, I/d), aⱼ = ±|wⱼ|; both layers "
                + "trained on the logistic loss, η = 1 for each neuron, 128 steps on d/2 examples: several epochs, and not the one pass "
                + "of the theorem. "
                + $"The kernel is the network's tangent kernel at infinite width, ridge 1e−6, up to n/d = {KernelUpTo}. Test errors on "
                + $"1,000 examples (one standard error at most 0.016); mean and range of {Seeds} seeds.\n"
                + "(a) colours as in (c). (b) d = 100, n/d = 8, one seed: root mean squares over neurons of the weight along (1, ∓1)/√2, "
                + "whose sign is the vote's, and of one other weight. Dashed: the growth law, the signal times 1 + λ a step, λ = η |a| / "
                + "(2 √(2π) |w⊥|), from the weights at the start; "
                + "it is of first order in the signal and in f (R5a, R5b), and leaves the run where f answers the labels. Mini-batch "
                + "noise lifts both curves at first. (c) the same runs as (a).\n"
                + "Three dimensions show a separation at these sizes; they establish no exponents.",
        };
    }

    static Panel Errors(XorParityResult[][][] runs, double[][][] kernels) => new()
    {
        Title = "Test error: SGD solid, kernel dashed",
        X = Axis.Log("n / d", 1.8, 18),
        Y = new("test error", 0, .6),
        Marks =
        [
            .. Dimensions.SelectMany(
                (d, i) =>
                    Ranges($"d = {d.Dimension}", d.Ink, Dash.Solid,
                        [.. runs[i].Select(seeds => seeds.Select(run => run.TestError).ToArray())])),
            .. Dimensions.SelectMany((d, i) => Ranges($"kernel, d = {d.Dimension}", d.Ink, Dash.Dashed, kernels[i])),
        ],
    };

    static Panel Energies(XorParityResult[][][] runs) => new()
    {
        Title = "Share of the squared weights on x₁, x₂",
        X = Axis.Log("n / d", 1.8, 18),
        Y = new("|W on x₁, x₂|² / |W|² at the end", 0, 1),
        Marks =
        [
            .. Dimensions.SelectMany(
                (d, i) =>
                    Ranges($"d = {d.Dimension}", d.Ink, Dash.Solid,
                        [.. runs[i].Select(seeds => seeds.Select(run => run.SignalEnergy[^1]).ToArray())])),
        ],
        Legend = Corner.UpperLeft,
    };

    static Panel Weights(XorParityResult run) => new()
    {
        Title = "One run: signal and noise weights",
        X = new("step", 0, 128),
        Y = Axis.Log("root mean square weight", .05, 10),
        Marks =
        [
            new Curve("signal", Series(run.SignalWeight), Palette.Vermillion),
            new Curve(
                "signal, growth law", [.. Series(run.PredictedSignalWeight).TakeWhile(point => point.Y < 10)],
                Palette.Black) { Stroke = new(Dash: Dash.Dashed) },
            new Curve("one other weight", Series(run.NoiseWeight), Palette.Slate),
        ],
        Legend = Corner.LowerRight,
    };

    static Mark[] Ranges(string name, Ink ink, Dash dash, double[][] values) =>
    [
        new Band($"{name}, range", [.. values.Select((_, i) => (double)Ratios[i])],
            [.. values.Select(seeds => seeds.Min())], [.. values.Select(seeds => seeds.Max())], ink) { InLegend = false },
        new Curve(
            name, [.. values.Select((seeds, i) => new Point(Ratios[i], seeds.Average()))], ink) { Stroke = new(Dash: dash), Dot = new() },
    ];

    static Point[] Series(IReadOnlyList<double> values) => [.. values.Select((value, step) => new Point(step, value))];

    static T[] Over<T>(int ratio, int dimension, Func<XorParitySettings, RandomStream, T> run) =>
        [.. Enumerable.Range(0, Seeds).Select(seed =>
            run(new() { Dimension = dimension, ExamplesPerDimension = ratio },
                RandomStream.FromSeed(20260).Substream("parity").Substream(seed)))];

    static string Say(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
