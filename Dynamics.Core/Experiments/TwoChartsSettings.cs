using System.Collections.Immutable;
using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>What <see cref="TwoCharts.Run"/> compares.</summary>
public sealed record TwoChartsSettings
{
    /// <summary>b: how bent the valley is.</summary>
    public double Curvature { get; init => field = Require.Positive(value, nameof(Curvature)); } = 2;

    /// <summary>Where all runs start, in the first chart.</summary>
    public (double X, double Y) Start { get; init => field = Require.Finite(value, nameof(Start)); } = (-1.2, 1);

    /// <summary>
    /// (x, y) = chart(p, q). The default is x = p + 0.3 q, y = q - 0.3 p - 1.6 cos x: coordinates in which the valley is bent less.
    /// </summary>
    public IChart Chart { get; init => field = Require.There(value, nameof(Chart)); } = new ComposedChart(
        new AffineChart(Matrix<double>.Build.DenseIdentity(2), Vector<double>.Build.Dense([Math.PI / 2, 0])),
        new ComposedChart(
            new ShearChart(Matrix<double>.Build.Dense(2, 2, 1.6)),
            new AffineChart(Matrix<double>.Build.DenseOfRowMajor(2, 2, [1, .3, -.3, 1]), Vector<double>.Build.Dense([-Math.PI / 2, 0]))));

    /// <summary>How long the paths last that are drawn: the sum of their steps.</summary>
    public double PathDuration { get; init => field = Require.Positive(value, nameof(PathDuration)); } = 8;

    /// <summary>The number of steps of natural gradient descent in that time.</summary>
    public int NaturalPathSteps { get; init => field = Require.Size(value, nameof(NaturalPathSteps)); } = 640;

    /// <summary>The number of steps of plain gradient descent in that time.</summary>
    public int PlainPathSteps { get; init => field = Require.Size(value, nameof(PlainPathSteps)); } = 2000;

    /// <summary>The fixed time at which the two runs of a method are compared.</summary>
    public double Duration { get; init => field = Require.Positive(value, nameof(Duration)); } = 1;

    /// <summary>The numbers of steps of natural gradient descent in that time.</summary>
    public ImmutableArray<int> NaturalSteps
    {
        get;
        init => field = Require.Each(value, nameof(NaturalSteps), Require.Size);
    } = [8, 16, 32, 64, 128, 256, 512];

    /// <summary>The numbers of steps of plain gradient descent in that time.</summary>
    public ImmutableArray<int> PlainSteps
    {
        get;
        init => field = Require.Each(value, nameof(PlainSteps), Require.Size);
    } = [64, 128, 256, 512, 1024];
}
