using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
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
        var theta = network.Draw(RandomStream.FromSeed(1));
        var objective = Objective.Mean(network, Loss.SoftmaxCrossEntropy, RandomStream.FromSeed(2).NormalMatrix(Batch, network.InputCount),
            Matrix<double>.Build.Dense(Batch, 10, (i, k) => i % 10 == k ? 1 : 0));
        var (gradient, first, second, step) = (Vector<double>.Build.Dense(theta.Count), new double[theta.Count], new double[theta.Count], 0);
        return SideBySide.ShareOfPeak(OperationsAStep, () =>
        {
            objective.ValueAndGradient(theta, gradient);
            Adam(theta, gradient, first, second, ++step);
        }, turns: 15);
    }

    static void Adam(Vector<double> theta, Vector<double> gradient, double[] first, double[] second, int step)
    {
        var (rate, root) = (1e-3 / (1 - Math.Pow(.9, step)), 1 / Math.Sqrt(1 - Math.Pow(.999, step)));
        var (at, g) = (theta.AsArray(), gradient.AsArray());
        for (var i = 0; i < at.Length; i++)
        {
            first[i] += .1 * (g[i] - first[i]);
            second[i] += .001 * (g[i] * g[i] - second[i]);
            at[i] -= rate * first[i] / (Math.Sqrt(second[i]) * root + 1e-8);
        }
    }
}
