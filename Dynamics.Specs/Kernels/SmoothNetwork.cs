using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;

namespace Dynamics.Specs.Kernels;

/// <summary>A network of one hidden layer with a smooth activation, by its seed.</summary>
public sealed class SmoothNetwork
{
    const int Width = 32;

    readonly Lazy<LazyRun> _doubled, _subtracted;

    SmoothNetwork(Activation activation, int seed)
    {
        (Activation, Seed) = (activation, seed);
        _doubled = new(() => LazyRun.Doubled(Activation, Width, Parameterization.Ntk, new Ensemble(Seed).Stream));
        _subtracted = new(() => LazyRun.Subtracted(Activation, Width, Parameterization.Ntk, new Ensemble(Seed).Stream));
    }

    public static Subjects<SmoothNetwork> Subjects => new(
        from activation in Gen.Elements<Activation>(Activations.Erf, Activations.Tanh, Activations.Softplus)
        from seed in Gen.Choose(0, int.MaxValue)
        select new SmoothNetwork(activation, seed), _ => [], network => [Trait.Of("activation", network.Activation.Name)]);

    public LazyRun Doubled => _doubled.Value;

    public LazyRun Subtracted => _subtracted.Value;

    Activation Activation { get; }

    int Seed { get; }

    public override string ToString() => $"{Activation} network of width {Width}, seed {Seed}";
}
