using System.Globalization;
using Dynamics.Architectures;
using Dynamics.Experiments;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearRegression;
using MathNet.Numerics.Statistics;

namespace Dynamics.Approval;

/// <summary>Phase 2: how a kernel's fluctuation at the start, its change in training, and what a network owes to that change fall as
/// the width grows.</summary>
public sealed class LazyLimitFigure() : FigureApproval()
{
    const int Images = 32;
    const int Descents = 8;
    const int Probes = 32;
    const int Starts = 24;
    const int Trained = 10;

    static readonly int[] Widths = [32, 64, 128, 256, 512];
    static readonly Arm[] Arms =
    [
        new("ReLU", Activations.Relu, Palette.Blue, DotShape.Circle),
        new("erf", Activations.Erf, Palette.Vermillion, DotShape.Square),
    ];

    protected override Figure Compose()
    {
        var starts = Settings(Starts, images: 10) with { Looks = [0] };
        var descents = Settings(Trained, Images) with { Looks = [0, Descents] };
        return new()
        {
            Title = "In wider networks the kernel is nearer its limit, moves less, and training is more nearly linear",
            Panels =
            [
                AgainstWidth("At the start: distance from the analytic kernel", "|Θ(0) − Θ| / |Θ|",
                    arm => Of(arm, starts, run => run.Points[0].FromAnalytic), (-.5, .012)),
                AgainstWidth("In training: change of the kernel", "|Θ(T) − Θ(0)| / |Θ(0)|",
                    arm => Of(arm, descents, run => run.Points[^1].Change), (-1, .012)),
                AgainstWidth("In training: distance from the linearisation", "|f(T) − f_lin(T)| / |f(T) − f(0)|",
                    arm => FromLinearised(arm, descents), (-1, .004)),
            ],
            Caption = $"Networks 196-n-n-10 in the NTK parameterisation on images of 14 × 14 pixels; all norms on {Probes} test "
                + $"images. (a) {Starts} networks a width and activation at their starts. (b) {Trained} networks, {Descents} "
                + "steps of gradient descent of size 1 / (2 λ₁), "
                + $"λ₁ of the analytic kernel, on the squared loss of {Images} images. (c) {Trained} networks trained so, and each "
                + "of them made linear in its parameters around its start and trained by the same steps.\n"
                + $"Lines are {Spread.Words}. Slopes are those of straight lines through the logarithms at these five widths, one "
                + "network of each width to a line: the mean over lines and Student's 95 % interval; they are not limits, and with two "
                + "hidden layers and starts as drawn this is not the setting of K8 and K9. Dotted: a slope of −1/2 in "
                + "(a), of −1 in (b) and (c), for comparison.",
            PanelWidth = 310,
            PanelHeight = 280,
        };
    }

    /// <summary>Steps of 1 / (2 λ₁): at twice that the linearisations of some narrow networks diverge.</summary>
    static KernelEvolutionSettings Settings(int networks, int images) =>
        KernelRuns.Descent(images) with
        {
            Training = KernelRuns.Settings.Training.Take(images).AveragePooled(2),
            Probes = KernelRuns.Settings.Probes.Take(Probes).AveragePooled(2),
            LearningRate = .5,
            Widths = [.. Widths],
            Networks = networks,
        };

    static Panel AgainstWidth(string title, string label, Func<Arm, double[][]> values, (double Slope, double AtLast) reference)
    {
        return new()
        {
            Title = title,
            X = Axis.Log("width n", 25, 650),
            Y = Axis.Log(label, .001, 2),
            Marks =
            [
                .. Arms.SelectMany(arm => Drawn(arm, values(arm))),
                new Curve($"slope {Say(reference.Slope, "0.#")}", [On(Widths[0]), On(Widths[^1])], Palette.Slate)
                {
                    Stroke = new(1.2f, Dash.Dotted),
                },
            ],
            Legend = Corner.LowerLeft,
        };

        Point On(double n) => new(n, reference.AtLast * Math.Pow(n / Widths[^1], reference.Slope));
    }

    static IEnumerable<Mark> Drawn(Arm arm, double[][] values) =>
        Spread.Of($"{arm.Name}, slope {Slope(values)}", [.. Widths.Select(n => (double)n)], values, arm.Ink, dot: new Dot(5, arm.Shape));

    static double[][] Of(Arm arm, KernelEvolutionSettings settings, Func<KernelRun, double> statistic)
    {
        var result = KernelEvolution.Run(settings with { Activation = arm.Activation });
        return [.. Widths.Select(width => result.Of(width).Select(statistic).ToArray())];
    }

    static double[][] FromLinearised(Arm arm, KernelEvolutionSettings settings) =>
        [.. Widths.Select(width => Enumerable.Range(1, Trained).Select(seed =>
        {
            var (network, linearised) = KernelEvolution.BesideItsLinearisation(
                settings with { Activation = arm.Activation, Widths = [width], Seed = (ulong)seed });
            return (network[^1] - linearised[^1]).FrobeniusNorm() / (network[^1] - network[0]).FrobeniusNorm();
        }).ToArray())];

    static string Slope(double[][] values)
    {
        double[] logs = [.. Widths.Select(n => Math.Log(n))];
        double[] slopes = [.. Enumerable.Range(0, values[0].Length)
            .Select(network => SimpleRegression.Fit(logs, [.. values.Select(width => Math.Log(width[network]))]).B)];
        var half = StudentT.InvCDF(0, 1, slopes.Length - 1, .975) * slopes.StandardDeviation() / Math.Sqrt(slopes.Length);
        return $"{Say(slopes.Mean(), "0.00")} ± {Say(half, "0.00")}";
    }

    static string Say(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');

    sealed record Arm(string Name, Activation Activation, Ink Ink, DotShape Shape);
}
