using Dynamics.Architectures;
using Dynamics.Geometry;
using Dynamics.Kernels;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>
/// Finding the two coordinates of d that matter (Glasgow 2024), by stochastic gradient descent, and by regression with a kernel that
/// cannot look for them.
/// </summary>
public static class XorParity
{
    /// <summary>Trains a network.</summary>
    /// <param name="settings">Data, network and training.</param>
    /// <param name="stream">Where examples, weights and batches come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more numbers than can be held.</exception>
    /// <exception cref="DivergedException">A weight stops being finite; names the step.</exception>
    public static XorParityResult Train(XorParitySettings settings, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stream);
        Require.Room(settings.Width * (long)Math.Max(settings.TrainingCount, settings.TestCount), "settings.Width x examples");
        var (inputs, labels) = Examples(settings.TrainingCount, settings.Dimension, stream.Substream("training"));
        var (others, otherLabels) = Examples(settings.TestCount, settings.Dimension, stream.Substream("test"));
        var net = new ParityNetwork(settings, stream.Substream("weights"));
        var (order, shuffles) = (Enumerable.Range(0, inputs.RowCount).ToArray(), stream.Substream("batches"));
        var (size, next) = (settings.Dimension / 2, order.Length);
        List<ParityWeights> weights = [net.Weights()];
        List<double> predicted = [weights[0].Signal];
        for (var step = 0; step < settings.Steps; step++)
        {
            if (next + size > order.Length)
            {
                shuffles.Shuffle<int>(order);
                next = 0;
            }

            var batch = order[next..(next + size)];
            next += size;
            predicted.Add(predicted[^1] * (1 + net.GrowthRate()));
            net.Step(Matrix<double>.Build.Dense(size, settings.Dimension, (i, k) => inputs[batch[i], k]),
                [.. batch.Select(example => labels[example])]);
            weights.Add(net.Weights());
            DivergedException.ThrowIfNotFinite(
                Vector<double>.Build.Dense([weights[^1].Energy, weights[^1].Signal, weights[^1].Noise, predicted[^1]]), step + 1);
        }

        return new(ErrorOf(net.Outputs(inputs), labels), ErrorOf(net.Outputs(others), otherLabels),
            [.. weights.Select(at => at.Energy)], [.. weights.Select(at => at.Signal)], [.. weights.Select(at => at.Noise)], predicted);
    }

    /// <summary>
    /// The measured over the predicted rate at which the signal weights grow, over all neurons and some steps, each on new examples.
    /// </summary>
    /// <param name="settings">Data, network and step size.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="batch">Examples of a step.</param>
    /// <param name="stream">Where examples and weights come from.</param>
    public static double GrowthOverPrediction(XorParitySettings settings, int steps, int batch, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stream);
        Require.Between(steps, 1, 1_000_000, nameof(steps));
        Require.Size(batch, nameof(batch));
        Require.Room(batch * (long)Math.Max(settings.Width, settings.Dimension), nameof(batch));
        var (net, examples, measured, predicted) =
            (new ParityNetwork(settings, stream.Substream("weights")), stream.Substream("examples"), 0.0, 0.0);
        for (var step = 0; step < steps; step++)
        {
            var (inputs, labels) = Examples(batch, settings.Dimension, examples.Substream(step));
            var (before, rates) = (net.SignalWeights(), net.GrowthRates());
            net.Step(inputs, labels);
            var after = net.SignalWeights();
            for (var neuron = 0; neuron < before.Length; neuron++)
            {
                measured += (after[neuron] - before[neuron]) * before[neuron];
                predicted += rates[neuron] * before[neuron] * before[neuron];
            }
        }

        return double.IsFinite(measured / predicted) ? measured / predicted
            : throw new DivergedException("growth of the weights", steps, measured / predicted);
    }

    /// <summary>The test error of ridge regression with the tangent kernel of the same network at infinite width.</summary>
    /// <param name="settings">Data.</param>
    /// <param name="ridge">Added to the kernel's diagonal, which is 2 or so.</param>
    /// <param name="stream">Where examples come from; those of <see cref="Train"/> for the same stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more numbers than can be held.</exception>
    public static double KernelTestError(XorParitySettings settings, double ridge, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stream);
        Require.Room(settings.TrainingCount * (long)settings.TrainingCount, "settings.TrainingCount squared");
        Require.Room(settings.TrainingCount * (long)settings.TestCount, "settings.TrainingCount x settings.TestCount");
        var (inputs, labels) = Examples(settings.TrainingCount, settings.Dimension, stream.Substream("training"));
        var (others, otherLabels) = Examples(settings.TestCount, settings.Dimension, stream.Substream("test"));
        var kernel = KernelByScalarProduct(settings.Dimension);
        var regression = new KernelRegression(Kernel(MatrixProduct.Gram(inputs)), Matrix<double>.Build.DenseOfColumnArrays(labels), ridge);
        return ErrorOf(regression.Predict(Kernel(MatrixProduct.WithTransposed(others, inputs))).Column(0).ToArray(), otherLabels);

        Matrix<double> Kernel(Matrix<double> products) =>
            products.Map(product => kernel[(settings.Dimension + (int)product) / 2], Zeros.Include);
    }

    /// <summary>
    /// The kernel of two inputs depends on their scalar product alone, which is d less twice the number of signs that differ.
    /// </summary>
    static double[] KernelByScalarProduct(int dimension)
    {
        var network = new Architecture(Shape.Vector(2), new Dense(1, 2), new Activated(Activations.Relu), new Dense(1));
        var points = Matrix<double>.Build.Dense(dimension + 1, 2, (i, k) =>
        {
            var cosine = 2.0 * i / dimension - 1;
            return k == 0 ? Math.Sqrt(2) * cosine : Math.Sqrt(2 * Math.Max(0, 1 - cosine * cosine));
        });
        return [.. AnalyticKernels.Of(network, points, points.SubMatrix(dimension, 1, 0, 2)).NeuralTangentKernel.Column(0)];
    }

    static (Matrix<double> Inputs, double[] Labels) Examples(int count, int dimension, RandomStream stream)
    {
        Require.Room(count * (long)dimension, "settings.Dimension x examples");
        var inputs = Matrix<double>.Build.Dense(count, dimension);
        for (var i = 0; i < count; i++)
            for (var k = 0; k < dimension; k++)
                inputs[i, k] = stream.NextUInt64() >> 63 == 0 ? 1 : -1;
        return (inputs, [.. Enumerable.Range(0, count).Select(i => -inputs[i, 0] * inputs[i, 1])]);
    }

    static double ErrorOf(double[] outputs, double[] labels) =>
        outputs.Zip(labels).Count(pair => !(pair.First * pair.Second > 0)) / (double)labels.Length;
}
