using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

/// <summary>A convolution and its adjoints against plain loops, to the bit: each number is one chain of fused multiply-adds.</summary>
public class ConvolutionTests
{
    static readonly Shape Image = Shape.Image(2, 7, 6);

    [TestCaseSource(nameof(Cases))]
    public void Outputs_are_chains_over_channels_and_taps(Convolution layer, int examples)
    {
        var at = new At(layer, examples);
        Assert.That(at.Network.Outputs(at.Theta, at.Inputs), Is.EqualTo(at.Convolve()));
    }

    [TestCaseSource(nameof(Cases))]
    public void Gradients_in_the_weights_are_chains_over_places_and_examples(Convolution layer, int examples)
    {
        var at = new At(layer, examples);
        Assert.That(at.Network.TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent), Is.EqualTo(at.ToWeights()));
    }

    [TestCaseSource(nameof(Cases))]
    public void Gradients_in_the_input_are_chains_over_channels_and_taps(Convolution layer, int examples)
    {
        var at = new At(layer, examples);
        var after = new Network(new(Image, new Convolution(Image.Channels, 1, Padding.Valid), layer), Parameterization.Standard);
        var identity = Vector<double>.Build.Dense([1, 0, 0, 1, .. at.Theta]);
        var gradient = after.TransposedJacobianVectorProduct(identity, at.Inputs, at.Cotangent);
        Assert.That(gradient.SubVector(0, 4), Is.EqualTo(at.ToIdentity()));
    }

    static IEnumerable<object[]> Cases =>
        from padding in Enum.GetValues<Padding>()
        from stride in new[] { 1, 2, 3 }
        from examples in new[] { 1, 5, 40 }
        select new object[] { new Convolution(5, 3, padding, stride), examples };

    sealed class At
    {
        readonly Convolution _layer;
        readonly Shape _output;

        public At(Convolution layer, int examples)
        {
            _layer = layer;
            Network = new(new Architecture(Image, layer), Parameterization.Standard);
            _output = Network.Architecture.Output;
            var stream = RandomStream.FromSeed(7).Substream($"{layer}");
            Theta = Network.Draw(stream);
            Inputs = stream.Substream("inputs").NormalMatrix(examples, Image.Size);
            Cotangent = stream.Substream("cotangent").NormalMatrix(examples, _output.Size);
        }

        public Network Network { get; }

        public Vector<double> Theta { get; }

        public Matrix<double> Inputs { get; }

        public Matrix<double> Cotangent { get; }

        int Taps => _layer.Filter * _layer.Filter;

        public Matrix<double> Convolve() => Matrix<double>.Build.Dense(Inputs.RowCount, _output.Size, (n, column) => Chain(
            from channel in Enumerable.Range(0, Image.Channels) from tap in Enumerable.Range(0, Taps)
            select (Weight(channel, tap, column / _output.Pixels), Input(n, channel, column % _output.Pixels, tap))));

        public Vector<double> ToWeights() => Vector<double>.Build.Dense(Theta.Count, w => Chain(
            from place in Enumerable.Range(0, _output.Pixels) from n in Enumerable.Range(0, Inputs.RowCount)
            select (Input(n, w / Taps % Image.Channels, place, w % Taps), Cotangent[n, w / (Image.Channels * Taps) * _output.Pixels + place])));

        /// <summary>The gradient in the weights of a 1 x 1 convolution that comes before and changes nothing.</summary>
        public Vector<double> ToIdentity() => Vector<double>.Build.Dense(4, w => Chain(
            from pixel in Enumerable.Range(0, Image.Pixels) from n in Enumerable.Range(0, Inputs.RowCount)
            select (Inputs[n, w % 2 * Image.Pixels + pixel], ToInput(n, w / 2, pixel))));

        double ToInput(int n, int channel, int pixel) => Chain(
            from to in Enumerable.Range(0, _output.Channels) from tap in Enumerable.Range(0, Taps)
            from place in Enumerable.Range(0, _output.Pixels) where Pixel(place, tap) == pixel
            select (Weight(channel, tap, to), Cotangent[n, to * _output.Pixels + place]));

        double Weight(int channel, int tap, int to) => Theta[to * Image.Channels * Taps + channel * Taps + tap];

        double Input(int n, int channel, int place, int tap) => Pixel(place, tap) is { } pixel ? Inputs[n, channel * Image.Pixels + pixel] : 0;

        int? Pixel(int place, int tap)
        {
            var reach = _layer.Padding == Padding.Valid ? 0 : _layer.Filter / 2;
            var row = place / _output.Width * _layer.Stride + tap / _layer.Filter - reach;
            var column = place % _output.Width * _layer.Stride + tap % _layer.Filter - reach;
            if (_layer.Padding == Padding.Circular) (row, column) = ((row + Image.Height) % Image.Height, (column + Image.Width) % Image.Width);
            return row >= 0 && row < Image.Height && column >= 0 && column < Image.Width ? row * Image.Width + column : null;
        }

        static double Chain(IEnumerable<(double, double)> products) => products.Aggregate(0.0, (sum, it) => Math.FusedMultiplyAdd(it.Item1, it.Item2, sum));
    }
}
