using System.Globalization;
using Dynamics.Experiments;
using Dynamics.Training;

namespace Dynamics.Approval;

/// <summary>Phase 3: the statistics that tell paths of training from random walks, and the fork that shows what is noise.</summary>
public sealed class WhatTellsAPathFigure() : FigureApproval()
{
    const int Window = 16;
    const int Forks = 2;

    static readonly Ink OfAdam = Palette.Blue;
    static readonly Ink OfSgd = Palette.Vermillion;
    static readonly Ink OfWalk = Palette.Slate;
    static readonly Ink OfLinearised = Palette.ReddishPurple;
    static readonly Ink OfDiffusion = Palette.BluishGreen;

    protected override Figure Compose()
    {
        var paths = new[]
        {
            new Kind("Adam", [.. PathRuns.Of("Adam").Select(run => run.Path)], OfAdam),
            new Kind("SGD", [.. PathRuns.Of("SGD").Select(run => run.Path)], OfSgd),
            new Kind("random walk", PathRuns.Walks, OfWalk),
            new Kind("linearised network", [.. PathRuns.Linearised.Select(run => run.Path)], OfLinearised),
            new Kind("SGD's Ornstein–Uhlenbeck process", PathRuns.Diffusions, OfDiffusion),
        };
        IReadOnlyList<SgdFork> forks = [.. PathRuns.Of("SGD").Take(Forks).Select(run => PathOfSgd.Fork(PathRuns.Settings, run))];
        return new()
        {
            Title = "What tells the path of SGD from a random walk does not tell it from noisy descent that learns no features",
            Panels = [Slowing(paths), Cosines(paths), Displacement(paths), SecondComponent(paths), Turning(paths), Fork(forks)],
            Columns = 3,
            Caption = Caption(paths, forks),
            PanelWidth = 310,
            PanelHeight = 240,
        };
    }

    static Panel Slowing(Kind[] paths) => new()
    {
        Title = "Networks are fast at first, linearised or not, and slow down",
        X = new("snapshot t", 0, 160),
        Y = Axis.Log("|θ(t+1) − θ(t)| over its mean", .2, 8),
        Marks = [.. paths.SelectMany(
            kind => Bands(kind, path => Smooth([.. path.StepLengths.Select(step => step / path.StepLengths.Average())], 4)))],
        Legend = Corner.UpperRight,
    };

    static Panel Cosines(Kind[] paths) => new()
    {
        Title = "SGD turns back, as its rivals do; Adam carries on",
        X = new("snapshot t", 0, 160),
        Y = new("cosine of consecutive steps", -.5, 1),
        Marks = [.. paths.SelectMany(kind => Bands(kind, path => Smooth(path.StepCosines, Window)))],
    };

    static Panel Displacement(Kind[] paths)
    {
        int[] lags = [1, 2, 3, 4, 6, 8, 11, 16, 20];
        return new()
        {
            Title = $"Last half: exponents {Range(paths[1], Late)} (SGD), {Range(paths[0], Late)} (Adam), 1 for a walk",
            X = Axis.Log("lag ℓ, in snapshots", .9, 24),
            Y = Axis.Log("E|θ(t+ℓ) − θ(t)|² over that of ℓ = 1", .8, 60),
            Marks =
            [
                .. paths.SelectMany(
                    kind => Bands(kind, path =>
                        [.. lags.Select(lag => path.LatePart().MeanSquaredDisplacement(lag) / path.LatePart().MeanSquaredDisplacement(1))],
                    i => lags[i])),
            ],
        };

        static double Late(TrajectoryGeometry path) => path.LatePart().DisplacementExponent;
    }

    static Panel SecondComponent(Kind[] paths) => new()
    {
        Title = $"A walk's second component is a cosine; correlations {Range(paths[1], Match)} (SGD), {Range(paths[0], Match)} (Adam)",
        X = new("snapshot t", 0, 160),
        Y = new("PC 2, mean square 1", -2.5, 4),
        Marks = [.. paths.SelectMany(kind => Bands(kind, Second))],
    };

    static Panel Turning(Kind[] paths) => new()
    {
        Title = "No spiral: the paths turn less than a walk does",
        X = new("full turns in the plane of PC 1 and PC 2", .2, .8),
        Y = new("", 0, 7) { HasTicks = false },
        Marks =
        [
            .. paths.Select((kind, i) => Dots(kind, "whole path", path => path.Turns(), 6 - .6 * i)),
            .. paths.Select((kind, i) => Dots(kind, "last half", path => path.LatePart().Turns(), 2.8 - .6 * i)),
            new Note("whole path", new(.22, 5.4), Palette.Graphite) { Bold = true },
            new Note("last half, in a plane\nof its own", new(.22, 2.2), Palette.Graphite) { Bold = true },
        ],
    };

