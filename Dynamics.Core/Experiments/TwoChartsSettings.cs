using System.Collections.Immutable;
using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>What <see cref="TwoCharts.Run"/> compares.</summary>
public sealed record TwoChartsSettings
{
    /// <summary>b: how bent the valley is.</summary>
    public double Curvature { get; init; } = 2;

    /// <summary>Where all runs start, in the first chart.</summary>
    public (double X, double Y) Start { get; init; } = (-1.2, 1);

    /// <summary>
    /// (x, y) = chart(p, q). The default is x = p + 0.3 q, y = q - 0.3 p - 1.6 cos x: coordinates in which the valley is bent less.
    /// </summary>
    public IChart Chart { get; init; } = new ComposedChart(
        new AffineChart(Matrix<double>.Build.DenseIdentity(2), Vector<double>.Build.Dense([Math.PI / 2, 0])),
        new ComposedChart(
            new ShearChart(Matrix<double>.Build.Dense(2, 2, 1.6)),
            new AffineChart(Matrix<double>.Build.DenseOfRowMajor(2, 2, [1, .3, -.3, 1]), Vector<double>.Build.Dense([-Math.PI / 2, 0]))));

    /// <summary>How long the paths last that are drawn: the sum of their steps.</summary>
    public double PathDuration { get; init; } = 8;

    /// <summary>The number of steps of natural gradient descent in that time.</summary>
    public int NaturalPathSteps { get; init; } = 640;

    /// <summary>The number of steps of plain gradient descent in that time.</summary>
    public int PlainPathSteps { get; init; } = 2000;

    /// <summary>The fixed time at which the two runs of a method are compared.</summary>
    public double Duration { get; init; } = 1;

    /// <summary>The numbers of steps of natural gradient descent in that time.</summary>
    public ImmutableArray<int> NaturalSteps { get; init; } = [8, 16, 32, 64, 128, 256, 512];

    /// <summary>The numbers of steps of plain gradient descent in that time.</summary>
    public ImmutableArray<int> PlainSteps { get; init; } = [64, 128, 256, 512, 1024];
}
