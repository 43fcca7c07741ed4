using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Numerics;

namespace Dynamics.Specs.Reproducibility;

/// <summary>Dual activations and the kernels of infinitely wide networks, small, on two threads.</summary>
public static class KernelFingerprints
{
    public static IEnumerable<(string Name, Func<IEnumerable<double>> Values)> All()
    {
        yield return ("dual activations", () =>
            from phi in Activations.All
            from pair in new PairCovariance[] { new(1, .5, .3), new(.2, .9, -.4), new(.7, .7, .7), new(0, 1, 0) }
            let moments = DualActivation.Of(phi, pair)
            from moment in new[] { moments.Product, moments.DerivativeProduct }
            select moment);
        Architecture[] architectures =
        [
            new(Shape.Vector(3), new Dense(1, 2, .1), new Activated(Activations.Relu),
                Residual.Of(new Dense(1), new Activated(Activations.Gelu), new Dense(1)), new Dense(1, 1, .1)),
            new(Shape.Image(2, 4, 4), new Convolution(1, 3, Padding.Zero, 1, 2, .1), new Activated(Activations.LeakyRelu(.1)),
                new AveragePooling(2), new Convolution(1, 3, Padding.Circular),
                new Activated(Activations.Silu), new Flatten(), new Dense(1)),
        ];
        foreach (var architecture in architectures)
            yield return ($"{architecture}: analytic kernels", () =>
            {
                var kernels = AnalyticKernels.Of(
                    architecture, RandomStream.FromSeed(6).NormalMatrix(5, architecture.Input.Size), null, new() { Threads = 2 });
                return kernels.NngpKernel.Enumerate().Concat(kernels.NeuralTangentKernel.Enumerate());
            });
        yield return ("training in closed form", () =>
        {
            var (features, others, targets) =
                (RandomStream.FromSeed(7).NormalMatrix(4, 6), RandomStream.FromSeed(8)
                    .NormalMatrix(2, 6), RandomStream.FromSeed(9).NormalMatrix(4, 1));
            var (kernel, cross) = (features.TransposeAndMultiply(features), others.TransposeAndMultiply(features));
            var (training, regression) = (new LinearisedTraining(kernel), new KernelRegression(kernel, targets, .1));
            return new[] { TrainingTime.GradientDescent(.05, 7), TrainingTime.GradientFlow(.3), TrainingTime.Infinite }
                .SelectMany(time => training.EnsembleMean(time, cross, targets).Enumerate()
                    .Concat(training.EnsembleCovariance(time, cross, others.TransposeAndMultiply(others), cross, kernel).Enumerate()))
                .Concat(regression.Predict(cross).Enumerate()).Concat(regression.LeaveOneOut().Enumerate());
        });
    }
}
