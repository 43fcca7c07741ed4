using System.Globalization;
using Dynamics.Experiments;
using Dynamics.Numerics;

namespace Dynamics.Approval;

/// <summary>Gradient descent at the edge of stability, beside what the flow would do.</summary>
public sealed class EdgeOfStabilityFigure() : FigureApproval()
{
    const double Rate = .2;
    const double Edge = 2 / Rate;

    const int Steps = 160;

    static readonly Ink OfDescent = Palette.Vermillion;
    static readonly Ink OfFlow = Palette.Blue;
    static readonly Axis Time = new("time η t", 0, 320);

    protected override Figure Compose()
    {
        var settings = new EdgeOfStabilitySettings { Looks = 64 };
        int[] seeds = [.. Enumerable.Range(1, 10)];
        IReadOnlyList<EdgeRun> descents = [.. seeds.Select(seed => EdgeOfStability.Run(settings, Rate, Stream(seed)))];
        IReadOnlyList<EdgeRun> flows = [.. seeds.Select(seed => EdgeOfStability.Run(settings, Rate / 10, Stream(seed)))];
        var onset = StepsOfALook(descents[0])
            * (descents[0].Sharpness.Select((sharpness, look) => (sharpness, look)).First(at => at.sharpness > Edge).look - 1);
        return new()
        {
            Title = "Where the flow would grow too sharp for its step, gradient descent stays at the edge of stability",
            Panels =
            [
                Loss(descents, flows), Sharpness(descents, flows),
                Onset(onset, EdgeOfStability.SharpnessStepByStep(settings, Rate, onset, Steps, Stream(seeds[0])), descents[0]),
            ],
            Caption = $"A tanh network 3-24-24-1 in the standard parameterisation on {settings.Examples} random examples with random "
                + $"labels, full batch, mean squared loss. Gradient descent with η = {Say(Rate)}, and with a tenth of it, which stands "
                + $"for the flow; {seeds.Length} seeds, each with data and a start of its own. Sharpness λ is the largest eigenvalue of "
                + $"the Hessian, by Lanczos. Beyond 2/η = {Say(Edge)} gradient descent on a quadratic diverges.\n"
                + $"(a) Each line is a seed, that of (c) thick. (b) {Spread.Words}, every {StepsOfALook(descents[0])} steps of the larger "
                + "η, after odd and even ones in turn. The median of ηλ/2 over the last half of a run is "
                + $"{Range(descents, "0.000")} for η = {Say(Rate)}; where the small step goes, it would be {Range(flows, "0.00")}. "
                + $"(c) λ after every one of {Steps} steps; the dots are what (b) has of them. A demonstration: no theorem covers these "
                + "networks (Cohen et al. 2021; N8a to N8d).",
            PanelWidth = 310,
            PanelHeight = 280,
        };
    }

    static Panel Loss(IReadOnlyList<EdgeRun> descents, IReadOnlyList<EdgeRun> flows) => new()
    {
        Title = $"The loss falls, and rises at {Rises(descents)} % of the steps; with the small step at {Rises(flows)} %",
        X = Time,
        Y = Axis.Log("loss", 1e-7, 30),
        Marks = [.. flows.Select((run, seed) => Curve(run, OfFlow, seed)), .. descents.Select((run, seed) => Curve(run, OfDescent, seed))],
        Legend = Corner.UpperRight,
    };

    static Panel Sharpness(IReadOnlyList<EdgeRun> descents, IReadOnlyList<EdgeRun> flows) => new()
    {
        Title = "The sharpness comes to 2/η; that of the small step goes beyond",
        X = Time,
        Y = Axis.Log("sharpness λ", 3, 60),
        Marks =
        [
            new Guide("2/η", Palette.Graphite) { Y = Edge, InLegend = false },
            new Note("2/η for η = 0.2", new(318, Edge * .96), Palette.Graphite) { Anchor = Anchor.UpperRight },
            .. Over(flows, OfFlow),
            .. Over(descents, OfDescent),
        ],
        Legend = Corner.UpperLeft,
    };

    static Panel Onset(int first, IReadOnlyList<double> sharpness, EdgeRun run) => new()
    {
        Title = "Step by step it grows past 2/η, and is thrown back",
        X = new("step", first, first + Steps),
        Y = new("sharpness λ", 0, 20),
        Marks =
        [
            new Guide("2/η", Palette.Graphite) { Y = Edge, InLegend = false },
            new Note("2/η", new(first + Steps * .64, Edge + .2), Palette.Graphite) { Anchor = Anchor.LowerLeft },
            new Curve($"η = {Say(Rate)}, every step", [.. sharpness.Select((value, step) => new Point(first + step, value))], OfDescent)
                { Stroke = new(1.2f) },
            new Curve("as in (b)",
                [.. run.Times.Zip(run.Sharpness, (time, value) => new Point(Math.Round(time / Rate), value))
                    .Where(point => point.X >= first && point.X <= first + Steps)], OfDescent) { Stroke = null, Dot = new(6) },
        ],
        Legend = Corner.LowerLeft,
    };

    static IEnumerable<Mark> Over(IReadOnlyList<EdgeRun> runs, Ink ink) => Spread.Of($"η = {Say(runs[0].Rate)}", runs[0].Times,
        [.. runs[0].Times.Select((_, look) => runs.Select(run => run.Sharpness[look]).ToArray())], ink);

    static Curve Curve(EdgeRun run, Ink ink, int seed)
    {
        var stride = Math.Max(1, (int)Math.Round(.2 / run.Rate));
        return new($"η = {Say(run.Rate)}, seed {seed + 1}",
            [.. run.Losses.Select((loss, step) => (loss, step)).Where(at => at.step % stride == 0)
                .Select(at => new Point(run.Rate * at.step, at.loss))], ink)
        {
            LegendName = $"η = {Say(run.Rate)}", Stroke = new Stroke(seed == 0 ? 1.6f : .5f), InLegend = seed == 0,
        };
    }

    static int StepsOfALook(EdgeRun run) => (int)Math.Round((run.Times[2] - run.Times[1]) / run.Rate);

    static string Rises(IReadOnlyList<EdgeRun> runs) => Range(runs.Select(run => 100 * Enumerable.Range(1, run.Losses.Count - 1)
        .Count(t => run.Losses[t] > run.Losses[t - 1]) / (run.Losses.Count - 1.0)), "0");

    static string Range(IReadOnlyList<EdgeRun> runs, string format) => Range(runs.Select(run => Rate * run.LateSharpness / 2), format);

    static string Range(IEnumerable<double> values, string format)
    {
        var (least, greatest) = (Say(values.Min(), format), Say(values.Max(), format));
        return least == greatest ? least : $"{least} to {greatest}";
    }

    static RandomStream Stream(int seed) => RandomStream.FromSeed((ulong)seed).Substream("edge of stability");

    static string Say(double value, string format = "0.##") => value.ToString(format, CultureInfo.InvariantCulture);
}
