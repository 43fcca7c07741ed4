using System.Globalization;
using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.RichRegime;

namespace Dynamics.Approval;

/// <summary>Find: two coordinates among d, by stochastic gradient descent and by a kernel (report 2.2.2).</summary>
public sealed class XorParityFigure() : FigureApproval()
{
    const int Seeds = 10;
    const double Ridge = 1e-6;
    const double Threshold = .25;

    static readonly (int Dimension, Ink Ink)[] Dimensions = [(16, Palette.Blue), (32, Palette.Vermillion), (64, Palette.BluishGreen)];
    static readonly int[] OfTheNetwork = [1, 2, 3, 4, 6, 8];
    static readonly int[] OfTheKernel = [2, 3, 4, 6, 8, 11, 16, 22];

    protected override Figure Compose()
    {
        var network = Errors(OfTheNetwork, (settings, stream) => XorParity.Train(settings, stream).TestError);
        var kernel = Errors(OfTheKernel, (settings, stream) => XorParity.KernelTestError(settings, Ridge, stream));
        var run = XorParity.Train(new() { Dimension = 100 }, Stream(0));
        var (fast, slow) = (Needed(OfTheNetwork, network), Needed(OfTheKernel, kernel));
        return new()
        {
            Title = "Stochastic gradient descent learns the parity of two coordinates from fewer examples than its tangent kernel",
            Panels = [Curves(network, kernel), Examples(fast, slow), Weights(run)],
            Caption = "x uniform on {−1, 1}^d, y = −x₁ x₂. f = Σ aⱼ relu(wⱼ x) / m, m = 100, w ~ N(0, I/d), aⱼ = ±|wⱼ|; both layers "
                + "trained on the logistic loss, η = 1 for each neuron, 128 steps on d/2 examples: several epochs, and not the one pass "
                + $"of the theorem (Glasgow 2024). The kernel is the network's tangent kernel at infinite width, ridge 1e−6. (a) {Seeds} "
                + $"seeds: {Spread.Words}; test errors on 1,000 examples. (b) n* is where the mean error of the {Seeds} seeds passes "
                + "1/4; the closed form is the kernel's learning curve from its eigenvalues (R8b). Slopes over a factor of four in d show "
                + "which grows faster (R8a); they establish no exponents.\n"
                + "(c) d = 100, n/d = 8, one seed: root mean squares over neurons of the weight along (1, ∓1)/√2, whose sign is the "
                + "vote's, and of one other weight. Dashed: the growth law, the signal times 1 + λ a step, λ = η |a| / (2 √(2π) |w⊥|), of "
                + "first order in the signal and in f (R5a, R5b); it leaves the run where f answers the labels. Mini-batch noise lifts "
                + "both curves at first.",
        };
    }

    static Panel Curves(double[][][] network, double[][][] kernel) => new()
    {
        Title = "Test error: SGD solid, kernel dashed",
        X = Axis.Log("n / d", .9, 25),
        Y = new("test error", 0, .6),
        Marks =
        [
            new Guide("1/4", Palette.Slate) { Y = Threshold, InLegend = false },
            .. Dimensions.SelectMany((d, i) =>
                Spread.Of($"d = {d.Dimension}", [.. OfTheNetwork.Select(n => (double)n)], network[i], d.Ink, dot: new(4))),
            .. Dimensions.SelectMany((d, i) => Spread.Of($"kernel, d = {d.Dimension}", [.. OfTheKernel.Select(n => (double)n)], kernel[i],
                d.Ink, new(Dash: Dash.Dashed), new(4)).Select(mark => mark with { InLegend = false })),
        ],
        Legend = Corner.UpperRight,
    };

    static Panel Examples(double[] network, double[] kernel) => new()
    {
        Title = $"Examples needed: slope {Say(Slope(network), "0.0")} for SGD, {Say(Slope(kernel), "0.0")} for the kernel",
        X = Axis.Log("d", 12, 90),
        Y = Axis.Log("n*, where the error is 1/4", 20, 3000),
        Marks =
        [
            new Curve("kernel", Points(kernel), Palette.Slate) { Stroke = new(Dash: Dash.Dashed), Dot = new() },
            new Curve("kernel, closed form",
                Points([.. Dimensions.Select(d => new ParityLearningCurve(d.Dimension, Ridge).ExamplesFor(Threshold))]), Palette.Black)
                { Stroke = null, Dot = new(9, DotShape.Square, Rim: true) },
            new Curve("SGD", Points(network), Palette.Vermillion) { Dot = new() },
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

    /// <summary>By dimension, by examples a dimension, by seed.</summary>
    static double[][][] Errors(int[] examplesPerDimension, Func<XorParitySettings, RandomStream, double> error) =>
        [.. Dimensions.Select(d => examplesPerDimension.Select(per => Enumerable.Range(0, Seeds)
            .Select(seed => error(new() { Dimension = d.Dimension, ExamplesPerDimension = per }, Stream(seed))).ToArray()).ToArray())];

    /// <summary>Where the mean error first passes 1/4, in a straight line in log n between the points.</summary>
    static double[] Needed(int[] examplesPerDimension, double[][][] errors) => [.. Dimensions.Select((d, i) =>
    {
        var means = errors[i].Select(seeds => seeds.Average()).ToArray();
        var after = Enumerable.Range(1, means.Length - 1).First(at => means[at] <= Threshold && means[at - 1] > Threshold);
        var (low, high) = (Math.Log(examplesPerDimension[after - 1]), Math.Log(examplesPerDimension[after]));
        return d.Dimension * Math.Exp(low + (means[after - 1] - Threshold) / (means[after - 1] - means[after]) * (high - low));
    })];

    static double Slope(double[] needed) =>
        Math.Log(needed[^1] / needed[0]) / Math.Log((double)Dimensions[^1].Dimension / Dimensions[0].Dimension);

    static Point[] Points(double[] values) => [.. Dimensions.Zip(values, (d, value) => new Point(d.Dimension, value))];

    static Point[] Series(IReadOnlyList<double> values) => [.. values.Select((value, step) => new Point(step, value))];

    static RandomStream Stream(int seed) => RandomStream.FromSeed(20260).Substream("parity").Substream(seed);

    static string Say(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
