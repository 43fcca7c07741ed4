using System.Globalization;
using Dynamics.Experiments;
using static Dynamics.Specs.Experiments.KernelEvolutionPhenomena;

namespace Dynamics.Approval;

/// <summary>
/// Phase 2: the eigenvalues of the empirical kernel leave those of the analytic one in training, less so the wider the network.
/// </summary>
public sealed class KernelEvolutionFigure() : FigureApproval()
{
    const int AsReported = 512;
    const int LazyScale = 100;
    const int Seeds = 10;

    static readonly int[] Widths = [32, 64, 128];
    static readonly Ink[] OfEigenvalue = [Palette.Blue, Palette.Vermillion, Palette.BluishGreen, Palette.Orange, Palette.ReddishPurple];
    static readonly Ink[] OfWidth = [Palette.Vermillion, Palette.Blue, Palette.BluishGreen];
    static readonly Axis Steps = new("step of Adam", 0, 80);

    protected override Figure Compose()
    {
        var wide = KernelEvolution.Run(KernelRuns.Settings with { Widths = [AsReported], Networks = 3 });
        var rich = KernelEvolution.Run(KernelRuns.Settings with { Widths = [.. Widths], Networks = Seeds });
        var lazy = KernelEvolution.Run(KernelRuns.Settings with { Widths = [Widths[1]], Networks = Seeds, OutputScale = LazyScale });
        var (turned, still) = (rich.Of(Widths[1]), lazy.Runs);
        return new()
        {
            Title = "The kernel of a finite network moves in training with Adam, less in wide ones",
            Panels = [Eigenvalues(wide), First(rich), Turn(rich), Alignment(turned, still)],
            Columns = 2,
            Caption = $"ReLU networks 784-n-n-10 in the NTK parameterisation, no biases, squared loss on one-hot labels, "
                + $"{KernelRuns.Images:N0} images of Fashion-MNIST, batches of 128, Adam with η = 10⁻³, 10 epochs. The kernel is the "
                + $"trace over the outputs, over 10, on {KernelRuns.ProbeCount} test images. (a) n = {AsReported}: means of "
                + $"{wide.Runs.Count} seeds, bands from the least to the greatest; dashed, the analytic kernel. Most of the distance "
                + $"between seeds is there before the first step. (b), (c), (d) {Seeds} seeds each: {Spread.Words}. (b) λ₁ over its "
                + "start, over the geometric mean of the same for λ₂ to λ₅. (c) The least |Θ(t) − c Θ(0)| / |Θ(t)| over all c: a common "
                + "factor is taken out of both.\n"
                + $"(d) n = {Widths[1]}; alignment is centred (Cortes, Mohri and Rostamizadeh 2012). The lazy runs train f₀ + {LazyScale} "
                + $"(f − f₀), the rest alike: their loss ends at {Ends(still, run => run.Points[^1].Loss)}, that of the rich runs at "
                + $"{Ends(turned, run => run.Points[^1].Loss)}; their kernel turns by {Ends(still, run => run.Points[^1].Turn)}, that of "
                + $"the rich runs by {Ends(turned, run => run.Points[^1].Turn)}. At fixed η Adam "
                + "has no limit of infinite width in the NTK parameterisation: a step moves the output by an amount of order η n. "
                + "Demonstrations: no theorem here covers Adam; in the setting of P2b part of the gain is had on shuffled labels too.",
            PanelWidth = 320,
            PanelHeight = 280,
        };
    }

    static Panel Eigenvalues(KernelEvolutionResult wide) => new()
    {
        Title = $"Five leading eigenvalues, n = {AsReported}: the first falls by {Fall(wide)} %",
        X = Steps,
        Y = Axis.Log("eigenvalue of Θ", .8, 200),
        Marks = [.. OfEigenvalue.SelectMany((ink, k) => Eigenvalue(wide, k, ink))],
        Legend = Corner.UpperRight,
    };

