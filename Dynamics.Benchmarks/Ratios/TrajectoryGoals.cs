using System.Diagnostics;
using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>Snapshots of training, and their principal components.</summary>
static class TrajectoryGoals
{
    const int Snapshots = 1000;
    const int Parameters = 100_000;
    const int StepsASnapshot = 20;
    const int SnapshotsOfAReport = 352;

    public static IReadOnlyList<Goal> All =>
    [
        new("pca-gram", "scalar products of 1,000 snapshots of 100,000 parameters: share of one core's peak", .80, Gram),
        new("snapshot-overhead",
            "LeNet, a snapshot every 20 steps of training, with three principal components of 352: share of the time of the steps",
            .05, Overhead) { IsCeiling = true },
    ];

    static double Gram()
    {
        const int turns = 3, partOfPeak = 10;
        Filled(64, Parameters).Geometry();
        const double operations = (Snapshots + 1.0) * Snapshots * Parameters;
        double[] shares = [.. Enumerable.Range(0, turns).Select(_ =>
        {
            var trajectory = Filled(Snapshots, Parameters);
            return partOfPeak * Seconds(() => Peak.Run(operations / partOfPeak)) / Seconds(() => trajectory.Geometry());
        }).Order()];
        return shares[turns / 2];
    }

    static double Overhead()
    {
        var run = TrainingGoals.Run();
        run.Run(100);
        var theta = run.Parameters;
        Look();
        double[] shares =
            [.. Enumerable.Range(0, 3).Select(_ =>
                Seconds(Look) / SnapshotsOfAReport / (Seconds(() => run.Run(100)) / 100 * StepsASnapshot)).Order()];
        return shares[1];

        void Look()
        {
            var (trajectory, stream) = (new Trajectory(theta.Count), RandomStream.FromSeed(1));
            for (var t = 0; t < SnapshotsOfAReport; t++)
            {
                theta[t] += stream.NextNormal();
                trajectory.Add(theta);
            }

            trajectory.Geometry().PrincipalComponents(3);
        }
    }

    static Trajectory Filled(int count, int dimension)
    {
        var (trajectory, stream) = (new Trajectory(dimension), RandomStream.FromSeed(1));
        var at = Vector<double>.Build.Dense(dimension);
        for (var t = 0; t < count; t++)
        {
            at[t] = stream.NextNormal();
            trajectory.Add(at);
        }

        return trajectory;
    }

    static double Seconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
