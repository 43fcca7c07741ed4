using Dynamics.Numerics;
using Dynamics.RichRegime;

namespace Dynamics.Approval;

/// <summary>The error of the shortest least-squares solution against the number of parameters, measured and as theory has it.</summary>
static class DoubleDescentPanel
{
    public const int Examples = 24;
    public const int Draws = 100;
    public const double Noise = 0.2;

    static readonly int[] Features = [3, 6, 9, 12, 15, 17, 19, 29, 31, 33, 36, 42, 48, 60, 72, 96, 120];

    public static Panel Draw()
    {
        var risks = Features.Select(Risks).ToArray();
        return new()
        {
            Title = $"Double descent, n = {Examples}",
            X = Axis.Log("parameters over examples, p / n", 0.1, 6),
            Y = Axis.Log("E |w − β|²", 1e-2, 10),
            Marks =
            [
                .. Theory("theory", p => Variance(p) + Bias(p), Palette.Graphite, Dash.Solid),
                .. Theory("its part from noise", Variance, Palette.Vermillion, Dash.Dashed),
                Branch("its part from bias", Spaced(Examples + 0.25, 6 * Examples), Bias, Palette.Blue, Dash.Dotted),
                new Curve("measured", [.. Features.Zip(risks, (p, risk) => new Point(p / (double)Examples, risk.Mean))], Palette.Black) { Stroke = null, Dot = new(6, Rim: true) },
                .. Features.Zip(risks, (p, risk) => new Curve($"two standard errors at p = {p}", [new(p / (double)Examples, risk.Mean - 2 * risk.Error), new(p / (double)Examples, risk.Mean + 2 * risk.Error)], Palette.Black) { Stroke = new(1), InLegend = false }),
                new Guide("p = n", Palette.Slate) { X = 1, InLegend = false },
            ],
            Legend = Corner.UpperLeft,
        };
    }

    static double Variance(double features) => Noise * Math.Min(Examples, features) / (Math.Abs(Examples - features) - 1);

    static double Bias(double features) => Math.Max(0, 1 - Examples / features);

    /// <summary>Two branches: where p and n are no further apart than 1, no mean exists.</summary>
    static Curve[] Theory(string name, Func<double, double> value, Ink ink, Dash dash) =>
    [
        Branch(name, Spaced(0.1 * Examples, Examples - 1.1), value, ink, dash),
        Branch($"{name}, p > n", Spaced(Examples + 1.1, 6 * Examples), value, ink, dash) with { InLegend = false },
    ];

    static Curve Branch(string name, IEnumerable<double> features, Func<double, double> value, Ink ink, Dash dash) =>
        new(name, [.. features.Select(p => new Point(p / Examples, value(p)))], ink) { Stroke = new(Dash: dash) };

    static IEnumerable<double> Spaced(double from, double to) => Enumerable.Range(0, 201).Select(k => from * Math.Pow(to / from, k / 200.0));

    static (double Mean, double Error) Risks(int features)
    {
        var stream = RandomStream.FromSeed(20260).Substream("double descent").Substream(features);
        var truth = stream.NormalVector(features).Normalize(2);
        var risks = Enumerable.Range(0, Draws).Select(_ =>
        {
            var inputs = stream.NormalMatrix(Examples, features);
            var inverse = MinimumNorm.PseudoInverse(inputs);
            return Noise * Math.Pow(inverse.FrobeniusNorm(), 2) + Math.Pow((truth - inverse * (inputs * truth)).L2Norm(), 2);
        }).ToArray();
        var mean = risks.Average();
        return (mean, Math.Sqrt(risks.Sum(risk => (risk - mean) * (risk - mean)) / (Draws - 1) / Draws));
    }
}