    static IEnumerable<Mark> Eigenvalue(KernelEvolutionResult wide, int k, Ink ink)
    {
        double[] steps = [.. wide.Runs[0].Points.Select(point => (double)point.Step)];
        yield return new Band(
            $"eigenvalue {k + 1}, all seeds", steps, [.. steps.Select((_, i) => wide.Runs.Min(run => run.Points[i].Eigenvalues[k]))],
            [.. steps.Select((_, i) => wide.Runs.Max(run => run.Points[i].Eigenvalues[k]))], ink) { InLegend = false };
        yield return new Curve(
            "empirical", [.. steps.Select((step, i) => new Point(step, wide.Runs.Average(run => run.Points[i].Eigenvalues[k])))],
            ink) { InLegend = k == 0 };
        yield return new Curve(
            "analytic", [new(0, wide.Analytic[k]), new(80, wide.Analytic[k])],
            ink) { Stroke = new Stroke(1.4f, Dash.Dashed), InLegend = k == 0 };
    }

    static Panel First(KernelEvolutionResult rich) => new()
    {
        Title = "The first eigenvalue falls beside the others, less so in wide networks",
        X = Steps,
        Y = new("λ₁(t) / λ₁(0), over that of the others", .4, 1.3),
        Marks =
        [
            new Guide("as at the start", Palette.Slate) { Y = 1 },
            .. ByWidth(rich, run => [.. run.Points.Select(point => Math.Exp(BesideTheOthers(point) - BesideTheOthers(run.Points[0])))]),
        ],
        Legend = Corner.UpperRight,
    };

    static Panel Turn(KernelEvolutionResult rich) => new()
    {
        Title = "The wider the network, the less its kernel turns",
        X = Steps,
        Y = new("least |Θ(t) − c Θ(0)| / |Θ(t)|", 0, .4),
        Marks = [.. ByWidth(rich, run => [.. run.Points.Select(point => point.Turn)])],
        Legend = Corner.UpperLeft,
    };

    static Panel Alignment(IReadOnlyList<KernelRun> rich, IReadOnlyList<KernelRun> lazy) => new()
    {
        Title = "A rich kernel turns towards the labels, a lazy one does not",
        X = Steps,
        Y = new("gain in alignment with the labels", -.01, .05),
        Marks = [.. Over("rich", rich, Gain, Palette.Blue), .. Over($"lazy, α = {LazyScale}", lazy, Gain, Palette.Slate)],
        Legend = Corner.UpperLeft,
    };

    static IEnumerable<Mark> ByWidth(KernelEvolutionResult rich, Func<KernelRun, double[]> statistic) =>
        Widths.SelectMany((width, i) => Over($"n = {width}", rich.Of(width), statistic, OfWidth[i]));

    static IEnumerable<Mark> Over(string name, IReadOnlyList<KernelRun> runs, Func<KernelRun, double[]> statistic, Ink ink)
    {
        double[][] all = [.. runs.Select(statistic)];
        return Spread.Of(name, [.. runs[0].Points.Select(point => (double)point.Step)],
            [.. all[0].Select((_, i) => all.Select(run => run[i]).ToArray())], ink, dot: new(3));
    }

    static double[] Gain(KernelRun run) => [.. run.Points.Select(point => point.Alignment - run.Points[0].Alignment)];

    static string Fall(KernelEvolutionResult wide)
    {
        int[] falls =
            [.. wide.Runs.Select(run => (int)Math.Round(100 * (1 - run.Points[^1].Eigenvalues[0] / run.Points[0].Eigenvalues[0])))
                .Order()];
        return $"{falls[0]} – {falls[^1]}";
    }

    static string Ends(IReadOnlyList<KernelRun> runs, Func<KernelRun, double> statistic) =>
        string.Create(CultureInfo.InvariantCulture, $"{runs.Min(statistic):0.###} – {runs.Max(statistic):0.###}");
}
