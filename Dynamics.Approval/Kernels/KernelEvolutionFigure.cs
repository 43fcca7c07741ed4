using System.Globalization;
using Dynamics.Experiments;

namespace Dynamics.Approval;

/// <summary>
/// Phase 2: the eigenvalues of the empirical kernel leave those of the analytic one in training, less so the wider the network.
/// </summary>
public sealed class KernelEvolutionFigure() : FigureApproval()
{
    const int Medium = 512;
    const int LazyScale = 100;

    static readonly int[] Widths = [128, Medium, 1024];
    static readonly Ink[] OfEigenvalue = [Palette.Blue, Palette.Vermillion, Palette.BluishGreen, Palette.Orange, Palette.ReddishPurple];
    static readonly Ink[] OfWidth = [Palette.Vermillion, Palette.Blue, Palette.BluishGreen];
    static readonly Axis Steps = new("step of Adam", 0, 80);

    protected override Figure Compose()
    {
        var rich = KernelEvolution.Run(KernelRuns.Settings with { Widths = [Medium], Networks = 3 });
        var lazy = KernelEvolution.Run(KernelRuns.Settings with { Widths = [Medium], Networks = 2, OutputScale = LazyScale });
        var others = KernelEvolution.Run(KernelRuns.Settings with { Widths = [Widths[0], Widths[2]] });
        IReadOnlyList<KernelRun> byWidth = [others.Of(Widths[0])[0], rich.Runs[0], others.Of(Widths[2])[0]];
        return new()
        {
            Title = "The kernel of a finite network moves in training; at infinite width it stands still",
            Panels = [Eigenvalues(rich), ByWidth(byWidth), Change(byWidth), Alignment(rich, lazy)],
            Columns = 2,
            Caption = $"ReLU networks 784-{Medium}-{Medium}-10 in the NTK parameterisation, no biases, squared loss on one-hot labels, "
                + $"{KernelRuns.Images:N0} images of Fashion-MNIST, batches of 128, Adam with η = 10⁻³, 10 epochs. "
                + $"The kernel is the trace over the outputs, over 10, on {KernelRuns.ProbeCount} test images. (a) Lines are the means of "
                + $"{rich.Runs.Count} seeds, bands reach from the least to the greatest; dashed, the analytic kernel. "
                + "Most of the distance between seeds is there before the first step. (b), (c) One seed each; laws K7 and K8 are about "
                + "gradient descent, and Adam is covered by neither.\n"
                + "(d) Each line is a seed; alignment is centred (Cortes, Mohri and Rostamizadeh 2012). The lazy runs train f₀ + "
                + $"{LazyScale} (f − f₀), the rest alike: their loss ends at {Ends(lazy, run => run.Points[^1].Loss)}, that of the rich "
                + $"runs at {Ends(rich, run => run.Points[^1].Loss)}; "
                + $"their kernel moves by {Ends(lazy, run => run.Points[^1].Change)}, that of the rich runs by "
                + $"{Ends(rich, run => run.Points[^1].Change)}. Demonstrations: no theorem covers Adam on these networks.",
            PanelWidth = 320,
            PanelHeight = 280,
        };
    }

    static Panel Eigenvalues(KernelEvolutionResult rich) => new()
    {
        Title = $"The five leading eigenvalues: within ten epochs the first falls by {Fall(rich)} %",
        X = Steps,
        Y = Axis.Log("eigenvalue of Θ", .8, 200),
        Marks = [.. OfEigenvalue.SelectMany((ink, k) => Eigenvalue(rich, k, ink))],
        Legend = Corner.UpperRight,
    };

    static IEnumerable<Mark> Eigenvalue(KernelEvolutionResult rich, int k, Ink ink)
    {
        double[] steps = [.. rich.Runs[0].Points.Select(point => (double)point.Step)];
        yield return new Band(
            $"eigenvalue {k + 1}, all seeds", steps, [.. steps.Select((_, i) => rich.Runs.Min(run => run.Points[i].Eigenvalues[k]))],
            [.. steps.Select((_, i) => rich.Runs.Max(run => run.Points[i].Eigenvalues[k]))], ink) { InLegend = false };
        yield return new Curve(
            "empirical", [.. steps.Select((step, i) => new Point(step, rich.Runs.Average(run => run.Points[i].Eigenvalues[k])))],
            ink) { InLegend = k == 0 };
        yield return new Curve(
            "analytic", [new(0, rich.Analytic[k]), new(80, rich.Analytic[k])],
            ink) { Stroke = new Stroke(1.4f, Dash.Dashed), InLegend = k == 0 };
    }

    static Panel ByWidth(IReadOnlyList<KernelRun> byWidth) => new()
    {
        Title = "The same eigenvalues over their starts: the first (thick) falls less in wide networks",
        X = Steps,
        Y = new("λ(t) / λ(0)", .65, 1.1),
        Marks = [.. byWidth.SelectMany((run, i) =>
            run.Points[0].Eigenvalues.Select((start, k) =>
                new Curve(
                    $"width {run.Width:N0}, eigenvalue {k + 1}",
                    [.. run.Points.Select(point => new Point(point.Step, point.Eigenvalues[k] / start))], OfWidth[i])
            { LegendName = $"width {run.Width:N0}", Stroke = new(k == 0 ? 3f : .9f), InLegend = k == 0 })),
            new Guide("infinite width", Palette.Slate) { Y = 1 }],
        Legend = Corner.LowerLeft,
    };

    static Panel Change(IReadOnlyList<KernelRun> byWidth) => new()
    {
        Title = "The wider the network, the less its kernel changes",
        X = Steps,
        Y = new("|Θ(t) − Θ(0)| / |Θ(0)|", 0, .3),
        Marks = [.. byWidth.Select(
            (run, i) =>
                new Curve(
                    $"width {run.Width:N0}", [.. run.Points.Select(point => new Point(point.Step, point.Change))],
                    OfWidth[i]) { Dot = new Dot(3) })],
        Legend = Corner.UpperLeft,
    };

    static Panel Alignment(KernelEvolutionResult rich, KernelEvolutionResult lazy) => new()
    {
        Title = "A rich kernel turns towards the labels, a lazy one does not",
        X = Steps,
        Y = new("gain in alignment with the labels", -.005, .03),
        Marks = [.. Alignments("rich", rich, Palette.Blue), .. Alignments($"lazy, α = {LazyScale}", lazy, Palette.Slate)],
        Legend = Corner.UpperLeft,
    };

    static IEnumerable<Mark> Alignments(string name, KernelEvolutionResult result, Ink ink) => result.Runs.Select((run, i) =>
        new Curve(name, [.. run.Points.Select(point => new Point(point.Step, point.Alignment - run.Points[0].Alignment))],
            ink) { Dot = new Dot(3), InLegend = i == 0 });

    static string Fall(KernelEvolutionResult rich)
    {
        int[] falls =
            [.. rich.Runs.Select(run => (int)Math.Round(100 * (1 - run.Points[^1].Eigenvalues[0] / run.Points[0].Eigenvalues[0])))
                .Order()];
        return $"{falls[0]} – {falls[^1]}";
    }

    static string Ends(KernelEvolutionResult result, Func<KernelRun, double> statistic) =>
        string.Create(CultureInfo.InvariantCulture, $"{result.Runs.Min(statistic):0.###} – {result.Runs.Max(statistic):0.###}");
}
