using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>
/// A small network with one hidden layer in full-batch training on the squared loss, and a duration over which its kernel moves: 2 /
/// λ_max of the kernel at the
/// start.
/// </summary>
public sealed class SmallRun
{
    const int Width = 6;
    const int Examples = 4;
    const int StepsOfTheFlow = 128;

    readonly (Activation Activation, int Seed) _drawn;
    readonly Vector<double> _start;
    readonly Objective _objective;

    SmallRun(Activation activation, int seed)
    {
        _drawn = (activation, seed);
        var stream = RandomStream.FromSeed((ulong)seed);
        var network = new Network(new(Shape.Vector(2), new Dense(Width, 2, .1), new Activated(activation), new Dense(1)));
        var (inputs, targets) = (stream.Substream("inputs").NormalMatrix(Examples, 2),
            stream.Substream("targets").NormalMatrix(Examples, 1));
        _start = network.DrawParameters(stream.Substream("theta"));
        _objective = Objective.Sum(network, Loss.Squared, inputs, targets);
        Duration = 2 / network.TangentKernel(_start, inputs).L2Norm();
    }

    /// <summary>With smooth activations.</summary>
    public static Subjects<SmallRun> Subjects => new(
        from activation in Gen.Elements<Activation>(Activations.Tanh, Activations.Erf, Activations.Softplus)
        from seed in Gen.Choose(0, int.MaxValue)
        select new SmallRun(activation, seed), _ => [], at => [Trait.Of("activation", at._drawn.Activation.Name)]);

    /// <summary>T.</summary>
    public double Duration { get; }

    /// <summary>(θ_(T/η) − θ(T)) / |θ(T) − θ_0| of gradient descent in so many steps from the flow of L + share η |∇L|².</summary>
    public Vector<double> FromTheFlow(int steps, double share)
    {
        var rate = Duration / steps;
        var flow = RungeKutta4.Integrate(theta =>
        {
            var gradient = _objective.Gradient(theta);
            return -gradient - 2 * share * rate * _objective.HessianVectorProduct(theta, gradient);
        }, _start, Duration, StepsOfTheFlow)[^1];
        var run = new TrainingRun(new FullBatch(_objective), new GradientDescent(rate), _start);
        run.Run(steps);
        return (run.Parameters - flow) / (flow - _start).L2Norm();
    }

    public override string ToString() => $"{_drawn.Activation} network of width {Width}, seed {_drawn.Seed}";
}
