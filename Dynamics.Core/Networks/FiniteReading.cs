using System.Collections.Immutable;
using Dynamics.Architectures;

namespace Dynamics.Networks;

/// <summary>Reads an architecture as a finite network: one fold over its layers.</summary>
sealed class FiniteReading(Parameterization parameterization, int layersWithWeights)
{
    readonly List<ParameterBlock> _blocks = [];
    int _weightsSoFar;
    int _parameters;

    public static (FiniteLayer Layer, IReadOnlyList<ParameterBlock> Blocks) Of(
        Architecture architecture, Parameterization parameterization)
    {
        var reading = new FiniteReading(parameterization, LayersWithWeights(architecture.Layers));
        var chain = reading.Chain(architecture.Input, architecture.Layers, "");
        return (chain, reading._blocks);
    }

    FiniteChain Chain(Shape shape, ImmutableArray<Layer> layers, string prefix)
    {
        var chain = new List<FiniteLayer>();
        for (var i = 0; i < layers.Length; i++)
        {
            var output = Architecture.OutputOf(shape, [layers[i]]);
            chain.Add(Read(layers[i], shape, output, $"{prefix}{i + 1}."));
            shape = output;
        }
        return new(chain);
    }

    FiniteLayer Read(Layer layer, Shape input, Shape output, string name)
    {
        switch (layer)
        {
            case Dense dense:
                return new FiniteDense(
                    Weights(name, input.Size, dense.Width, dense.WeightVariance),
                    BiasOf(name, input.Size, dense.Width, dense.BiasVariance));
            case Convolution convolution:
                var geometry = new FilterGeometry(convolution, input, output);
                return new FiniteConvolution(geometry,
                    Weights(name, input.Channels * geometry.Taps, convolution.Channels, convolution.WeightVariance, isFilter: true),
                    BiasOf(name, input.Channels * geometry.Taps, convolution.Channels, convolution.BiasVariance));
            case WeightNormalisedDense normalised:
                _weightsSoFar++;
                return new FiniteWeightNormalisedDense(Add(name + "weights", input.Size, normalised.Width, (1, 1), (1, 1)));
            case Activated activated:
                return new FiniteActivation(activated.Activation);
            case Flatten:
                return new FiniteLinear(x => x, dy => dy);
            case AveragePooling pooling:
                var means = new PixelMeans(input, pooling.Size, pooling.Size);
                return new FiniteLinear(means.Mean, means.Spread);
            case GlobalAveragePooling:
                var all = new PixelMeans(input, input.Height, input.Width);
                return new FiniteLinear(all.Mean, all.Spread);
            case Residual residual:
                return new FiniteSum([.. residual.Branches.Select((branch, i) => Chain(input, branch, $"{name}{i + 1}."))]);
            default:
                throw new ArgumentException($"A finite network has no reading of {layer}.", nameof(layer));
        }
    }

    ParameterSlot Weights(string name, int fanIn, int fanOut, double variance, bool isFilter = false)
    {
        _weightsSoFar++;
        return Add(name + "weights", fanIn, fanOut, parameterization.Of(Here, fanIn, fanOut, Math.Sqrt(variance)),
            parameterization.RateOfWeights(Here, fanIn, fanOut), isFilter);
    }

    ParameterSlot? BiasOf(string name, int fanIn, int width, double variance) => variance == 0 ? null
        : Add(name + "bias", 1, width, parameterization.OfBias(Here, width, Math.Sqrt(variance)),
            parameterization.RateOfBias(Here, fanIn, width));

    /// <summary>Where the latest layer with weights stands.</summary>
    Place Here => _weightsSoFar == layersWithWeights ? Place.Last : _weightsSoFar == 1 ? Place.First : Place.Hidden;

    ParameterSlot Add(string name, int rows, int columns, (double Multiplier, double StandardDeviation) scale,
        (double OfDescent, double OfAdam) rate, bool isFilter = false)
    {
        if (_parameters + (long)rows * columns > int.MaxValue)
            throw new ArgumentException($"architecture has more than {int.MaxValue} parameters: {name} alone has {rows} x {columns}.",
                "architecture");
        _blocks.Add(new(name, _parameters, rows, columns, scale.Multiplier, scale.StandardDeviation)
        {
            IsFilter = isFilter,
            DescentFactor = rate.OfDescent,
            AdamFactor = rate.OfAdam,
        });
        _parameters += rows * columns;
        return new(_blocks.Count - 1, scale.Multiplier);
    }

    static int LayersWithWeights(IEnumerable<Layer> layers) => layers.Sum(layer => layer switch
    {
        Dense or Convolution or WeightNormalisedDense => 1,
        Residual residual => residual.Branches.Sum(branch => LayersWithWeights(branch)),
        _ => 0,
    });
}
