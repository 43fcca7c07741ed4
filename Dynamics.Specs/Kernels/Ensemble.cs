using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;

namespace Dynamics.Specs.Kernels;

/// <summary>An ensemble of networks at several widths, by its seed.</summary>
public sealed record Ensemble(int Seed)
{
    public static Subjects<Ensemble> At(IReadOnlyList<int> widths) => new(
        Gen.Choose(0, int.MaxValue).Select(seed => new Ensemble(seed)), _ => [], _ => widths.Select(n => Trait.Of("width", n)));

    public RandomStream Stream => RandomStream.FromSeed((ulong)Seed);

    public override string ToString() => $"an ensemble, seed {Seed}";
}
