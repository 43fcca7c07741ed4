using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>
/// A small network with convolutions, and 150 examples of three classes: batches of more than one shard, and a last one that is not full.
/// </summary>
static class SmallTask
{
    public const int Examples = 150;

    public static Network Network { get; } = new(new(Shape.Image(1, 6, 6),
        new Convolution(2, 3, Padding.Valid), new Activated(Activations.Tanh), new AveragePooling(2),
        new Flatten(), new Dense(5), new Activated(Activations.Tanh), new Dense(3)));

    public static Vector<double> Start { get; } = Network.DrawParameters(RandomStream.FromSeed(1));

    public static Matrix<double> Inputs { get; } = RandomStream.FromSeed(2).NormalMatrix(Examples, 36);

    public static Matrix<double> Targets { get; } = Matrix<double>.Build.Dense(Examples, 3, (i, k) => i % 3 == k ? 1 : 0);

    public static MiniBatches Batches(int size = 100, int threads = 1) =>
        new(Network, Loss.SoftmaxCrossEntropy, Inputs, Targets, size, RandomStream.FromSeed(3), threads);
}
