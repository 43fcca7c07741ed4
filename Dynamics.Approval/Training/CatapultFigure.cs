using System.Globalization;
using Dynamics.Experiments;
using Dynamics.Numerics;

namespace Dynamics.Approval;

/// <summary>The catapult: a step that is too large for where it starts, and not too large for where it lands.</summary>
public sealed class CatapultFigure() : FigureApproval()
{
    const int Width = 1000;
    const int Steps = 40;
    const int Starts = 20;
    const int Long = 400;
    const double Diverged = 1e6;

    static readonly (double Rate, Ink Ink)[] Runs = [(.5, Palette.BluishGreen), (3, Palette.Vermillion), (4.5, Palette.Blue)];
    static readonly double[] Rates = [.25, .5, .75, 1, 1.25, 1.5, 1.75, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 3.75, 4.25, 4.5, 4.75];

    protected override Figure Compose()
    {
        var shots = Runs.Select(run => new Shots(run.Rate, run.Ink, Paths(run.Rate, Steps))).ToList();
        var ends = Rates.Select(rate => Paths(rate, Long).Select(path => new End(rate, path)).ToArray()).ToList();
        var thrown = ends.SelectMany(end => end).Where(end => end.Rate is > 2 and < 4).ToList();
        var beyond = ends.SelectMany(end => end).Where(end => end.Rate > 4).ToList();
        return new()
        {
            Title = "A step between 2 and 4 over the kernel throws the weights to where it is stable",
            Panels = [Loss(shots), Kernel(shots), Ends(ends)],
            Caption = $"Gradient descent on f²/2 with f = u · v / √n, n = {Width:N0}, from {Starts} normal starts each. The tangent "
                + "kernel l = (|u|² + |v|²) / n is the sharpness at f = 0. (a), (b) Lines: the weights themselves; dots, of the first "
                + "start: the two numbers f and l alone, by f′ = f (1 − η l + η² f² / n), l′ = l + (η f² / n)(η l − 4) (Lewkowycz et al. "
                + $"2020).\n(c) η l after {Long} steps, each dot a start: of {thrown.Count} between 2 and 4, "
                + $"{thrown.Count(end => end.HasDiverged)} diverged, the others end at "
                + $"{Say(thrown.Where(end => !end.HasDiverged).Max(end => end.Scaled), "0.00")} or less; above 4, "
                + $"{beyond.Count(end => end.HasDiverged)} of {beyond.Count} diverged.",
            PanelWidth = 310,
            PanelHeight = 270,
        };
    }

    static IReadOnlyList<CatapultPoint>[] Paths(double rate, int steps) => [.. Enumerable.Range(0, Starts).Select(start =>
        Catapult.Run(Width, rate, steps, RandomStream.FromSeed(2).Substream(start)))];

    static Panel Loss(IReadOnlyList<Shots> shots) => new()
    {
        Title = "η l₀ = 0.5 falls, 3 rises and then falls, 4.5 diverges",
        X = new("step", 0, Steps),
        Y = Axis.Log("loss f²/2", 1e-10, 1e6),
        Marks = [.. shots.SelectMany(shot => Marks(shot, (_, point) => point.Output * point.Output / 2))],
        Legend = Corner.UpperRight,
    };

    static Panel Kernel(IReadOnlyList<Shots> shots) => new()
    {
        Title = "The kernel moves only while the loss is large: down below 4, up above",
        X = new("step", 0, Steps),
        Y = new("η l", 0, 6),
        Marks = [.. Edges(39.5), .. shots.SelectMany(shot => Marks(shot, (path, point) => point.Kernel * shot.Rate / path[0].Kernel))],
    };

    static Panel Ends(IReadOnlyList<End[]> ends) => new()
    {
        Title = "Below 4 every start ends below 2",
        X = new("η l at the start", 0, 5),
        Y = new($"η l after {Long} steps", 0, 6),
        Marks =
        [
            .. Edges(4.95),
            new Curve("it stays", [new(0, 0), new(5, 5)], Palette.Slate) { Stroke = new(1, Dash.Dotted) },
            new Curve("a start", [.. ends.SelectMany(end => end).Where(end => !end.HasDiverged)
                .Select(end => new Point(end.Rate, end.Scaled))], Palette.Vermillion) { Stroke = null, Dot = new(3.5f) },
            new Curve("diverges", [.. ends.SelectMany(end => end).Where(end => end.HasDiverged).Select(end => new Point(end.Rate, 5.9))],
                Palette.Blue) { Stroke = null, Dot = new(5, DotShape.Triangle) },
        ],
        Legend = Corner.UpperLeft,
    };

    static IEnumerable<Mark> Edges(double right) =>
    [
        new Guide("4, beyond which the kernel grows", Palette.Graphite) { Y = 4, InLegend = false },
        new Guide("2, below which the loss falls", Palette.Graphite) { Y = 2, InLegend = false },
        new Note("4", new(right, 4.05), Palette.Graphite) { Anchor = Anchor.LowerRight },
        new Note("2: stable below", new(right, 2.05), Palette.Graphite) { Anchor = Anchor.LowerRight },
    ];

    static IEnumerable<Mark> Marks(Shots shots, Func<IReadOnlyList<CatapultPoint>, CatapultPoint, double> value)
    {
        var name = $"η l₀ = {Say(shots.Rate, "0.#")}";
        foreach (var (path, start) in shots.Paths.Select((path, start) => (path, start)))
            yield return Along($"{name}, start {start + 1}", path, value, shots.Ink)
                with { LegendName = name, Stroke = new(start == 0 ? 2f : .5f), InLegend = start == 0 };
        yield return Along($"{name}, two numbers", Catapult.Recursion(shots.Paths[0][0], Width, shots.Rate, shots.Paths[0].Count - 1),
            value, shots.Ink) with { Stroke = null, Dot = new Dot(4.5f), InLegend = false };
    }

    static Curve Along(
        string name, IReadOnlyList<CatapultPoint> path, Func<IReadOnlyList<CatapultPoint>, CatapultPoint, double> value, Ink ink) =>
        new(name, [.. path.Select((point, step) => new Point(step, value(path, point))).TakeWhile(point => point.Y < 1e8)], ink);

    static string Say(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    sealed record Shots(double Rate, Ink Ink, IReadOnlyList<CatapultPoint>[] Paths);

    sealed record End(double Rate, IReadOnlyList<CatapultPoint> Path)
    {
        public bool HasDiverged => Math.Abs(Path[^1].Output) >= Diverged;

        public double Scaled => Path[^1].Kernel * Rate / Path[0].Kernel;
    }
}
