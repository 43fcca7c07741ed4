using System.Collections.Immutable;
using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A network written down once more, number by number over any scalar, straight from the definitions of its layers. It knows
/// nothing of batches, pull-backs or kernels: what dual numbers make of it is what backpropagation must give.
/// </summary>
public sealed class ScalarNetwork(Network network, Matrix<double> inputs, Matrix<double> cotangent) : IScalarFunction
{
    /// <summary>The sum over examples and outputs of f times a fixed cotangent, as a function of theta.</summary>
    public T Evaluate<T>(ReadOnlySpan<T> x)
        where T : struct, IScalar<T>
    {
        var sum = T.Constant(0);
        for (var i = 0; i < inputs.RowCount; i++)
        {
            var outputs = Outputs(x.ToArray(), inputs.Row(i));
            for (var k = 0; k < outputs.Length; k++) sum += outputs[k] * cotangent[i, k];
        }
        return sum;
    }

    public T[] Outputs<T>(T[] theta, Vector<double> input)
        where T : struct, IScalar<T>
    {
        var blocks = new Queue<ParameterBlock>(network.Blocks);
        return Chain(network.Architecture.Layers, network.Architecture.Input, [.. input.Select(T.Constant)], theta, blocks);
    }

    static T[] Chain<T>(ImmutableArray<Layer> layers, Shape shape, T[] x, T[] theta, Queue<ParameterBlock> blocks)
        where T : struct, IScalar<T>
    {
        foreach (var layer in layers)
        {
            var output = new Architecture(shape, layer).Output;
            x = layer switch
            {
                Dense dense => WithBias(Dense(x, output, theta, blocks.Dequeue()), dense.BiasVariance, 1, theta, blocks),
                Convolution convolution => WithBias(
                    Convolve(convolution, x, shape, output, theta, blocks.Dequeue()),
                    convolution.BiasVariance, output.Pixels, theta, blocks),
                WeightNormalisedDense => Dense(x, output, Normalised(theta, blocks.Peek()), blocks.Dequeue()),
                AveragePooling pooling => Pool(x, shape, output, pooling.Size, pooling.Size),
                GlobalAveragePooling => Pool(x, shape, output, shape.Height, shape.Width),
                Activated activated => [.. x.Select(activated.Activation.Of)],
                Residual residual => [.. residual.Branches.Select(branch => Chain(branch, shape, x, theta, blocks)).ToArray()
                    .Aggregate((sum, branch) => [.. sum.Zip(branch, (a, b) => a + b)])],
                _ => x,
            };
            shape = output;
        }
        return x;
    }

    static T[] Dense<T>(T[] x, Shape output, T[] theta, ParameterBlock weights)
        where T : struct, IScalar<T>
    {
        var y = new T[output.Size];
        for (var j = 0; j < y.Length; j++)
        {
            y[j] = T.Constant(0);
            for (var i = 0; i < x.Length; i++) y[j] += x[i] * theta[weights.Offset + j * weights.Rows + i];
            y[j] *= weights.Multiplier;
        }
        return y;
    }

    static T[] Convolve<T>(Convolution layer, T[] x, Shape input, Shape output, T[] theta, ParameterBlock weights)
        where T : struct, IScalar<T>
    {
        var (k, reach) = (layer.Filter, layer.Padding == Padding.Valid ? 0 : layer.Filter / 2);
        var y = new T[output.Size];
        for (var at = 0; at < y.Length; at++)
        {
            var (to, pixel) = (at / output.Pixels, at % output.Pixels);
            var (row, column) = (pixel / output.Width * layer.Stride - reach, pixel % output.Width * layer.Stride - reach);
            y[at] = T.Constant(0);
            for (var tap = 0; tap < input.Channels * k * k; tap++)
            {
                var (from, r, c) = (tap / (k * k), row + tap % (k * k) / k, column + tap % k);
                if (layer.Padding == Padding.Circular) (r, c) = ((r + input.Height) % input.Height, (c + input.Width) % input.Width);
                if (r < 0 || c < 0 || r >= input.Height || c >= input.Width) continue;
                y[at] += x[from * input.Pixels + r * input.Width + c] * theta[weights.Offset + to * weights.Rows + tap];
            }
            y[at] *= weights.Multiplier;
        }
        return y;
    }

    static T[] WithBias<T>(T[] y, double variance, int pixels, T[] theta, Queue<ParameterBlock> blocks)
        where T : struct, IScalar<T>
    {
        if (variance == 0) return y;
        var bias = blocks.Dequeue();
        return [.. y.Select((value, at) => value + theta[bias.Offset + at / pixels] * bias.Multiplier)];
    }

    static T[] Normalised<T>(T[] theta, ParameterBlock weights)
        where T : struct, IScalar<T>
    {
        var copy = (T[])theta.Clone();
        for (var j = 0; j < weights.Columns; j++)
        {
            var column = copy.AsSpan(weights.Offset + j * weights.Rows, weights.Rows);
            var square = T.Constant(0);
            foreach (var w in column) square += w * w;
            foreach (ref var w in column) w /= T.Sqrt(square);
        }
        return copy;
    }

    static T[] Pool<T>(T[] x, Shape input, Shape output, int height, int width)
        where T : struct, IScalar<T>
    {
        var y = new T[output.Size];
        for (var at = 0; at < y.Length; at++)
        {
            y[at] = T.Constant(0);
            var (channel, row, column) = (at / output.Pixels, at % output.Pixels / output.Width, at % output.Width);
            for (var r = row * height; r < (row + 1) * height; r++)
                for (var c = column * width; c < (column + 1) * width; c++) y[at] += x[channel * input.Pixels + r * input.Width + c];
            y[at] /= height * width;
        }
        return y;
    }
}
