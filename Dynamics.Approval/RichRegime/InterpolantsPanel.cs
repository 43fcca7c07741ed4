using System.Globalization;
using Dynamics.Numerics;
using Dynamics.RichRegime;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Approval;

/// <summary>One equation with two unknowns: which of its solutions each method ends at.</summary>
static class InterpolantsPanel
{
    static readonly Matrix<double> Inputs = Matrix<double>.Build.DenseOfRowArrays([1, 2]);
    static readonly Vector<double> Targets = Vector<double>.Build.Dense([2]);
    static readonly Vector<double> Start = Vector<double>.Build.Dense([1, -0.25]);
    static readonly (Axis X, Axis Y) Axes = EqualUnits.Of(new("w₁", -0.4, 1.7), new("w₂", -0.4, 1.7), 300, 300);

    /// <summary>Each with the steps that take it to its end: the smaller the weights, the later they grow.</summary>
    static readonly (double Scale, int Steps, Ink Ink, DotShape Shape)[] Networks =
    [
        (0.3, 4000, Palette.ReddishPurple, DotShape.Square),
        (0.1, 4000, Palette.BluishGreen, DotShape.Diamond),
        (0.001, 12000, Palette.Vermillion, DotShape.Triangle),
    ];

    public static Panel Draw()
    {
        var shortest = MinimumNorm.LeastSquares(Inputs, Targets);
        return new()
        {
            Title = "One equation, w₁ + 2 w₂ = 2",
            X = Axes.X,
            Y = Axes.Y,
            Marks =
            [
                new Curve("all solutions", [new(-2, 2), new(2, 0)], Palette.Graphite) { Stroke = new(1.2f) },
                Ball("|w|₂ at its least", Enumerable.Range(0, 361).Select(degree => Math.PI * degree / 180)
                    .Select(angle => shortest.L2Norm() * Unit(angle))),
                Ball("|w|₁ at its least", Enumerable.Range(0, 5).Select(corner => Unit(Math.PI * corner / 2))),
                .. Straight("gradient descent from 0", Vector<double>.Build.Dense(2), Dash.Solid),
                .. Straight("the same from another start", Start, Dash.Dashed),
                .. Networks.SelectMany(Curved),
            ],
            Legend = Corner.UpperRight,
        };
    }

    /// <summary>The least |w|₁ of a solution is 1, that of (0, 1).</summary>
    static Curve Ball(string name, IEnumerable<Vector<double>> rim) =>
        new(name, [.. rim.Select(At)], Palette.Slate) { Stroke = new(1, Dash.Dotted), InLegend = false };

    static Vector<double> Unit(double angle) => Vector<double>.Build.Dense([Elementary.Cos(angle), Elementary.Sin(angle)]);

    static Mark[] Straight(string name, Vector<double> start, Dash dash)
    {
        var end = MinimumNorm.LeastSquares(Inputs, Targets, start);
        return [new Curve(name, [At(start), At(end)], Palette.Blue) { Stroke = new(Dash: dash) },
            End(name, end, Palette.Blue, DotShape.Circle)];
    }

    static Mark[] Curved((double Scale, int Steps, Ink Ink, DotShape Shape) network)
    {
        var name = $"w = u² − v², α = {network.Scale.ToString(CultureInfo.InvariantCulture)}";
        var path = new DiagonalLinearNetwork(network.Scale).Descend(Inputs, Targets, 1e-3, network.Steps);
        return
        [
            new Curve(name, [.. path.Where((_, step) => step % (network.Steps / 200) == 0).Select(At)], network.Ink),
            End(name, new DiagonalLinearNetwork(network.Scale).Limit(Inputs, Targets), network.Ink, network.Shape),
        ];
    }

    static Curve End(string name, Vector<double> end, Ink ink, DotShape shape) =>
        new($"{name}: end", [At(end)], ink) { Stroke = null, Dot = new(8, shape, Rim: true), InLegend = false };

    static Point At(Vector<double> weights) => new(weights[0], weights[1]);
}
