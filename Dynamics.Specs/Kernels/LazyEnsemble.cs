using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;

namespace Dynamics.Specs.Kernels;

/// <summary>Networks of one activation, independent groups of them at several widths, each started at zero and trained once.</summary>
public sealed class LazyEnsemble(Activation activation, RandomStream stream, string name)
{
    public const int Groups = 48;
    public const int GroupsOfDistances = 64;

    static readonly int[] Widths = [32, 64, 128, 256, 512];

    readonly Dictionary<(int Group, int Width), LazyRun> _trained = [];

    public static Subjects<LazyEnsemble> Of(Activation activation) => new(
        Gen.Choose(0, int.MaxValue).Select(seed => new LazyEnsemble(activation, RandomStream.FromSeed((ulong)seed), $"seed {seed}")),
        _ => [], _ => Widths.Select(n => Trait.Of("width", n)));

    /// <summary>The slopes of the logarithm of |Θ_T − Θ_0| / |Θ_0| against that of the width.</summary>
    public double[] SlopesOfTheDrift(Parameterization parameterization) =>
        WidthSlopes.Of(Groups, Widths, (group, n) => Math.Log(Run(group, n, parameterization).Drift()));

    /// <summary>The like of |f_t − f_t^lin|.</summary>
    public double[] SlopesOfTheDistance(Func<double, int, TrainingTime> time) =>
        WidthSlopes.Of(GroupsOfDistances, Widths, (group, n) => Math.Log(Trained(group, n).DistanceFromItsLinearisation(time)));

    public override string ToString() => $"{activation} networks, {name}";

    LazyRun Trained(int group, int n) =>
        _trained.TryGetValue((group, n), out var run) ? run : _trained[(group, n)] = Run(group, n, Parameterization.Ntk);

    LazyRun Run(int group, int n, Parameterization parameterization) =>
        LazyRun.Doubled(activation, n, parameterization, stream.Substream($"group {group}, width {n}"));
}
