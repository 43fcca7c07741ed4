using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// What a finite first hidden layer does to the covariance above it. Given that layer, the second one is a network of one hidden layer,
/// whose covariance has its analytic value as its expectation (K16): so that of the first layer's covariance K_n is all that has to be
/// drawn.
/// </summary>
public sealed class TwoHiddenLayers
{
    const int Examples = 3;
    const double WeightVariance = 2;
    const double Step = 1e-4;

    static readonly int[] NetworksOfAGroup = [250, 1000, 1000];

    readonly Activation _activation;
    readonly int _seed;
    readonly Matrix<double> _inputs, _limit;
    readonly Entry[] _entries;
    readonly Dictionary<(int Group, int Width), Matrix<double>[]> _drawn = [];

    TwoHiddenLayers(Activation activation, int seed)
    {
        (_activation, _seed) = (activation, seed);
        _inputs = RandomStream.FromSeed((ulong)seed).Substream("inputs").NormalMatrix(Examples, 4);
        _limit = AnalyticKernels.Of(new(Shape.Vector(4), new Dense(1, WeightVariance), new Activated(activation)), _inputs).NngpKernel;
        _entries = [.. from i in Enumerable.Range(0, Examples) from j in Enumerable.Range(0, i + 1) select EntryAt(i, j)];
    }

    public static Subjects<TwoHiddenLayers> Subjects => new(
        from activation in Gen.Elements(Activations.Relu, Activations.Erf)
        from seed in Gen.Choose(0, int.MaxValue)
        select new TwoHiddenLayers(activation, seed), _ => [],
        at => [Trait.Of("activation", at._activation.Name), .. Widths.Select(n => Trait.Of("width", n))]);

    public static IReadOnlyList<int> Widths { get; } = [16, 64, 256];

    /// <summary>
    /// Of each group and each width, the mean of K^(2)(K_n) − K^(2)(K), entry by entry; what is linear in K_n − K has no expectation and
    /// is taken off.
    /// </summary>
    /// <param name="groups">How many.</param>
    /// <param name="off">What the weight variance of the second layer is multiplied with, in K^(2)(K_n).</param>
    public IReadOnlyList<Vector<double>[]> Biases(int groups, double off = 1) => [.. Enumerable.Range(0, groups).Select(group =>
        Widths.Select((_, width) =>
        {
            var drawn = CovariancesOfTheFirstLayer(group, width);
            return drawn.Aggregate(Vector<double>.Build.Dense(_entries.Length), (sum, one) => sum + BiasOf(one, off)) / drawn.Length;
        }).ToArray())];

    public override string ToString() => $"two hidden {_activation} layers, seed {_seed}";

    /// <summary>K_n of every network of a group at a width; the law and its falsifier share them.</summary>
    Matrix<double>[] CovariancesOfTheFirstLayer(int group, int width)
    {
        if (_drawn.TryGetValue((group, width), out var known)) return known;
        var n = Widths[width];
        var network = new Network(new(Shape.Vector(4), new Dense(n, WeightVariance), new Activated(_activation)));
        var stream = RandomStream.FromSeed((ulong)_seed).Substream($"group {group}, width {n}");
        return _drawn[(group, width)] = [.. Enumerable.Range(0, NetworksOfAGroup[width]).Select(draw =>
        {
            var features = network.Outputs(network.DrawParameters(stream.Substream(draw)), _inputs);
            return features.TransposeAndMultiply(features) / n;
        })];
    }

    Vector<double> BiasOf(Matrix<double> drawn, double off) => Vector<double>.Build.DenseOfEnumerable(_entries.Select(entry =>
    {
        var (i, j) = (entry.Row, entry.Column);
        var linear = entry.OfTheFirst * (drawn[i, i] - _limit[i, i]) + entry.OfTheSecond * (drawn[j, j] - _limit[j, j])
            + entry.OfTheirProduct * (drawn[i, j] - _limit[i, j]);
        return Above(off * drawn[i, i], off * drawn[j, j], off * drawn[i, j]) - entry.Value - linear;
    }));

    /// <summary>An entry above the limit's, and its derivatives by central differences; on the diagonal all three are one
    /// number.</summary>
    Entry EntryAt(int i, int j)
    {
        var (a, b, c) = (_limit[i, i], _limit[j, j], _limit[i, j]);
        var value = Above(a, b, c);
        return i == j ? new(i, j, value, 0, 0, Slope(h => Above(a + h, a + h, a + h)))
            : new(i, j, value, Slope(h => Above(a + h, b, c)), Slope(h => Above(a, b + h, c)), Slope(h => Above(a, b, c + h)));

        static double Slope(Func<double, double> f) => (f(Step) - f(-Step)) / (2 * Step);
    }

    /// <summary>E[φ(u) φ(v)] of the layer above an entry of the covariance and its two diagonal entries.</summary>
    double Above(double first, double second, double cross) =>
        DualActivation.Of(_activation, new(WeightVariance * first, WeightVariance * second, WeightVariance * cross)).Product;

    readonly record struct Entry(int Row, int Column, double Value, double OfTheFirst, double OfTheSecond, double OfTheirProduct);
}
