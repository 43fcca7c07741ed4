using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A network at a point of its parameters, on some inputs, with a cotangent for its outputs and directions for its parameters.
/// </summary>
public sealed class NetworkAtPoint : ModelAtPoint
{
    readonly ArchitecturePlan _plan;
    readonly int _seed;
    readonly Lazy<GradientRoundings> _gradientRoundings;
    readonly Lazy<JacobianRoundings> _jacobianRoundings;
    readonly Lazy<RoundingAnalysis> _roundingsAlong;
    readonly Lazy<double> _jacobianMagnitude;

    public NetworkAtPoint(ArchitecturePlan plan, Parameterization parameterization, int examples, int seed)
        : this(new(plan.Build(), parameterization), plan, examples, seed)
    {
    }

    NetworkAtPoint(Network network, ArchitecturePlan plan, int examples, int seed)
        : base(
            network, network.DrawParameters(RandomStream.FromSeed((ulong)seed).Substream("theta")), examples,
            RandomStream.FromSeed((ulong)seed))
    {
        (Network, _plan, _seed) = (network, plan, seed);
        _gradientRoundings =
            new(() => GradientRoundings.Of(new ScalarNetwork(network, Inputs, Cotangent.PointwiseAbs()), Theta, OtherDirection));
        _jacobianRoundings = new(() => JacobianRoundings.Of(network, Theta, Inputs));
        _roundingsAlong = new(AnalyseDirections);
        _jacobianMagnitude = new(() => GradientMagnitudes(Matrix<double>.Build.Dense(examples, Network.OutputCount, 1)).L2Norm());
    }

    /// <summary>All but e^x and x^3: some layers of them are so ill-conditioned that roundoff hides any mistake.</summary>
    public static IReadOnlyList<Activation> SomeOfEachKind { get; } =
        [.. Architectures.Activations.All.Where(phi =>
            phi != Architectures.Activations.Exp && phi != Architectures.Activations.Monomial(3))];

    public static Subjects<NetworkAtPoint> Subjects(IReadOnlyList<Activation> activations) => Subjects(ArchitecturePlan.Draw(activations));

    public static Subjects<NetworkAtPoint> Subjects(Gen<ArchitecturePlan> plans) => new(
        (from plan in plans
         from parameterization in Gen.Elements(
             Parameterization.Ntk, Parameterization.Standard, Parameterization.MeanField, Parameterization.MaximalUpdate)
         from examples in Gen.Choose(1, 4)
         from seed in Gen.Choose(0, int.MaxValue)
         select new NetworkAtPoint(plan, parameterization, examples, seed)).Where(at => at.IsWellConditioned),
        at => [.. at._plan.Simpler().Select(plan => new NetworkAtPoint(plan, at.Network.Parameterization, at.Inputs.RowCount, at._seed)),
            .. Simpler.Count(at.Inputs.RowCount, 1).Select(n => new NetworkAtPoint(at._plan, at.Network.Parameterization, n, at._seed))],
        at => [.. at._plan.Traits, Trait.Of("parameterization", at.Network.Parameterization.Name),
            Trait.Of("N", at.Inputs.RowCount), Trait.Of("P", at.Network.ParameterCount)]);

    public Network Network { get; }

    /// <summary>The network with its outputs drawn into (-1, 1) by a last tanh.</summary>
    public Network Bounded =>
        new(new(Network.Architecture.Input, [.. Network.Architecture.Layers, new Activated(Architectures.Activations.Tanh)]),
            Network.Parameterization);

    /// <summary>The same network, written down number by number.</summary>
    public ScalarNetwork Definition => new(Network, Inputs, Cotangent);

    /// <summary>What rounding does to the gradient of ⟨v, f⟩, and to its Hessian times the other direction.</summary>
    public GradientRoundings GradientRoundings => _gradientRoundings.Value;

    /// <summary>What rounding does to J.</summary>
    public JacobianRoundings JacobianRoundings => _jacobianRoundings.Value;

    /// <summary>Whether rounding alone moves a derivative by less than a millionth of it, so that a mistake can be seen.</summary>
    bool IsWellConditioned =>
        4 * RoundingsAlong.Chain * Quantity.UnitRoundoff * RoundingsAlong.First1 <= 1e-6 * Math.Abs(
            Differentiate.Directional(Definition, Theta, Direction));

    /// <summary>
    /// What the derivative along the one direction adds up, and the second derivative along both, each by absolute value.
    /// </summary>
    public RoundingAnalysis RoundingsAlong => _roundingsAlong.Value;

    public override double Chain => RoundingsAlong.Chain;

    public override double JacobianMagnitude => _jacobianMagnitude.Value;

    /// <summary>Block, row and column, as in 3.weights[0, 2].</summary>
    public override string Coordinate(int i) => Network.ParameterName(i);

    public override string ToString() => $"{Network}, N = {Inputs.RowCount}, seed {_seed}";

    /// <summary>θ moving along both directions, for what rounding can do.</summary>
    public RoundingAnalysis[] PointAlong =>
        [.. Theta.Select(
            (value, i) => RoundingAnalysis.Moving(value, Math.Abs(value), Math.Abs(Direction[i]), Math.Abs(OtherDirection[i])))];

    RoundingAnalysis AnalyseDirections() =>
        new ScalarNetwork(Network, Inputs, Cotangent.PointwiseAbs()).Evaluate<RoundingAnalysis>(PointAlong);

    static RoundingAnalysis Still(double value) => RoundingAnalysis.Moving(value, Math.Abs(value), 0, 0);

    Vector<double> GradientMagnitudes(Matrix<double> cotangent)
    {
        var absolute = new ScalarNetwork(Network, Inputs, cotangent);
        RoundingAnalysis[] point = [.. Theta.Select(Still)];
        return Vector<double>.Build.Dense(point.Length, i =>
        {
            point[i] = RoundingAnalysis.Moving(Theta[i], Math.Abs(Theta[i]), 1, 0);
            var found = absolute.Evaluate<RoundingAnalysis>(point);
            point[i] = Still(Theta[i]);
            return found.First1;
        });
    }
}
