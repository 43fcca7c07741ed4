using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>
/// A small network with one hidden layer in full-batch training, and a duration over which its kernel moves: 2 / λ_max of the kernel at the
/// start.
/// </summary>
public sealed class SmallRun
{
    const int Width = 6;
    const int Examples = 4;
    const int StepsOfTheFlow = 64;

    readonly (Activation Activation, int Seed) _drawn;
    readonly Network _network;
    readonly Matrix<double> _inputs;
    readonly Matrix<double> _targets;
    readonly Vector<double> _start;
    readonly Objective _objective;

    SmallRun(Activation activation, int seed)
    {
        _drawn = (activation, seed);
        var stream = RandomStream.FromSeed((ulong)seed);
        _network = new(new(Shape.Vector(2), new Dense(Width, 2, .1), new Activated(activation), new Dense(1)));
        (_inputs, _targets) = (stream.Substream("inputs").NormalMatrix(Examples, 2), stream.Substream("targets").NormalMatrix(Examples, 1));
        _start = _network.Draw(stream.Substream("theta"));
        _objective = Objective.Sum(_network, Loss.Squared, _inputs, _targets);
        Duration = 2 / _network.TangentKernel(_start, _inputs).L2Norm();
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
        var at = _start;
        for (var step = 0; step < steps; step++) at -= rate * _objective.Gradient(at);
        return (at - flow) / (flow - _start).L2Norm();
    }

    /// <summary>(f_T − f_0 + η Σ Θ_t (f_t − y)) / |f_T − f_0|, in so many steps.</summary>
    /// <param name="frozen">Whether the kernel stays that of the start.</param>
    public Vector<double> FromTheKernelPath(int steps, bool frozen)
    {
        var (rate, theta, path) = (Duration / steps, _start, 0 * _targets);
        for (var step = 0; step < steps; step++)
        {
            path += rate * (_network.TangentKernel(frozen ? _start : theta, _inputs) * (_network.Outputs(theta, _inputs) - _targets));
            theta -= rate * _objective.Gradient(theta);
        }

        var moved = _network.Outputs(theta, _inputs) - _network.Outputs(_start, _inputs);
        return (moved + path).Column(0) / moved.FrobeniusNorm();
    }

    public override string ToString() => $"{_drawn.Activation} network of width {Width}, seed {_drawn.Seed}";
}
