using Dynamics.Experiments;
using Dynamics.Numerics;
using Dynamics.Specs.Training;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Reproducibility;

/// <summary>Optimisers, trajectories and what is computed from them, small.</summary>
public static class TrainingFingerprints
{
    public static IEnumerable<(string Name, Func<IEnumerable<double>> Values)> All =>
    [
        ("mini-batches by gradient descent with momentum and weight decay", () =>
            After(new GradientDescent(Schedule.Drops(.1, .5, 2), .9, .01))),
        ("mini-batches by Adam", () => After(new Adam(Schedule.Cosine(.01, 9), weightDecay: .1))),
        ("gradient flow", () => new GradientFlow(theta => theta.PointwiseMultiply(theta), 1e-6)
            .At(Vector<double>.Build.Dense([1, 2]), .5, 1).SelectMany(theta => theta)),
        ("trajectory of a random walk", () => Entries(RandomWalk.Draw(24, 30, RandomStream.FromSeed(4)).Geometry())),
        ("trace by random signs", () =>
            { var estimate = TraceEstimate.Of(v =>
                2 * v + v.Sum(), 5, 8, RandomStream.FromSeed(5)); return [estimate.Value, estimate.StandardError]; }),
        ("edge of stability", () =>
            { var run = EdgeOfStability.Run(
                new() { Width = 4, Examples = 5, Duration = 4, Looks = 2 }, .2, 1); return [.. run.Losses, .. run.Sharpness]; }),
        ("catapult", () => Catapult.Run(10, 3, 12, RandomStream.FromSeed(6)).SelectMany(point => new[] { point.Output, point.Kernel })),
    ];

    static IEnumerable<double> After(Optimiser optimiser)
    {
        var run = new TrainingRun(SmallTask.Batches(), optimiser, SmallTask.Start);
        run.Run(3);
        return [run.Loss, .. run.Parameters];
    }

    static IEnumerable<double> Entries(TrajectoryGeometry path) =>
        [.. path.PrincipalComponents(3).Projections.Enumerate(), .. path.StepCosines,
            path.DisplacementExponent, path.Tortuosity, path.Turns(), path.CosineMatch(2)];
}
