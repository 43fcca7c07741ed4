using Dynamics.Architectures;
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

    public static IReadOnlyList<Goal> All => [new("lenet-step", "LeNet on a batch of 128 in double, forward, backward and Adam: share of one core's peak", .50, LeNetStep)];

    static double LeNetStep()
    {
        var tanh = new Activated(Activations.Tanh);
        var network = new Network(new(Shape.Image(1, 28, 28),
            new Convolution(6, 5, Padding.Valid), tanh, new AveragePooling(2), new Convolution(16, 5, Padding.Valid), tanh, new AveragePooling(2),
            new Flatten(), new Dense(120), tanh, new Dense(84), tanh, new Dense(10)));
        var objective = Objective.Mean(network, Loss.SoftmaxCrossEntropy, RandomStream.FromSeed(2).NormalMatrix(Batch, network.InputCount),
            Matrix<double>.Build.Dense(Batch, 10, (i, k) => i % 10 == k ? 1 : 0));
        var run = new TrainingRun(new FullBatch(objective), new Adam(1e-3), network.Draw(RandomStream.FromSeed(1)));
        return SideBySide.ShareOfPeak(OperationsAStep, () => run.Run(1), turns: 15);
    }
}
