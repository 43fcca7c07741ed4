using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Numerics;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>The kernels of infinitely wide networks.</summary>
static class AnalyticKernelGoals
{
    public static IReadOnlyList<Goal> All =>
    [
        new("ntk-mlp", "analytic NTK of 5 ReLU layers, 1000 x 1000 pairs: pairs a second", 5e6, () => PairsASecond(Perceptron, 1000, 64)),
        new("ntk-cnn", "analytic NTK of three 3 x 3 convolutions on 8 x 8 images, flattened: pairs a second", 1e5, () =>
            PairsASecond(Convolutional, 300, 64)),
    ];

    static double PairsASecond(Architecture architecture, int examples, int inputs)
    {
        var (x, others) =
            (RandomStream.FromSeed(1).NormalMatrix(examples, inputs), RandomStream.FromSeed(2).NormalMatrix(examples, inputs));
        return SideBySide.Rate((double)examples * examples, () => AnalyticKernels.Of(architecture, x, others), turns: 7);
    }

    static Architecture Perceptron
    {
        get
        {
            var relu = new Activated(Activations.Relu);
            return new(Shape.Vector(64), new Dense(1, 2), relu, new Dense(1, 2), relu,
                new Dense(1, 2), relu, new Dense(1, 2), relu, new Dense(1, 2), relu, new Dense(1));
        }
    }

    static Architecture Convolutional
    {
        get
        {
            var (relu, convolution) = (new Activated(Activations.Relu), new Convolution(1, 3, Padding.Zero, 1, 2));
            return new(Shape.Image(1, 8, 8), convolution, relu, convolution, relu, convolution, relu, new Flatten(), new Dense(1));
        }
    }
}
