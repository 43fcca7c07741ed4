using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;

namespace Dynamics.Specs.Kernels;

/// <summary>A network of one hidden layer with a smooth activation, by its seed.</summary>
public sealed record SmoothNetwork(Activation Activation, int Seed)
{
    const int Width = 32;

    public static Subjects<SmoothNetwork> Subjects => new(
        from activation in Gen.Elements<Activation>(Activations.Erf, Activations.Tanh, Activations.Softplus)
        from seed in Gen.Choose(0, int.MaxValue)
        select new SmoothNetwork(activation, seed), _ => [], network => [Trait.Of("activation", network.Activation.Name)]);

    public LazyRun Doubled => LazyRun.Doubled(Activation, Width, Parameterization.Ntk, new Ensemble(Seed).Stream);

    public LazyRun Subtracted => LazyRun.Subtracted(Activation, Width, Parameterization.Ntk, new Ensemble(Seed).Stream);

    public bool IsOdd => Activation.Value(0) == 0;

    public override string ToString() => $"{Activation} network of width {Width}, seed {Seed}";
}
