using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>The empirical tangent kernel, layer by layer, against the Jacobian that it does without.</summary>
static class KernelGoals
{
    public static IReadOnlyList<Goal> All =>
    [
        new("entk-mlp-peak", "3 hidden ReLU layers of 1024, 64 inputs, 256 examples: share of one core's peak", .80, OfPeak),
        new("entk-mlp-vs-jacobian", "3 hidden ReLU layers of 512, 128 examples: against the gradients of the examples and J J^T", 20, () =>
            AgainstJacobian(Perceptron(512), 128, turns: 1)),
        new("entk-cnn-vs-naive",
            "8 x 8 images, two 3 x 3 convolutions of 64, global pooling, 128 examples: against a backward pass an example and J J^T",
            2, () => AgainstJacobian(Convolutional(), 128, turns: 7)),
    ];

    static double OfPeak()
    {
        const double examples = 256, inputs = 64, width = 1024, layers = 3;
        var network = Perceptron((int)width);
        var theta = network.DrawParameters(RandomStream.FromSeed(1));
        var x = RandomStream.FromSeed(2).NormalMatrix((int)examples, (int)inputs);
        var operations = 2 * examples * inputs * width + 4 * examples * (layers - 1) * width * width
            + examples * examples * (inputs + 2 * layers * width);
        return SideBySide.ShareOfPeak(operations, () => EmpiricalNtk.Trace(network, theta, x), turns: 9);
    }

    static double AgainstJacobian(Network network, int examples, int turns)
    {
        var theta = network.DrawParameters(RandomStream.FromSeed(1));
        var x = RandomStream.FromSeed(2).NormalMatrix(examples, network.InputCount);
        return SideBySide.TimesFaster(() => MatrixProduct.Gram(Jacobian.Of(network, theta, x)), () =>
            EmpiricalNtk.Trace(network, theta, x), turns);
    }

    static Network Perceptron(int width)
    {
        var relu = new Activated(Activations.Relu);
        return new(new(Shape.Vector(64), new Dense(width, 2), relu, new Dense(width, 2), relu, new Dense(width, 2), relu, new Dense(1)));
    }

    static Network Convolutional()
    {
        var relu = new Activated(Activations.Relu);
        return new(new(Shape.Image(1, 8, 8), new Convolution(64, 3, Padding.Zero, 1, 2), relu,
            new Convolution(64, 3, Padding.Zero, 1, 2), relu, new GlobalAveragePooling(), new Dense(1)));
    }
}
