using System.Collections.Immutable;
using Dynamics.Geometry;

namespace Dynamics.Experiments;

/// <summary>What <see cref="GaussianHalfPlane.Run"/> draws; a Gaussian is its mean and its standard deviation.</summary>
public sealed record GaussianHalfPlaneSettings
{
    const double Largest = 1e50;

    /// <summary>The ends of the geodesics.</summary>
    public ImmutableArray<((double Mean, double Scale) From, (double Mean, double Scale) To)> Pairs
    {
        get;
        init => field = Require.Each(value, nameof(Pairs), (pair, name) => (Gaussian(pair.From, name), Gaussian(pair.To, name)));
    } = [((-2.7, .25), (2.7, .25)), ((-2, .35), (1, 1.5)), ((2.25, .3), (2.25, 2.6))];

    /// <summary>The centres of the balls.</summary>
    public ImmutableArray<(double Mean, double Scale)> BallCentres
    {
        get;
        init => field = Require.Each(value, nameof(BallCentres), Gaussian);
    } = [.. from scale in new[] { .3, .8, 1.5, 2.4 } from mean in new[] { -3, -1.5, 0, 1.5, 3 } select (mean, scale)];

    /// <summary>Their radius in the Fisher metric.</summary>
    public double BallRadius
    {
        get;
        init => field = Require.Positive(value, nameof(BallRadius)) <= 100 ? value
            : throw new ArgumentOutOfRangeException(nameof(BallRadius), value, $"BallRadius is {value}; it needs to be at most 100.");
    } = .25;

    /// <summary>Where the flows lead.</summary>
    public (double Mean, double Scale) Target { get; init => field = Gaussian(value, nameof(Target)); } = (1.5, .6);

    /// <summary>Where they start.</summary>
    public ImmutableArray<(double Mean, double Scale)> Starts
    {
        get;
        init => field = Require.Each(value, nameof(Starts), Gaussian);
    } = [(-2.5, .6), (-1, 2.6)];

    /// <summary>
    /// How long they last: the target is 1/e nearer, in the parameters in which they are straight, after each unit of time.
    /// </summary>
    public double Duration { get; init => field = Require.Positive(value, nameof(Duration)); } = 10;

    /// <summary>The number of Runge-Kutta steps of a flow.</summary>
    public int FlowSteps { get; init => field = Require.Size(value, nameof(FlowSteps)); } = 2000;

    /// <summary>The number of segments of a geodesic, and of a ball.</summary>
    public int Points { get; init => field = Require.Size(value, nameof(Points)); } = 100;

    static (double Mean, double Scale) Gaussian((double Mean, double Scale) point, string name) =>
        Math.Abs(point.Mean) <= Largest && point.Scale >= 1 / Largest && point.Scale <= Largest ? point
            : throw new ArgumentException(
                $"{name} is {point}; it needs a mean from {-Largest} to {Largest} and a scale from {1 / Largest} to {Largest}.", name);
}
