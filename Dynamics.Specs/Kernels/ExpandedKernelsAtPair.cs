using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>A dense network whose activations have no closed form, and two inputs.</summary>
public sealed class ExpandedKernelsAtPair
{
    const int Features = 4;

    readonly IReadOnlyList<HiddenLayer> _layers;
    readonly int _seed;
    readonly Matrix<double> _inputs;
    readonly Dictionary<(Activation, PairCovariance), DualMoments> _known = [];
    readonly Lazy<AnalyticKernels> _kernels;
    readonly Lazy<TextbookKernels> _recursion;

    ExpandedKernelsAtPair(IReadOnlyList<HiddenLayer> layers, int seed)
    {
        (_layers, _seed) = (layers, seed);
        _inputs = Size * RandomStream.FromSeed((ulong)seed).Substream("inputs").NormalMatrix(2, Features);
        _kernels = new(() => AnalyticKernels.Of(At(), _inputs));
        _recursion = new(() => RecursionWith(KernelMistake.None));
    }

    /// <summary>Of inputs and weights, so that variances stay about one, where 200 nodes resolve the activations.</summary>
    const double Size = .8;

    public static Subjects<ExpandedKernelsAtPair> Subjects => new(
        from count in Gen.Choose(2, 3)
        from layers in Gen.ListOf(
            from activation in Gen.Elements(Activations.All.Where(phi => phi is not IClosedFormDual).ToArray())
            from weights in Drawn.Number(.5, 1.2)
            from bias in Gen.Elements(0, .1)
            select new HiddenLayer(activation, weights, bias), count)
        from seed in Gen.Choose(0, int.MaxValue)
        select new ExpandedKernelsAtPair([.. layers], seed),
        at => at._layers.Count > 2 ? [new(at._layers.Take(2).ToArray(), at._seed)] : [],
        at => [.. at._layers.Select(layer => Trait.Of("activation", layer.Activation.Name)), Trait.Of("hidden layers", at._layers.Count)]);

    /// <summary>What Core computes: K and Θ, three entries each, over the roots of what is on their diagonals.</summary>
    public double[] Computed => Relative(_kernels.Value);

    /// <summary>The same where the moments of the last activation are larger by a factor.</summary>
    public double[] ComputedWithTheLastMomentsTimes(double factor) => Relative(AnalyticKernels.Of(At(factor), _inputs));

    /// <summary>The recursion with moments by quadrature, over the same.</summary>
    public double[] Recursion => Relative(_recursion.Value);

    /// <summary>The same with a mistake.</summary>
    public double[] Mistaken(KernelMistake mistake) => Relative(RecursionWith(mistake));

    /// <summary>Roundings on the longest path, on both sides, with those of nodes, weights and sums in each layer (as in K5c).</summary>
    public int Operations => 2 * _recursion.Value.Operations + 22 * NormalPlane.Nodes * _layers.Count;

    public double Condition => _recursion.Value.Condition;

    /// <summary>What Core states of its expansions, over the layers.</summary>
    public double StatedErrors => _layers.Count * _kernels.Value.DualError;

    /// <summary>How far the moments move with three quarters of the nodes, over the layers.</summary>
    public double ErrorOfTheIntegrals => _recursion.Value.ErrorOfTheMoments;

    public override string ToString() => $"{At()}, seed {_seed}";

    Architecture At(double last = 1) => new(Shape.Vector(Features),
        [.. _layers.SelectMany(layer => new Layer[] { new Dense(1, layer.Weights, layer.Bias), new Activated(layer.Activation) }),
            new Dense(1, last, .1)]);

    TextbookKernels RecursionWith(KernelMistake mistake) => TextbookKernels.Of(At(), _inputs.Row(0), _inputs.Row(1), mistake, Moments);

    double[] Relative(AnalyticKernels of) => KernelAtInputs.Relative(
        KernelAtInputs.Entries(of.NngpKernel, (0, 1)), KernelAtInputs.Entries(of.NeuralTangentKernel, (0, 1)), _recursion.Value);

    double[] Relative(TextbookKernels of) => KernelAtInputs.Relative(of.Nngp, of.Ntk, _recursion.Value);

    /// <summary>By quadrature, never by Core; each pair once.</summary>
    DualMoments Moments(Activation phi, PairCovariance pair)
    {
        if (pair.First > pair.Second) pair = new(pair.Second, pair.First, pair.Cross);
        if (_known.TryGetValue((phi, pair), out var known)) return known;
        var isOne = pair == Alone(pair.First);
        var correlation = isOne ? 1 : Math.Clamp(pair.Cross / (Math.Sqrt(pair.First) * Math.Sqrt(pair.Second)), -1, 1);
        var fine = NormalPlane.Moments(phi, pair.First, pair.Second, correlation);
        var coarse = NormalPlane.Moments(phi, pair.First, pair.Second, correlation, NormalPlane.Fewer);
        var (first, second) = isOne ? (fine, fine) : (Moments(phi, Alone(pair.First)), Moments(phi, Alone(pair.Second)));
        return _known[(phi, pair)] = fine with
        {
            Error = Math.Max(
                Math.Abs(fine.Product - coarse.Product) / Math.Sqrt(first.Product * second.Product),
                Math.Abs(fine.DerivativeProduct - coarse.DerivativeProduct)
                    / Math.Sqrt(first.DerivativeProduct * second.DerivativeProduct)),
        };
    }

    static PairCovariance Alone(double variance) => new(variance, variance, variance);

    readonly record struct HiddenLayer(Activation Activation, double Weights, double Bias);
}
