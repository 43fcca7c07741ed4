using Dynamics.Experiments;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>A step of training.</summary>
static class TrainingGoals
{
    const int Batch = 128;
    const double OperationsAStep = 216e6;

    public static IReadOnlyList<Goal> All =>
        [new("lenet-step", "LeNet on a batch of 128 in double, forward, backward and Adam: share of one core's peak", .50, LeNetStep)];

    static double LeNetStep()
    {
        var run = Run();
        return SideBySide.ShareOfPeak(OperationsAStep, () => run.Run(1), turns: 45);
    }

    /// <summary>LeNet on random images, batches of 128, Adam.</summary>
    public static TrainingRun Run(int images = Batch, int threads = 1)
    {
        var network = PathOfSgd.Network;
        var targets = Matrix<double>.Build.Dense(images, network.OutputCount, (i, k) => i % network.OutputCount == k ? 1 : 0);
        var batches =
            new MiniBatches(network, Loss.SoftmaxCrossEntropy, RandomStream.FromSeed(2)
                .NormalMatrix(images, network.InputCount), targets, Batch, RandomStream.FromSeed(3), threads);
        return new(batches, new Adam(1e-3), network.DrawParameters(RandomStream.FromSeed(1)));
    }
}
