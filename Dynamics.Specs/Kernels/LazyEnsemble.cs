using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Groups of trained networks at a few widths. The neurons of the widest networks of a group are dealt out to the narrower ones, so that
/// what is linear in the neurons' fluctuations is common to all widths and leaves the ratio of their errors.
/// </summary>
public sealed class LazyEnsemble(Activation activation, RandomStream stream, IReadOnlyList<int> widths, int widest, int mostOfAWidth,
    string name)
{
    static readonly int[] ReluWidths = [64, 256];

    /// <summary>
    /// The same for all networks of a width and for all widths: the two largest eigenvalues of an odd activation's kernel are one, so
    /// that the larger of a network's own two is no smooth function of its weights, and the errors would have no expansion in 1 / n.
    /// </summary>
    readonly Lazy<double> _step = new(() => LazyTrajectory.StepAtInfiniteWidth(activation));

    readonly Dictionary<(Parameterization, int Group), LazyTrajectory[][]> _trained = [];

    /// <summary>Smooth networks: one of 1024 pairs of neurons, four of 256 and sixteen of 64 in a group.</summary>
    public static Subjects<LazyEnsemble> OfSmoothNetworks { get; } = Drawn([Activations.Erf, Activations.Tanh], [64, 256, 1024],
        widest: 1, mostOfAWidth: 16);

    /// <summary>ReLU networks, whose errors fluctuate as much as they are large: forty of each width in a group.</summary>
    public static Subjects<LazyEnsemble> OfReluNetworks { get; } = Drawn([Activations.Relu], ReluWidths, widest: 40, mostOfAWidth: 40);

    /// <summary>The like from a stream.</summary>
    public static LazyEnsemble OfRelu(RandomStream stream, string name) => new(Activations.Relu, stream, ReluWidths, 40, 40, name);

    /// <summary>n.</summary>
    public IReadOnlyList<int> Widths => widths;

    /// <summary>Of each group and each width, the mean square of the largest over the times of what is asked of a network.</summary>
    public IReadOnlyList<double[]> MeanSquares(int groups, Func<LazyTrajectory, IReadOnlyList<Vector<double>>> errors,
        Parameterization? parameterization = null) =>
        [.. Enumerable.Range(0, groups).Select(group => Trained(parameterization ?? Parameterization.Ntk, group)
            .Select(networks => networks.Average(network => errors(network).Max(error => error * error))).ToArray())];

    /// <summary>
    /// Of each group and each width, the mean of what is asked of a network at one of the times: that at which the mean over all
    /// networks of the widest kind is largest.
    /// </summary>
    public IReadOnlyList<Vector<double>[]> Means(int groups, Func<LazyTrajectory, IReadOnlyList<Vector<double>>> errors,
        Parameterization? parameterization = null)
    {
        Vector<double>[][][] means = [.. Enumerable.Range(0, groups).Select(group =>
            Trained(parameterization ?? Parameterization.Ntk, group)
            .Select(networks => Mean([.. networks.Select(errors)])).ToArray())];
        var overall = Mean([.. means.Select(group => group[^1])]);
        var latest = Enumerable.Range(0, overall.Length).MaxBy(time => overall[time].L2Norm());
        return [.. means.Select(group => group.Select(times => times[latest]).ToArray())];
    }

    public override string ToString() => $"{activation} networks, {name}";

    static Subjects<LazyEnsemble> Drawn(Activation[] activations, int[] widths, int widest, int mostOfAWidth) => new(
        from activation in Gen.Elements(activations)
        from seed in Gen.Choose(0, int.MaxValue)
        select new LazyEnsemble(activation, RandomStream.FromSeed((ulong)seed), widths, widest, mostOfAWidth, $"seed {seed}"),
        _ => [], ensemble => [.. widths.Select(n => Trait.Of("width", n))]);

    /// <summary>At each time.</summary>
    static Vector<double>[] Mean(IReadOnlyList<IReadOnlyList<Vector<double>>> all) =>
        [.. all[0].Select((first, time) => all.Aggregate(0 * first, (sum, vectors) => sum + vectors[time]) / all.Count)];

    /// <summary>Of each width.</summary>
    LazyTrajectory[][] Trained(Parameterization parameterization, int group)
    {
        if (_trained.TryGetValue((parameterization, group), out var known)) return known;
        var neurons = stream.Substream($"group {group}");
        var (incoming, outgoing) = (neurons.Substream("incoming").NormalMatrix(2, widest * widths[^1]),
            neurons.Substream("outgoing").NormalVector(widest * widths[^1]));
        return _trained[(parameterization, group)] = [.. widths.Select(n =>
            Enumerable.Range(0, Math.Min(mostOfAWidth, widest * widths[^1] / n))
            .Select(i => new LazyTrajectory(activation, incoming.SubMatrix(0, 2, i * n, n), outgoing.SubVector(i * n, n),
                parameterization,
                parameterization == Parameterization.Ntk ? _step.Value : null)).ToArray())];
    }
}
