using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// What gradient descent on the squared loss does to the kernel of a network of one hidden layer, on points of a half circle. The network
/// is centred: twice the neurons, the second half with opposite signs, so that it starts at zero; or its start is taken off its outputs.
/// </summary>
public sealed class LazyRun
{
    const int Examples = 8;
    const int Steps = 8;

    readonly Network _network;
    readonly Vector<double> _start;
    readonly bool _isDoubled;
    readonly Lazy<(double Duration, Vector<double> End)> _flow;

    LazyRun(Network network, Vector<double> start, bool isDoubled)
    {
        (_network, _start, _isDoubled) = (network, start, isDoubled);
        _flow = new(Flow);
    }

    /// <summary>Every neuron twice, the second time with its sign turned in the output.</summary>
    public static LazyRun Doubled(Activation activation, int width, Parameterization parameterization, RandomStream stream)
    {
        var half = new Network(Of(activation, width), parameterization);
        var (theta, output) = (half.DrawParameters(stream), half.Blocks[1]);
        var (incoming, outgoing) = (theta.SubVector(0, output.Offset), theta.SubVector(output.Offset, output.Count));
        var twice = Vector<double>.Build.DenseOfEnumerable([.. incoming, .. incoming, .. outgoing, .. -outgoing]);
        return new(new(Of(activation, 2 * width), parameterization), twice, true);
    }

    /// <summary>A network whose start is taken off its outputs.</summary>
    public static LazyRun Subtracted(Activation activation, int width, Parameterization parameterization, RandomStream stream)
    {
        var network = new Network(Of(activation, width), parameterization);
        return new(network, network.DrawParameters(stream), false);
    }

    /// <summary>|Θ_T − Θ_0| / |Θ_0| of the network's own kernel, after steps of 1 / λ_max on α f, its loss over α².</summary>
    /// <param name="scale">α.</param>
    /// <param name="shrunk">What the weights are multiplied with at the start.</param>
    public double Drift(double scale = 1, double shrunk = 1) => Movement(scale, shrunk).FrobeniusNorm();

    /// <summary>(Θ_T − Θ_0) / |Θ_0|, as in the drift.</summary>
    public Matrix<double> Movement(double scale = 1, double shrunk = 1)
    {
        var theta = shrunk * _start;
        var before = _network.TangentKernel(theta, Inputs);
        var atStart = _isDoubled ? 0 * Targets : _network.Outputs(theta, Inputs);
        theta = Descend(theta, 1 / before.L2Norm(), Steps, atStart + Targets / scale);
        return (_network.TangentKernel(theta, Inputs) - before) / before.FrobeniusNorm();
    }

    /// <summary>
    /// The way in the parameters from the flow to so many steps of the same duration, 2 / λ_max, over what the flow moves.
    /// </summary>
    /// <param name="momentum">The share of the last movement that is repeated (Polyak 1964).</param>
    /// <param name="faster">What the rate of a step is multiplied with.</param>
    public Vector<double> WayFromTheFlow(int steps, double momentum = 0, double faster = 1)
    {
        var (duration, end) = _flow.Value;
        return (Descend(_start, faster * duration / steps, steps, Targets, momentum) - end) / (end - _start).L2Norm();
    }

    (double, Vector<double>) Flow()
    {
        const int stepsOfTheFlow = 128;

        var (duration, objective) = (2 / _network.TangentKernel(_start, Inputs).L2Norm(), ObjectiveOf(Targets));
        return (duration, RungeKutta4.Integrate(theta => -objective.Gradient(theta), _start, duration, stepsOfTheFlow)[^1]);
    }

    /// <summary>Steps of Core's training.</summary>
    Vector<double> Descend(Vector<double> start, double rate, int steps, Matrix<double> targets, double momentum = 0)
    {
        var run = new TrainingRun(new FullBatch(ObjectiveOf(targets)), new GradientDescent(rate, momentum), start);
        run.Run(steps);
        return run.Parameters;
    }

    Objective ObjectiveOf(Matrix<double> targets) => Objective.Sum(_network, Loss.Squared, Inputs, targets);

    static Matrix<double> Inputs { get; } = HalfCircle.Points(Examples);

    static Matrix<double> Targets { get; } = Matrix<double>.Build.Dense(Examples, 1,
        (i, _) => Math.Sin(2 * HalfCircle.Angle(i, Examples)) + .5 * Math.Cos(3 * HalfCircle.Angle(i, Examples)));

    static Architecture Of(Activation activation, int width) =>
        new(Shape.Vector(2), new Dense(width, 2), new Activated(activation), new Dense(1));
}