    static Panel Fork(IReadOnlyList<SgdFork> forks) => new()
    {
        Title = $"From the end on with all examples: steps of SGD shrink to {Say(forks.Min(fork => fork.StepRatio), "0.00")} – "
            + $"{Say(forks.Max(fork => fork.StepRatio), "0.00")} of their size",
        X = new("step after the fork", 0, 25),
        Y = Axis.Log("|Δθ| of a step", .003, 1),
        Marks =
        [
            .. forks.Select((fork, i) => Steps("batches of 32", fork.MiniBatches, OfSgd, i)),
            .. forks.Select((fork, i) => Steps("all 1,280 examples", fork.AllExamples, Palette.SkyBlue, i)),
        ],
        Legend = Corner.UpperRight,
    };

    static Curve Steps(string name, IReadOnlyList<double> steps, Ink ink, int index) =>
        new(name, [.. steps.Select((step, i) => new Point(i + 1, step))],
            ink) { Stroke = new Stroke(1.5f, index == 0 ? Dash.Solid : Dash.Dashed), Dot = new Dot(3), InLegend = index == 0 };

    static Curve Dots(Kind kind, string where, Func<TrajectoryGeometry, double> statistic, double height) =>
        new($"{kind.Name}, {where}", [.. kind.Paths.Select(path => new Point(statistic(path), height))],
            kind.Ink) { Stroke = null, Dot = new Dot(6) };

    /// <summary>The mean over the seeds, and all of them between two edges.</summary>
    static IEnumerable<Mark> Bands(Kind kind, Func<TrajectoryGeometry, IReadOnlyList<double>> series, Func<int, double>? place = null)
    {
        var all = kind.Paths.Select(series).ToList();
        double[] xs = [.. Enumerable.Range(0, all[0].Count).Select(i => place?.Invoke(i) ?? i + 1)];
        yield return new Band($"{kind.Name}, all seeds", xs, [.. xs.Select((_, i) => all.Min(values => values[i]))],
            [.. xs.Select((_, i) => all.Max(values => values[i]))], kind.Ink) { InLegend = false };
        yield return new Curve(kind.Name, [.. xs.Select((x, i) => new Point(x, all.Average(values => values[i])))], kind.Ink);
    }

    static double[] Smooth(IReadOnlyList<double> values, int window) =>
        [.. values.Select((_, i) => values.Skip(i - window / 2).Take(window - Math.Max(0, window / 2 - i)).Average())];

    static double Match(TrajectoryGeometry path) => path.CosineMatch(2);

    /// <summary>With the sign that makes the first point positive.</summary>
    static double[] Second(TrajectoryGeometry path)
    {
        var projection = path.PrincipalComponents(2).Projections.Column(1);
        var unit = projection.L2Norm() / Math.Sqrt(projection.Count) * Math.Sign(projection[0]);
        return [.. projection / unit];
    }

    static string Range(Kind kind, Func<TrajectoryGeometry, double> statistic)
    {
        var values = kind.Paths.Select(statistic).ToList();
        var (low, high) = (Say(values.Min(), "0.00"), Say(values.Max(), "0.00"));
        return low == high ? low : $"{low} – {high}";
    }

    static string Caption(Kind[] paths, IReadOnlyList<SgdFork> forks) =>
        $"The runs of the figure before, from {paths[0].Paths.Count} seeds; lines are means over them, bands reach from the least to the "
            + $"greatest. (a) is smoothed over 4, (b) over {Window} snapshots. "
        + $"Walks have as many points in 4,000 dimensions. Two rivals, {paths[3].Paths.Count} seeds each: the network made linear around "
        + "its start, on the same batches, and the Ornstein–Uhlenbeck process with the "
        + "curvature and the noise of the end of the run, from its start. Neither learns features.\n"
        + "What the report says, and what the data say: a long arc at the beginning: the first quarter leads "
        + $"{Range(paths[1], path => path.Slowdown())} (SGD) and {Range(paths[0], path => path.Slowdown())} (Adam) times as far as the "
        + $"last, a walk's {Range(paths[2], path => path.Slowdown())}, "
        + $"and so it does for the linearised network, {Range(paths[3], path => path.Slowdown())}, and for the process, "
        + $"{Range(paths[4], path => path.Slowdown())}: there, but no evidence of finding. "
        + $"A tight late phase: under SGD steps turn back (cosine {Range(paths[1], LateCosine)}), and so do those of the linearised "
        + $"network ({Range(paths[3], LateCosine)}) and of the process ({Range(paths[4], LateCosine)}); "
        + $"under Adam not here, steps go on (cosine {Range(paths[0], LateCosine)}). A spiral: not supported (e).\n"
        + $"(f) The same runs of SGD ({forks.Count} seeds, solid and dashed) go on for {forks[0].AllExamples.Count} steps from one "
        + "checkpoint, with batches and without: the late wander is driven by noise.";

    static double LateCosine(TrajectoryGeometry path) => path.LatePart().StepCosines.Average();

    static string Say(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    sealed record Kind(string Name, IReadOnlyList<TrajectoryGeometry> Paths, Ink Ink);
}
