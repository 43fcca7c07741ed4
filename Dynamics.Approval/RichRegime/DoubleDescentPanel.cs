using Dynamics.Numerics;
using Dynamics.RichRegime;

namespace Dynamics.Approval;

/// <summary>The error of the shortest least-squares solution against the number of parameters, measured and as theory has it.</summary>
static class DoubleDescentPanel
{
    public const int Examples = 24;
    public const int Draws = 100;
    public const double Noise = 0.2;

    /// <summary>What draws show has a variance where p and n are at least this far apart, and a mean where they are 2 apart or more
    /// (von Rosen 1988).</summary>
    public const int LeastWithVariance = 4;

    static readonly int[] Features = [3, 6, 9, 12, 15, 17, 19, 20, 28, 29, 31, 33, 36, 42, 48, 60, 72, 96, 120];

    static readonly int[] NearThePeak = [.. Enumerable.Range(16, 17)];

    public static Panel Draw() => new()
    {
        Title = $"Double descent, n = {Examples}",
        X = Axis.Log("parameters over examples, p / n", 0.1, 6),
        Y = Axis.Log("E |w − β|²", 1e-2, 10),
        Marks =
        [
            .. Theory(p => p / Examples),
            .. Means([.. Features.Select(At)], p => p / (double)Examples),
            new Guide("p = n", Palette.Slate) { X = 1, InLegend = false },
        ],
        Legend = Corner.UpperLeft,
    };

    public static Panel DrawThePeak()
    {
        Drawn[] drawn = [.. NearThePeak.Select(At)];
        return new()
        {
            Title = "The same about the peak",
            X = new("parameters p", NearThePeak[0] - .5, NearThePeak[^1] + .5),
            Y = Axis.Log("|w − β|²", .05, 1e3),
            Marks =
            [
                new Band("80 % of draws", [.. NearThePeak.Select(p => (double)p)], Percentiles(.1), Percentiles(.9), Palette.SkyBlue),
                .. Theory(p => p).Concat(Means(drawn, p => p)).Select(mark => mark with { InLegend = false }),
                new Curve("mean, variance ∞", WithoutVariance(), Palette.Black) { Stroke = null, Dot = new(7, DotShape.Cross) },
                new Guide("p = n", Palette.Slate) { X = Examples, InLegend = false },
            ],
            Legend = Corner.LowerLeft,
        };

        double[] Percentiles(double share) => [.. drawn.Select(at => Spread.Percentile(at.Risks, share))];

        Point[] WithoutVariance() =>
            [.. drawn.Where(at => at.Distance is >= 2 and < LeastWithVariance).Select(at => new Point(at.Features, at.Risks.Average()))];
    }

    static IEnumerable<Mark> Theory(Func<double, double> place) =>
    [
        .. TwoBranches("theory", p => Variance(p) + Bias(p), Palette.Graphite, Dash.Solid, place),
        .. TwoBranches("its part from noise", Variance, Palette.Vermillion, Dash.Dashed, place),
        Branch("its part from bias", Spaced(Examples + 0.25, 6 * Examples), Bias, Palette.Blue, Dash.Dotted, place),
    ];

    /// <summary>Where the variance is finite.</summary>
    static IEnumerable<Mark> Means(Drawn[] drawn, Func<int, double> place)
    {
        Drawn[] told = [.. drawn.Where(at => at.Distance >= LeastWithVariance)];
        yield return new Curve("measured", [.. told.Select(at => new Point(place(at.Features), at.Risks.Average()))], Palette.Black)
        {
            Stroke = null,
            Dot = new(6, Rim: true),
        };
        foreach (var at in told)
        {
            var (x, mean, error) = (place(at.Features), at.Risks.Average(), at.Error);
            Point[] bar = [new(x, mean - 2 * error), new(x, mean + 2 * error)];
            yield return new Curve($"two standard errors at p = {at.Features}", bar, Palette.Black) { Stroke = new(1), InLegend = false };
        }
    }

    static double Variance(double features) => Noise * Math.Min(Examples, features) / (Math.Abs(Examples - features) - 1);

    static double Bias(double features) => Math.Max(0, 1 - Examples / features);

    /// <summary>Where p and n are no further apart than 1, no mean exists.</summary>
    static Curve[] TwoBranches(string name, Func<double, double> value, Ink ink, Dash dash, Func<double, double> place) =>
    [
        Branch(name, Spaced(0.1 * Examples, Examples - 1.1), value, ink, dash, place),
        Branch($"{name}, p > n", Spaced(Examples + 1.1, 6 * Examples), value, ink, dash, place) with { InLegend = false },
    ];

    static Curve Branch(
        string name, IEnumerable<double> features, Func<double, double> value, Ink ink, Dash dash, Func<double, double> place) =>
        new(name, [.. features.Select(p => new Point(place(p), value(p)))], ink) { Stroke = new(Dash: dash) };

    static IEnumerable<double> Spaced(double from, double to) =>
        Enumerable.Range(0, 201).Select(k => from * Math.Pow(to / from, k / 200.0));

    static Drawn At(int features)
    {
        var stream = RandomStream.FromSeed(20260).Substream("double descent").Substream(features);
        var truth = stream.NormalVector(features).Normalize(2);
        return new(features, [.. Enumerable.Range(0, Draws).Select(_ =>
        {
            var inputs = stream.NormalMatrix(Examples, features);
            var inverse = MinimumNorm.PseudoInverse(inputs);
            return Noise * Math.Pow(inverse.FrobeniusNorm(), 2) + Math.Pow((truth - inverse * (inputs * truth)).L2Norm(), 2);
        })]);
    }
}

/// <summary>What draws of the examples show at one number of parameters.</summary>
sealed record Drawn(int Features, double[] Risks)
{
    public int Distance => Math.Abs(Features - DoubleDescentPanel.Examples);

    public double Error
    {
        get
        {
            var mean = Risks.Average();
            return Math.Sqrt(Risks.Sum(risk => (risk - mean) * (risk - mean)) / (Risks.Length - 1) / Risks.Length);
        }
    }
}
