using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// What gradient descent on the squared loss does to the kernel of a network of one hidden layer, on points of a half circle. The network is centred: twice the
/// neurons, the second half with opposite signs, so that it starts at zero; or its start is taken off its outputs.
/// </summary>
public sealed class LazyRun
{
    const int Examples = 8;
    const int Steps = 8;

    readonly Network _network;
    readonly Vector<double> _start;
    readonly bool _isDoubled;

    LazyRun(Network network, Vector<double> start, bool isDoubled) => (_network, _start, _isDoubled) = (network, start, isDoubled);

    /// <summary>Every neuron twice, the second time with its sign turned in the output.</summary>
    public static LazyRun Doubled(Activation activation, int width, Parameterization parameterization, RandomStream stream)
    {
        var half = new Network(Of(activation, width), parameterization);
        var (theta, output) = (half.Draw(stream), half.Blocks[1]);
        var (incoming, outgoing) = (theta.SubVector(0, output.Offset), theta.SubVector(output.Offset, output.Count));
        return new(new(Of(activation, 2 * width), parameterization), Vector<double>.Build.DenseOfEnumerable([.. incoming, .. incoming, .. outgoing, .. -outgoing]), true);
    }

    /// <summary>A network whose start is taken off its outputs.</summary>
    public static LazyRun Subtracted(Activation activation, int width, Parameterization parameterization, RandomStream stream)
    {
        var network = new Network(Of(activation, width), parameterization);
        return new(network, network.Draw(stream), false);
    }

    /// <summary>|Θ_T − Θ_0| / |Θ_0| of the network's own kernel, after steps of 1 / λ_max on α f, its loss over α².</summary>
    /// <param name="scale">α.</param>
    /// <param name="shrunk">What the weights are multiplied with at the start.</param>
    public double Drift(double scale = 1, double shrunk = 1)
    {
        var theta = shrunk * _start;
        var before = _network.TangentKernel(theta, Inputs);
        var (step, atStart) = (1 / before.L2Norm(), _isDoubled ? 0 * Targets : _network.Outputs(theta, Inputs));
        for (var t = 0; t < Steps; t++)
            theta -= step * _network.TransposedJacobianVectorProduct(theta, Inputs, _network.Outputs(theta, Inputs) - atStart - Targets / scale);
        return (_network.TangentKernel(theta, Inputs) - before).FrobeniusNorm() / before.FrobeniusNorm();
    }

    static Matrix<double> Inputs { get; } = Matrix<double>.Build.Dense(Examples, 2, (i, k) => k == 0 ? Math.Cos(Angle(i)) : Math.Sin(Angle(i)));

    static Matrix<double> Targets { get; } = Matrix<double>.Build.Dense(Examples, 1, (i, _) => Math.Sin(2 * Angle(i)) + .5 * Math.Cos(3 * Angle(i)));

    static Architecture Of(Activation activation, int width) => new(Shape.Vector(2), new Dense(width, 2), new Activated(activation), new Dense(1));

    static double Angle(int example) => Math.PI * (example + .5) / Examples;
}
