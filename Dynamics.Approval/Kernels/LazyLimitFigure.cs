using System.Globalization;
using Dynamics.Architectures;
using Dynamics.Experiments;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Dynamics.Approval;

/// <summary>Phase 2: how fast the lazy limit comes as the width grows, and what a wide network's training owes to it.</summary>
public sealed class LazyLimitFigure() : FigureApproval()
{
    const int Images = 200;
    const int Descents = 16;
    const int WideImages = 100;
    const int Wide = 512;
    const int Networks = 4;

    static readonly int[] Widths = [32, 64, 128, 256, 512];
    static readonly Ink[] Outputs = [Palette.Blue, Palette.Vermillion, Palette.BluishGreen, Palette.Orange, Palette.ReddishPurple, Palette.Slate];

    protected override Figure Compose()
    {
        var settings = KernelRuns.Descent(Images) with { Widths = [.. Widths], Networks = Networks, Looks = [0, Descents] };
        var relu = KernelEvolution.Run(settings);
        var erf = KernelEvolution.Run(settings with { Activation = Activations.Erf });
        return new()
        {
            Title = "Towards infinite width the kernel is fixed at the start and stays so, and training becomes linear",
            Panels = [AgainstWidth("At the start: distance from the analytic kernel", "|Θ(0) − Θ| / |Θ|", relu, erf, run => run.Points[0].FromAnalytic),
                AgainstWidth("In training: change of the kernel", "|Θ(T) − Θ(0)| / |Θ(0)|", relu, erf, run => run.Points[^1].Change), Prediction()],
            Caption = $"Networks with two hidden layers in the NTK parameterisation, squared loss. (a), (b) {Images} images, {Descents} steps of gradient descent of size 1 / λ₁, kernels on {KernelRuns.ProbeCount} test images; dots are {Networks} seeds, lines the "
                + $"means of their logarithms; slopes are means over the seeds with Student's 95 % interval. Theory: (a) −1/2; (b) −1/2 at most, −1 for smooth activations, in the limit (laws K7b, K8a, K8b).\n"
                + $"(c) A ReLU network of width {Wide} on {WideImages} images and, dashed, the same network made linear in its parameters around its start, both trained by the same steps: the largest output of each of {Outputs.Length} test images.",
            PanelWidth = 310,
            PanelHeight = 280,
        };
    }

    static Panel AgainstWidth(string title, string label, KernelEvolutionResult relu, KernelEvolutionResult erf, Func<KernelRun, double> statistic) => new()
    {
        Title = title,
        X = Axis.Log("width n", 25, 650),
        Y = Axis.Log(label, .005, 2),
        Marks = [.. Of($"ReLU, slope {Slope(relu, statistic)}", relu, statistic, Palette.Blue), .. Of($"erf, slope {Slope(erf, statistic)}", erf, statistic, Palette.Vermillion)],
        Legend = Corner.LowerLeft,
    };

    static IEnumerable<Mark> Of(string name, KernelEvolutionResult result, Func<KernelRun, double> statistic, Ink ink)
    {
        yield return new Curve(name, [.. Widths.Select(width => new Point(width, Math.Exp(result.Of(width).Average(run => Math.Log(statistic(run))))))], ink);
        yield return new Curve($"{name}, all seeds", [.. result.Runs.Select(run => new Point(run.Width, statistic(run)))], ink) { Stroke = null, Dot = new Dot(4), InLegend = false };
    }

    static Panel Prediction()
    {
        var settings = KernelRuns.Descent(WideImages) with { Widths = [Wide], Looks = [.. Enumerable.Range(0, 17).Select(i => 2 * i)], Probes = KernelRuns.Settings.Probes.Take(Outputs.Length) };
        var (network, linearised) = KernelEvolution.BesideItsLinearisation(settings);
        return new()
        {
            Title = $"A network of width {Wide} beside its linearisation",
            X = new("step of gradient descent", 0, 32),
            Y = new("output for the class that leads at the end", -.6, 1.2),
            Marks = [.. Outputs.SelectMany((ink, image) => new[] { Path("network", network, image, ink, Dash.Solid), Path("linearised", linearised, image, ink, Dash.Dashed) })],
            Legend = Corner.UpperRight,
        };

        Curve Path(string name, IReadOnlyList<Matrix<double>> outputs, int image, Ink ink, Dash dash) =>
            new(name, [.. outputs.Select((output, i) => new Point(settings.Looks[i], output[image, network[^1].Row(image).MaximumIndex()]))], ink) { Stroke = new Stroke(1.6f, dash), InLegend = image == 0 };
    }

    static string Slope(KernelEvolutionResult result, Func<KernelRun, double> statistic)
    {
        var slopes = result.Slopes(statistic);
        var half = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, slopes.Count - 1, .975) * slopes.StandardDeviation() / Math.Sqrt(slopes.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{slopes.Mean():0.00} ± {half:0.00}").Replace('-', '−');
    }
}
