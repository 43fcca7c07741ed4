using System.Collections.Immutable;

namespace Dynamics.Experiments;

/// <summary>What <see cref="GaussianHalfPlane.Run"/> draws; a Gaussian is its mean and its standard deviation.</summary>
public sealed record GaussianHalfPlaneSettings
{
    /// <summary>The ends of the geodesics.</summary>
    public ImmutableArray<((double Mean, double Scale) From, (double Mean, double Scale) To)> Pairs { get; init; } =
        [((-2.7, .25), (2.7, .25)), ((-2, .35), (1, 1.5)), ((2.25, .3), (2.25, 2.6))];

    /// <summary>The centres of the balls.</summary>
    public ImmutableArray<(double Mean, double Scale)> BallCentres { get; init; } =
        [.. from scale in new[] { .3, .8, 1.5, 2.4 } from mean in new[] { -3, -1.5, 0, 1.5, 3 } select (mean, scale)];

    /// <summary>Their radius in the Fisher metric.</summary>
    public double BallRadius { get; init; } = .25;

    /// <summary>Where the flows lead.</summary>
    public (double Mean, double Scale) Target { get; init; } = (1.5, .6);

    /// <summary>Where they start.</summary>
    public ImmutableArray<(double Mean, double Scale)> Starts { get; init; } = [(-2.5, .6), (-1, 2.6)];

    /// <summary>
    /// How long they last: the target is 1/e nearer, in the parameters in which they are straight, after each unit of time.
    /// </summary>
    public double Duration { get; init; } = 10;

    /// <summary>The number of Runge-Kutta steps of a flow.</summary>
    public int FlowSteps { get; init; } = 2000;

    /// <summary>The number of segments of a geodesic, and of a ball.</summary>
    public int Points { get; init; } = 100;
}
