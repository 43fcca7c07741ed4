using System.Diagnostics;
using System.Globalization;
using Dynamics.Training;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>
/// Phase 3 at the report's size: 15 epochs of LeNet on 60,000 random images in batches of 128, a snapshot every 20 steps, three principal
/// components at the end.
/// </summary>
static class Workload
{
    const int Images = 60_000;
    const int Steps = 7035;
    const int StepsASnapshot = 20;

    public static void Run(int threads)
    {
        var run = TrainingGoals.Run(Images, threads);
        var (start, before) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        var trajectory = new Trajectory(run.Parameters.Count, threads);
        trajectory.Add(run.Parameters);
        run.Run(Steps, it =>
        {
            if (it.Step % StepsASnapshot == 0) trajectory.Add(it.Parameters);
        });
        var shares = trajectory.Geometry().PrincipalComponents(3).Shares;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Steps} steps, {trajectory.Count} snapshots, {threads} threads: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, "
                + $"{(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} s of all cores; loss {run.Loss:g3}, "
                + $"shares {shares[0]:0.000}, {shares[1]:0.000}, {shares[2]:0.000}"));
    }
}
