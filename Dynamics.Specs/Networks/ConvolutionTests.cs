using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

/// <summary>A convolution and its adjoints against plain loops, to the bit: each number is one chain of fused multiply-adds.</summary>
public class ConvolutionTests
{
    const double UnitRoundoff = 1.1102230246251565e-16;

    [Property(Cases = 80)]
    public void Outputs_are_chains_over_channels_and_taps(ConvolutionPlan plan)
    {
        var at = new At(plan);
        Assert.That(at.Network.Outputs(at.Theta, at.Inputs), Is.EqualTo(at.Convolve()));
    }

    [Property(Cases = 80)]
    public void Gradients_in_the_weights_are_chains_over_places_and_examples(ConvolutionPlan plan)
    {
        var at = new At(plan);
        Assert.That(at.Network.TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent), Is.EqualTo(at.ToWeights()));
    }

    [Property(Cases = 80)]
    public void Gradients_in_the_input_are_chains_over_channels_and_taps(ConvolutionPlan plan)
    {
        var at = new At(plan);
        var channels = plan.Image.Channels;
        var after = new Network(new(plan.Image, new Convolution(channels, 1, Padding.Valid), plan.Layer), Parameterization.Standard);
        var identity = Matrix<double>.Build.DenseIdentity(channels).ToColumnMajorArray();
        var gradient = after.TransposedJacobianVectorProduct(
            Vector<double>.Build.Dense([.. identity, .. at.Theta]), at.Inputs, at.Cotangent);
        Assert.That(gradient.SubVector(0, identity.Length), Is.EqualTo(at.ToIdentity()));
    }

    /// <summary>The kernel keeps the gradients of each example apart, where they are products of another shape.</summary>
    [Property(Cases = 20)]
    public void The_tangent_kernel_is_made_of_the_gradients_of_each_output(ConvolutionPlan plan)
    {
        var at = new At(plan with { Examples = new(Math.Min(plan.Examples, 2)) });
        var units = Matrix<double>.Build.DenseIdentity(at.Network.OutputCount);
        var jacobian = Matrix<double>.Build.DenseOfRowVectors(
            from n in Enumerable.Range(0, at.Inputs.RowCount) from k in Enumerable.Range(0, at.Network.OutputCount)
            select at.Network.TransposedJacobianVectorProduct(
                at.Theta, at.Inputs.SubMatrix(n, 1, 0, plan.Image.Size), units.SubMatrix(k, 1, 0, units.ColumnCount)));
        var size = jacobian.PointwiseAbs();
        var allowed = 4 * (at.Theta.Count + plan.Image.Pixels) * UnitRoundoff * MatrixProduct.WithTransposed(size, size);
        var difference = (at.Network.TangentKernel(at.Theta, at.Inputs) - MatrixProduct.WithTransposed(jacobian, jacobian)).PointwiseAbs();
        Assert.That((difference - allowed).Enumerate(), Is.All.LessThanOrEqualTo(0.0));
    }

    sealed class At
    {
        readonly ConvolutionPlan _plan;
        readonly Shape _image, _output;
        readonly int _taps;

        /// <summary>The pixel that a place meets at a tap, or -1; and the place at which a pixel meets a tap.</summary>
        readonly int[,] _pixels, _places;

        public At(ConvolutionPlan plan)
        {
            (_plan, _image, _taps) = (plan, plan.Image, plan.Filter * plan.Filter);
            Network = new(new Architecture(_image, plan.Layer), Parameterization.Standard);
            _output = Network.Architecture.Output;
            Theta = plan.Seed.Vector(Network.ParameterCount, "weights");
            Inputs = plan.Seed.Matrix(plan.Examples, _image.Size, "inputs");
            Cotangent = plan.Seed.Matrix(plan.Examples, _output.Size, "cotangent");
            (_pixels, _places) = (new int[_output.Pixels, _taps], new int[_image.Pixels, _taps]);
            for (var pixel = 0; pixel < _image.Pixels; pixel++)
                for (var tap = 0; tap < _taps; tap++) _places[pixel, tap] = -1;
            for (var place = 0; place < _output.Pixels; place++)
                for (var tap = 0; tap < _taps; tap++)
                    if ((_pixels[place, tap] = Pixel(place, tap)) is >= 0 and var pixel) _places[pixel, tap] = place;
        }

        public Network Network { get; }

        public Vector<double> Theta { get; }

        public Matrix<double> Inputs { get; }

        public Matrix<double> Cotangent { get; }

        public Matrix<double> Convolve() => Matrix<double>.Build.Dense(Inputs.RowCount, _output.Size, (n, column) =>
        {
            var (sum, to, place) = (0.0, column / _output.Pixels, column % _output.Pixels);
            for (var channel = 0; channel < _image.Channels; channel++)
                for (var tap = 0; tap < _taps; tap++)
                    sum = Math.FusedMultiplyAdd(Weight(channel, tap, to), Input(n, channel, place, tap), sum);
            return sum;
        });

        public Vector<double> ToWeights() => Vector<double>.Build.Dense(Theta.Count, w =>
        {
            var (sum, to, channel, tap) = (0.0, w / (_image.Channels * _taps), w / _taps % _image.Channels, w % _taps);
            for (var place = 0; place < _output.Pixels; place++)
                for (var n = 0; n < Inputs.RowCount; n++)
                    sum = Math.FusedMultiplyAdd(Input(n, channel, place, tap), Cotangent[n, to * _output.Pixels + place], sum);
            return sum;
        });

        /// <summary>The gradient in the weights of a 1 x 1 convolution that comes before and changes nothing.</summary>
        public Vector<double> ToIdentity()
        {
            var inputs = Matrix<double>.Build.Dense(Inputs.RowCount, _image.Size, ToInput);
            return Vector<double>.Build.Dense(_image.Channels * _image.Channels, w =>
            {
                var (sum, from, to) = (0.0, w % _image.Channels, w / _image.Channels);
                for (var pixel = 0; pixel < _image.Pixels; pixel++)
                    for (var n = 0; n < Inputs.RowCount; n++)
                        sum = Math.FusedMultiplyAdd(Inputs[n, from * _image.Pixels + pixel], inputs[n, to * _image.Pixels + pixel], sum);
                return sum;
            });
        }

        double ToInput(int n, int column)
        {
            var (sum, channel, pixel) = (0.0, column / _image.Pixels, column % _image.Pixels);
            for (var to = 0; to < _output.Channels; to++)
                for (var tap = 0; tap < _taps; tap++)
                    if (_places[pixel, tap] is >= 0 and var place)
                        sum = Math.FusedMultiplyAdd(Weight(channel, tap, to), Cotangent[n, to * _output.Pixels + place], sum);
            return sum;
        }

        double Weight(int channel, int tap, int to) => Theta[(to * _image.Channels + channel) * _taps + tap];

        double Input(int n, int channel, int place, int tap) =>
            _pixels[place, tap] is >= 0 and var pixel ? Inputs[n, channel * _image.Pixels + pixel] : 0;

        int Pixel(int place, int tap)
        {
            var reach = _plan.Padding == Padding.Valid ? 0 : _plan.Filter / 2;
            var row = place / _output.Width * _plan.Stride + tap / _plan.Filter - reach;
            var column = place % _output.Width * _plan.Stride + tap % _plan.Filter - reach;
            if (_plan.Padding == Padding.Circular) (row, column) = (Wrapped(row, _image.Height), Wrapped(column, _image.Width));
            return row >= 0 && row < _image.Height && column >= 0 && column < _image.Width ? row * _image.Width + column : -1;
        }

        static int Wrapped(int at, int size) => (at % size + size) % size;
    }
}
