using System.Collections.Immutable;
using Dynamics.Architectures;

namespace Dynamics.Kernels;

/// <summary>
/// Reads an architecture at infinite width: one fold over its layers. All pairs of pixels are kept only where a later layer mixes
/// different pixels; a flattened image keeps its pixels until weights average over them.
/// </summary>
sealed class WideReading
{
    readonly Dictionary<Activation, IClosedFormDual> _duals = [];
    readonly List<int> _pixels = [];

    WideReading(Architecture architecture)
    {
        var layers = architecture.Layers;
        InputPairs = new(architecture.Input.Pixels, NeedsAllPairs(architecture.Input, layers, false));
        var (chain, end) = Chain(architecture.Input, layers, new(InputPairs, false, false), false);
        if (end.Pairs.Count > 1)
            throw new ArgumentException($"{architecture} ends with {end.Pairs.Pixels} pixels, whose outputs have covariances of their "
                + "own; it needs to end with one kernel for all outputs, as after a dense layer or global average "
                + "pooling.", nameof(architecture));
        Layer = chain;
    }

    /// <summary>The pairs of pixels of the input.</summary>
    public PixelPairs InputPairs { get; }

    public WideLayer Layer { get; }

    /// <summary>Pixels before each activation.</summary>
    public IReadOnlyList<int> PixelsOfActivations => _pixels;

    /// <summary>Numbers in the largest covariances of two examples.</summary>
    public int LargestPairs { get; private set; } = 1;

    /// <summary>The largest error, as estimated, of the dual moments that were expanded so far.</summary>
    public double WorstError => _duals.Values.OfType<SmoothDual>().Select(dual => dual.WorstError).DefaultIfEmpty().Max();

    public static WideReading Of(Architecture architecture) => new(architecture);

    /// <summary>What is known of the units between two layers.</summary>
    /// <param name="Pairs">The pairs of pixels that are kept.</param>
    /// <param name="Normal">Whether they are centred and normal, as after weights.</param>
    /// <param name="Fresh">Whether, given what entered the branch, their mean is zero.</param>
    readonly record struct Between(PixelPairs Pairs, bool Normal, bool Fresh);

    (WideChain Chain, Between End) Chain(Shape shape, ImmutableArray<Layer> layers, Between at, bool allAtTheEnd)
    {
        var chain = new List<WideLayer>();
        if (at.Pairs.All && !NeedsAllPairs(shape, layers, allAtTheEnd))
        {
            chain.Add(new WideDiagonal());
            at = at with { Pairs = at.Pairs with { All = false } };
        }
        for (var i = 0; i < layers.Length; i++)
        {
            var output = Architecture.OutputOf(shape, [layers[i]]);
            var all = NeedsAllPairs(output, layers[(i + 1)..], allAtTheEnd);
            (var layer, at) = Read(layers[i], shape, output, at, all);
            chain.Add(layer);
            LargestPairs = Math.Max(LargestPairs, at.Pairs.Count);
            shape = output;
        }
        return (new(chain), at);
    }

    (WideLayer Layer, Between After) Read(Layer layer, Shape input, Shape output, Between at, bool all)
    {
        var pairs = new PixelPairs(output.Pixels, all);
        switch (layer)
        {
            case Dense dense:
                return (new WideDense(dense.WeightVariance, dense.BiasVariance), new(new(1, false), true, true));
            case Convolution convolution:
                var wide = new WideConvolution(
                    new(convolution, input, output), pairs, convolution.WeightVariance, convolution.BiasVariance);
                return (at.Pairs.Pixels == input.Pixels ? wide : new WideChain([new WidePixelMean(), wide]), new(pairs, true, true));
            case Activated activated:
                return (Activation(activated.Activation, at), at with { Normal = false, Fresh = false });
            case AveragePooling pooling:
                return input.IsVector ? (new WideChain([]), at)
                    : (new WidePooling(input, pooling.Size, pooling.Size, pairs), at with { Pairs = pairs });
            case GlobalAveragePooling:
                return input.IsVector ? (new WideChain([]), at)
                    : (new WidePooling(input, input.Height, input.Width, pairs), at with { Pairs = pairs });
            case Flatten:
                return (new WideChain([]), at with { Pairs = at.Pairs with { All = false } });
            case Residual residual:
                return Sum(residual, input, at, all);
            case WeightNormalisedDense:
                throw new ArgumentException($"{layer} has no kernel at infinite width: divided by their lengths, its weights move less "
                    + "the wider it is, and their share of the tangent kernel vanishes. Use a dense layer.", nameof(layer));
            default:
                throw new ArgumentException($"A network of infinite width has no reading of {layer}.", nameof(layer));
        }
    }

    WideActivation Activation(Activation activation, Between at)
    {
        if (!at.Normal)
            throw new ArgumentException($"{activation} acts on units that are not normal at infinite width: the input, what an activation "
                + "gives, or a sum with either. It needs a dense layer or a convolution before it.", nameof(activation));
        if (!_duals.TryGetValue(activation, out var dual)) _duals[activation] = dual = DualActivation.Closed(activation);
        _pixels.Add(at.Pairs.Pixels);
        return new(dual, _pixels.Count - 1);
    }

    (WideLayer, Between) Sum(Residual residual, Shape input, Between at, bool all)
    {
        var branches = residual.Branches.Select(branch => Chain(input, branch, at with { Fresh = false }, all)).ToArray();
        if (branches.Count(branch => !branch.End.Fresh) > 1)
            throw new ArgumentException($"{residual} adds branches whose covariance is not zero; at infinite width all of them but one "
                + "need weights after their last activation.", nameof(residual));
        var pairs = branches.MaxBy(branch => branch.End.Pairs.Count).End.Pairs;
        return (new WideSum([.. branches.Select(branch => branch.Chain)]),
            new(pairs, branches.All(branch => branch.End.Normal),
                branches.All(branch => branch.End.Fresh || (at.Fresh && branch.End.Normal))));
    }

    /// <summary>Whether layers need the covariances of different pixels of their input.</summary>
    static bool NeedsAllPairs(Shape shape, ImmutableArray<Layer> layers, bool allAtTheEnd)
    {
        if (shape.Pixels == 1) return false;
        if (layers.IsEmpty) return allAtTheEnd;
        return layers[0] switch
        {
            Dense or Flatten => false,
            AveragePooling { Size: > 1 } or GlobalAveragePooling => true,
            Residual residual => residual.Branches.Any(branch => NeedsAllPairs(shape, branch, NeedsAfter())),
            _ => NeedsAfter(),
        };

        bool NeedsAfter() => NeedsAllPairs(Architecture.OutputOf(shape, [layers[0]]), layers[1..], allAtTheEnd);
    }
}
