using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

/// <summary>A function written over any scalar has, as a model, the derivatives of the network that computes the same.</summary>
public class FunctionModelTests
{
    const int Hidden = 3;

    static readonly Network Network = new(
        new(Shape.Vector(2), new Dense(Hidden, BiasVariance: 1), Activations.Tanh, new Dense(2)), Parameterization.Standard);

    static readonly FunctionModel Model = new(new TwoLayers());

    [Property(Cases = 20)]
    public void It_has_the_derivatives_of_the_network(Seed seed)
    {
        var stream = seed.Open();
        var (theta, direction) = (Network.DrawParameters(stream.Substream("theta")), Network.DrawParameters(stream.Substream("u")));
        var (inputs, cotangent) = (stream.Substream("x").NormalMatrix(4, 2), stream.Substream("v").NormalMatrix(4, 2));
        Assert.Multiple(() =>
        {
            Same(Model.Outputs(theta, inputs), Network.Outputs(theta, inputs));
            Same(Model.JacobianVectorProduct(theta, inputs, direction), Network.JacobianVectorProduct(theta, inputs, direction));
            Same(Model.TransposedJacobianVectorProduct(theta, inputs, cotangent).ToColumnMatrix(),
                Network.TransposedJacobianVectorProduct(theta, inputs, cotangent).ToColumnMatrix());
            Same(Model.CurvatureVectorProduct(theta, inputs, cotangent, direction).ToColumnMatrix(),
                Network.CurvatureVectorProduct(theta, inputs, cotangent, direction).ToColumnMatrix());
        });
    }

    /// <summary>Sums of a few products of numbers of order 1.</summary>
    static void Same(Matrix<double> one, Matrix<double> other) =>
        Assert.That((one - other).FrobeniusNorm(), Is.LessThan(1e-12 * (1 + other.FrobeniusNorm())));

    /// <summary>f = V tanh(W x + b), with theta the columns of W^T, b and those of V^T.</summary>
    sealed class TwoLayers : IParametricFunction
    {
        public int ParameterCount => Network.ParameterCount;

        public int InputCount => 2;

        public int OutputCount => 2;

        public void Evaluate<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> input, Span<TScalar> outputs)
            where TScalar : struct, IScalar<TScalar>
        {
            var hidden = new TScalar[Hidden];
            for (var j = 0; j < Hidden; j++)
                hidden[j] = TScalar.Tanh(TScalar.Dot(parameters.Slice(2 * j, 2), input) + parameters[2 * Hidden + j]);
            for (var k = 0; k < 2; k++)
            {
                outputs[k] = TScalar.Constant(0);
                for (var j = 0; j < Hidden; j++) outputs[k] += parameters[3 * Hidden + k * Hidden + j] * hidden[j];
            }
        }
    }
}
