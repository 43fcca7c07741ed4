using System.Collections.Immutable;
using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>Which family, where, and how large the balls are.</summary>
/// <param name="Model">A family with two parameters.</param>
/// <param name="Centres">The points at which to draw.</param>
/// <param name="Radius">r.</param>
public sealed record FisherEllipsesSettings(IStatisticalModel Model, ImmutableArray<(double X, double Y)> Centres, double Radius)
{
    /// <summary>A family with two parameters.</summary>
    public IStatisticalModel Model { get; init => field = OfTwoParameters(value); } = OfTwoParameters(Model);

    /// <summary>The points at which to draw.</summary>
    public ImmutableArray<(double X, double Y)> Centres
    {
        get;
        init => field = Require.Each(value, nameof(Centres), Require.Finite);
    } = Require.Each(Centres, nameof(Centres), Require.Finite);

    /// <summary>r.</summary>
    public double Radius { get; init => field = Require.Positive(value, nameof(Radius)); } = Require.Positive(Radius, nameof(Radius));

    /// <summary>How many points each curve has.</summary>
    public int Directions { get; init => field = Require.Between(value, 4, 1_000_000, nameof(Directions)); } = 72;

    static IStatisticalModel OfTwoParameters(IStatisticalModel model)
    {
        ArgumentNullException.ThrowIfNull(model, nameof(Model));
        return model.ParameterCount == 2 ? model : throw new ArgumentException(
            $"Model is {model} with {model.ParameterCount} parameters; a plane needs 2.", nameof(Model));
    }
}

/// <summary>The ellipse and the ball around one point.</summary>
/// <param name="Centre">theta.</param>
/// <param name="Fisher">F at theta, 2 x 2.</param>
/// <param name="Ellipse">Points theta + d with d^T F d = r^2, closed.</param>
/// <param name="DivergenceBall">Points theta + d with KL(theta, theta + d) = r^2 / 2 in the same directions, closed.</param>
public sealed record FisherEllipse(
    (double X, double Y) Centre, Matrix<double> Fisher, IReadOnlyList<(double X, double Y)> Ellipse,
    IReadOnlyList<(double X, double Y)> DivergenceBall)
{
    /// <summary>The least distance from the centre to the ball, over that to the ellipse in the same direction.</summary>
    public double LeastReach { get; init; }

    /// <summary>The greatest distance from the centre to the ball, over that to the ellipse in the same direction.</summary>
    public double GreatestReach { get; init; }
}

/// <summary>What was found at every centre.</summary>
/// <param name="Ellipses">In the order of the centres.</param>
public sealed record FisherEllipsesResult(IReadOnlyList<FisherEllipse> Ellipses)
{
    /// <summary>The largest relative difference, over all directions and centres, of how far ball and ellipse reach.</summary>
    public double LargestMiss => 
        Ellipses.Select(ellipse => Math.Max(1 - ellipse.LeastReach, ellipse.GreatestReach - 1)).DefaultIfEmpty().Max();
}
