using Dynamics.Architectures;
using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Reproducibility;

/// <summary>Networks, their derivatives and their kernels, small.</summary>
public static class NetworkFingerprints
{
    public static IEnumerable<(string Name, Func<IEnumerable<double>> Values)> All()
    {
        Network[] networks =
        [
            new(new(Shape.Vector(3), new Dense(5, 2, .1), new Activated(Activations.Gelu),
                Residual.Of(new Activated(Activations.Relu), new Dense(5)),
                new WeightNormalisedDense(4), new Activated(Activations.Silu), new Dense(2, 1, .1))),
            new(new(Shape.Image(2, 5, 4), new Convolution(3, 3, Padding.Zero, 1, 2, .1), new Activated(Activations.Tanh), new Convolution(
                2, 3, Padding.Circular, 2), new Activated(Activations.Erf), new Flatten(), new Dense(3)), Parameterization.Standard),
            new(new(Shape.Image(1, 4, 4), new Convolution(3, 3, Padding.Valid), new Activated(Activations.Softplus),
                new AveragePooling(2), new GlobalAveragePooling(), new Dense(2)), Parameterization.MaximalUpdate),
        ];
        foreach (var network in networks)
        {
            var stream = RandomStream.FromSeed(5).Substream("network");
            var (theta, inputs) = (network.DrawParameters(stream), stream.Substream("inputs").NormalMatrix(5, network.InputCount));
            var (v, u) =
                (stream.Substream("v").NormalMatrix(5, network.OutputCount), stream.Substream("u").NormalVector(network.ParameterCount));
            yield return ($"{network}: outputs", () => network.Outputs(theta, inputs).Enumerate());
            yield return ($"{network}: gradient", () => network.TransposedJacobianVectorProduct(theta, inputs, v));
            yield return ($"{network}: derivative along a direction", () => network.JacobianVectorProduct(theta, inputs, u).Enumerate());
            yield return ($"{network}: curvature along a direction", () => network.CurvatureVectorProduct(theta, inputs, v, u));
            var objective = Objective.Mean(network, Loss.Logistic, inputs, v);
            yield return ($"{network}: loss and its derivatives", () =>
                [objective.Value(theta), .. objective.Gradient(theta), .. objective.HessianVectorProduct(theta, u)]);
            var likelihood = Likelihood.Mean(network, new Softmax(network.OutputCount), inputs);
            yield return ($"{network}: natural gradient", () =>
                likelihood.NaturalGradient(theta, Matrix<double>.Build.Dense(5, 1, (i, _) => i % network.OutputCount), .1));
            yield return ($"{network}: empirical kernel", () => EmpiricalNtk.Full(network, theta, inputs).Matrix.Enumerate());
        }

        yield return ("activations and their derivatives", () =>
            from phi in Activations.All
            from x in Enumerable.Range(-8, 17).Select(i => .37 * i)
            from value in new[] { phi.Value(x), phi.Derivative(x), phi.SecondDerivative(x) }
            select value);
    }
}
