using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A network that is positively homogeneous in its parameters, f(c θ) = c^L f(θ): no bias but in the first layer, activations that
/// are themselves homogeneous.
/// </summary>
public sealed class HomogeneousAtPoint
{
    readonly int _seed;
    readonly int _inputs;
    readonly IReadOnlyList<HiddenStep> _hidden;
    readonly Lazy<GradientRoundings> _roundings;
    readonly Lazy<Vector<double>> _gradient;

    public HomogeneousAtPoint(int inputs, IReadOnlyList<HiddenStep> hidden, int examples, int seed)
    {
        (_inputs, _hidden, _seed, Examples) = (inputs, hidden, seed, examples);
        Network = new(Build(biasOfTheLast: 0));
        Degree = hidden.Aggregate(1, (degree, step) => degree * step.Activation.Homogeneity!.Value + 1);
        Theta = Draw(Network);
        Inputs = Stream.Substream("inputs").NormalMatrix(examples, inputs);
        Cotangent = Stream.Substream("cotangent").NormalMatrix(examples, 1);
        _roundings = new(() => GradientRoundings.Of(new ScalarNetwork(Network, Inputs, Cotangent.PointwiseAbs()), Theta, Theta));
        _gradient = new(() => Network.TransposedJacobianVectorProduct(Theta, Inputs, Cotangent));
    }

    public static Subjects<HomogeneousAtPoint> Subjects => new(
        from inputs in Gen.Choose(1, 5)
        from depth in Gen.Choose(1, 4)
        from hidden in HiddenStep
            .Draw([Activations.Relu, Activations.Abs, Activations.LeakyRelu(.2), Activations.Identity, Activations.Monomial(2)])
            .Select(step => step with { Kind = HiddenKind.Dense }).ArrayOf(depth)
        from examples in Gen.Choose(1, 4)
        from seed in Gen.Choose(0, int.MaxValue)
        let at = new HomogeneousAtPoint(inputs, hidden, examples, seed)
        where at.Network.ParameterCount <= ArchitecturePlan.MostParameters
        select at,
        at => [.. Simpler.Count(at._hidden.Count, 1)
                .Select(depth => new HomogeneousAtPoint(at._inputs, [.. at._hidden.Take(depth)], at.Examples, at._seed)),
            .. Simpler.Count(at._inputs, 1).Select(inputs => new HomogeneousAtPoint(inputs, at._hidden, at.Examples, at._seed)),
            .. Simpler.Count(at.Examples, 1).Select(examples => new HomogeneousAtPoint(at._inputs, at._hidden, examples, at._seed))],
        at => [Trait.Of("degree", at.Degree), Trait.Of("depth", at._hidden.Count + 1),
            .. at._hidden.Select(step => Trait.Of("activation", step.Activation.Name))]);

    public Network Network { get; }

    /// <summary>The same network with a bias in its last layer: no longer homogeneous.</summary>
    public Network WithABias => new(Build(biasOfTheLast: 1));

    /// <summary>L.</summary>
    public int Degree { get; }

    public int Examples { get; }

    public Vector<double> Theta { get; }

    public Matrix<double> Inputs { get; }

    public Matrix<double> Cotangent { get; }

    public Vector<double> Draw(Network network) => network.DrawParameters(Stream.Substream("theta"));

    /// <summary>Jᵀv, length P.</summary>
    public Vector<double> Gradient => _gradient.Value;

    /// <summary>θ − η Jᵀv, a step of Core's training.</summary>
    public Vector<double> After(double step) => Descent.Step(Theta, Gradient, step);

    /// <summary>What rounding does to the gradient of ⟨v, f⟩, and to its Hessian times θ.</summary>
    public GradientRoundings Roundings => _roundings.Value;

    /// <summary>The norm over examples of a running error, in units of u, of an output that moves along θ.</summary>
    public double AlongItself(Func<PathErrors, double> error)
    {
        var definition = new ScalarNetwork(Network, Inputs, Cotangent);
        PathErrors[] moving = [.. Theta.Select(value => PathErrors.Moving(value, value, 0))];
        return Vector<double>.Build.Dense(Examples, i => error(definition.Outputs(moving, Inputs.Row(i))[0])).L2Norm();
    }

    public override string ToString() => $"{Network}, N = {Examples}, seed {_seed}";

    RandomStream Stream => RandomStream.FromSeed((ulong)_seed);

    Architecture Build(double biasOfTheLast) => new(Shape.Vector(_inputs),
        [.. _hidden.SelectMany((step, i) => step.Layers(i == 0 ? 1 : 0)), new Dense(1, 1.5, biasOfTheLast)]);
}
