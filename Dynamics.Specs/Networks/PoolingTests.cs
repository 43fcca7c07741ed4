using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

/// <summary>
/// Means over windows of images that need not be square, in finite networks and in those of infinite width, against plain loops.
/// </summary>
public class PoolingTests
{
    const double UnitRoundoff = 1.1102230246251565e-16;

    [Property]
    public void A_pooled_image_is_the_mean_of_each_window(Shape image, Size size, Size examples, Seed stream)
    {
        foreach (var (layer, windows) in Poolings(image, size))
        {
            var (network, theta) = After(image, layer);
            var inputs = stream.Matrix(examples, image.Size);
            var expected = Matrix<double>.Build.Dense(examples, image.Channels * windows.Length, (n, k) =>
                windows[k % windows.Length].Average(pixel => inputs[n, k / windows.Length * image.Pixels + pixel]));
            Assert.That((network.Outputs(theta, inputs) - expected).Enumerate(), Is.All.EqualTo(0)
                .Within(2 * image.Pixels * UnitRoundoff * 2), $"{layer}");
        }
    }

    /// <summary>Through the weights of a 1 x 1 convolution that changes nothing.</summary>
    [Property]
    public void A_derivative_is_spread_over_the_window(Shape image, Size size, Seed stream)
    {
        foreach (var (layer, windows) in Poolings(image, size))
        {
            var (network, theta) = After(image, layer);
            var (inputs, cotangent) =
                (stream.Matrix(1, image.Size, "inputs"), stream.Matrix(1, image.Channels * windows.Length, "cotangent"));
            var expected = Vector<double>.Build.Dense(theta.Count, w => windows.Select((window, at) =>
                cotangent[0, w / image.Channels * windows.Length + at] * window.Average(
                    pixel => inputs[0, w % image.Channels * image.Pixels + pixel])).Sum());
            var allowed = 4 * image.Pixels * UnitRoundoff * 4 * windows.Length;
            Assert.That((network.TransposedJacobianVectorProduct(theta, inputs, cotangent) - expected)
                .AbsoluteMaximum(), Is.LessThanOrEqualTo(allowed), $"{layer}");
        }
    }

    /// <summary>
    /// A 1 x 1 convolution has the kernel x_p . y_q / channels, which pooling averages over the pairs of pixels of two windows.
    /// </summary>
    [Property]
    public void A_pooled_kernel_is_the_mean_over_pairs_of_pixels(Shape image, Size size, Size examples, Seed stream)
    {
        foreach (var (layer, windows) in Poolings(image, size))
        {
            var (x, y) = (stream.Matrix(2, image.Size, "x"), stream.Matrix(examples, image.Size, "y"));
            var kernel =
                AnalyticKernels.Of(new(image, new Convolution(1, 1, Padding.Valid), layer, new Flatten(), new Dense(1)), x, y).NngpKernel;
            var expected = Matrix<double>.Build.Dense(2, examples, (i, j) => windows.Average(window =>
                (from p in window from q in window from c in Enumerable.Range(
                    0, image.Channels) select x[i, c * image.Pixels + p] * y[j, c * image.Pixels + q]).Sum()
                / (image.Channels * window.Length * window.Length)));
            Assert.That((kernel - expected).Enumerate(), Is.All.EqualTo(0)
                .Within(4 * (image.Channels + image.Pixels * image.Pixels) * UnitRoundoff * 4), $"{layer}");
        }
    }

    /// <summary>Pooling of all pixels, and by a block that divides both sides: for an even size the largest, else below 4.</summary>
    static IEnumerable<(Layer Layer, int[][] Windows)> Poolings(Shape image, Size size)
    {
        yield return (new GlobalAveragePooling(), Windows(image, image.Height, image.Width));
        var block = Enumerable.Range(1, Math.Min(image.Height, image.Width))
            .Last(n => image.Height % n == 0 && image.Width % n == 0 && (n == 1 || size % 2 == 0 || n < 4));
        yield return (new AveragePooling(block), Windows(image, block, block));
    }

    /// <summary>The pixels of each window, row by row.</summary>
    static int[][] Windows(Shape image, int height, int width) =>
    [
        .. from top in Enumerable.Range(0, image.Height / height)
           from left in Enumerable.Range(0, image.Width / width)
           select (from row in Enumerable.Range(0, height) from column in Enumerable.Range(
               0, width) select (top * height + row) * image.Width + left * width + column).ToArray(),
    ];

    static (Network Network, Vector<double> Identity) After(Shape image, Layer pooling) => (
        new(new(image, new Convolution(image.Channels, 1, Padding.Valid), pooling, new Flatten()), Parameterization.Standard),
        Vector<double>.Build.Dense(Matrix<double>.Build.DenseIdentity(image.Channels).ToColumnMajorArray()));
}
