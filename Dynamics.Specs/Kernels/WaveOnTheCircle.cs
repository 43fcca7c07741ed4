using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>A wave around n points of the unit circle, and the kernels of one hidden ReLU layer there.</summary>
public sealed class WaveOnTheCircle
{
    readonly Lazy<AnalyticKernels> _kernels;

    WaveOnTheCircle(int points, int frequency) => (Points, Frequency, _kernels) = (points, frequency, new(() => KernelsWith()));

    /// <summary>Odd waves from 3 on, whose eigenvalues are zero, are one in five.</summary>
    public static Subjects<WaveOnTheCircle> Subjects => new(
        from half in Gen.Choose(20, 150)
        from k in Gen.OneOf(Gen.Choose(0, 9), Gen.Elements(0, 1, 2, 4, 6, 8))
        select new WaveOnTheCircle(2 * half, k),
        at => [.. Simpler.Count(at.Points / 2, 20).Select(half => new WaveOnTheCircle(2 * half, at.Frequency)),
            .. Simpler.Count(at.Frequency, 0).Select(k => new WaveOnTheCircle(at.Points, k))],
        at => [Trait.Of("n", at.Points), Trait.Of("k", at.Frequency)]);

    public int Points { get; }

    public int Frequency { get; }

    public Vector<double> Wave => Vector<double>.Build.Dense(Points, i => Math.Cos(2 * Math.PI * Frequency * i / Points));

    public AnalyticKernels Kernels => _kernels.Value;

    /// <summary>
    /// Σ_j λ_{k + j n}: with m = k + j n, (m² + 3) / (m² − 1)² = 1 / (m − 1)² + 1 / (m + 1)² − (1 / (m − 1) − 1 / (m + 1)) / 2, and Σ_j 1
    /// / (x + j n)² = (π / n)² / sin²(π x / n), Σ_j 1 / (x + j n) = (π / n) cot(π x / n).
    /// </summary>
    public double TangentEigenvalue => Frequency == 1 ? .5 : Frequency % 2 == 1 ? 0 : 2 * Squares - Inverses;

    /// <summary>Σ_j μ_{k + j n}: 4 / (m² − 1)² = 1 / (m − 1)² + 1 / (m + 1)² − (1 / (m − 1) − 1 / (m + 1)).</summary>
    public double NngpEigenvalue => Frequency == 1 ? .25 : Frequency % 2 == 1 ? 0 : Squares - Inverses;

    /// <summary>How far roundings turn the angle between two points, in the mean: that between opposite ones by a root.</summary>
    public static Quantity<WaveOnTheCircle> Turn =>
        new($"mean of min(g / sin φ, √(2 g)), g = γ({TextbookKernels.OfADual}),", at => Enumerable.Range(1, at.Points - 1)
            .Sum(i => Math.Min(Rounded / Math.Abs(Math.Sin(at.Angle(i, 0))), Math.Sqrt(2 * Rounded))) / at.Points);

    /// <param name="hiddenLayers">Of ReLUs.</param>
    /// <param name="moved">How far the points are moved along sin 2 φ, in distances between neighbours.</param>
    public AnalyticKernels KernelsWith(int hiddenLayers = 1, double moved = 0) => AnalyticKernels.Of(
        new(Shape.Vector(2), [.. Enumerable.Repeat(Hidden, hiddenLayers).SelectMany(layers => layers), new Dense(1, 2)]),
        Matrix<double>.Build.Dense(Points, 2, (i, j) => j == 0 ? Math.Cos(Angle(i, moved)) : Math.Sin(Angle(i, moved))));

    public override string ToString() => $"wave {Frequency} around {Points} points";

    /// <summary>Σ_j 1 / (m − 1)² + 1 / (m + 1)², over π².</summary>
    double Squares => (1 / Square(Math.Sin(Below)) + 1 / Square(Math.Sin(Above))) / Square(Points);

    /// <summary>Σ_j 1 / (m − 1) − 1 / (m + 1), over π².</summary>
    double Inverses => (1 / Math.Tan(Below) - 1 / Math.Tan(Above)) / (Math.PI * Points);

    static Layer[] Hidden => [new Dense(1, 2), new Activated(Activations.Relu)];

    static double Rounded => Quantity.Gamma(TextbookKernels.OfADual);

    double Below => Math.PI * (Frequency - 1) / Points;

    double Above => Math.PI * (Frequency + 1) / Points;

    double Angle(int point, double moved) => 2 * Math.PI / Points * (point + moved * Math.Sin(4 * Math.PI * point / Points));

    static double Square(double x) => x * x;
}
