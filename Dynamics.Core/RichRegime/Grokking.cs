using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>
/// Benign overfitting, and then generalisation, on clusters that no line separates (Xu et al. 2024). The weights are not held: a step
/// adds the Gram matrix of the examples, times what each of them pulls at each neuron, to the pre-activations. Not for several threads
/// at once.
/// </summary>
public sealed class Grokking
{
    readonly XorClusterSample _sample;
    readonly GrokkingSettings _settings;
    readonly Matrix<double> _preActivations;
    readonly Matrix<double> _signalWeights;
    readonly Matrix<double> _initialSignalWeights;
    readonly double _head;

    /// <summary>The network before the first step.</summary>
    /// <param name="settings">Network and training.</param>
    /// <param name="sample">The examples.</param>
    /// <param name="weights">The incoming weights, m x (2 + K), in the basis of the sample.</param>
    /// <exception cref="ArgumentException">The sample is of other training sizes, or the weights do not fit or are not finite.</exception>
    public Grokking(GrokkingSettings settings, XorClusterSample sample, Matrix<double> weights)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(sample);
        settings.Clusters.RequireSense();
        if (!settings.Clusters.TrainingSizes.SequenceEqual(sample.Settings.TrainingSizes))
            throw new ArgumentException(
                $"sample has the training sizes {string.Join(", ", sample.Settings.TrainingSizes)}; settings.Clusters needs "
                    + $"{string.Join(", ", settings.Clusters.TrainingSizes)}.", nameof(sample));
        Require.Shape(weights, settings.Width, sample.Signal.ColumnCount + sample.Noise.ColumnCount, nameof(weights));
        Require.Finite(weights, nameof(weights));
        (_settings, _sample, _head) = (settings, sample, 1 / Math.Sqrt(settings.Width));
        _preActivations = MatrixProduct.WithTransposed(sample.Inputs, weights);
        _signalWeights = weights.SubMatrix(0, settings.Width, 0, 2);
        _initialSignalWeights = _signalWeights.Clone();
    }

    /// <summary>All points of a run, from the start, on examples drawn in the triangular basis.</summary>
    /// <param name="settings">Clusters, network and training.</param>
    /// <param name="stream">Where examples and weights come from.</param>
    public static IReadOnlyList<GrokkingPoint> Run(GrokkingSettings settings, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stream);
        Require.AtLeast(settings.Clusters.TestSize, 1, "settings.Clusters.TestSize");
        var sample = XorClusterSample.Reduced(settings.Clusters, stream.Substream("sample"));
        var training =
            new Grokking(settings, sample, settings.InitialScale * stream.Substream("weights")
                .NormalMatrix(settings.Width, 2 + sample.Noise.ColumnCount));
        List<GrokkingPoint> points = [training.Point(0)];
        for (var step = 1; step <= settings.Steps; step++)
        {
            training.Step();
            points.Add(training.Point(step));
        }

        return points;
    }

    /// <summary>The outputs on all examples, N.</summary>
    public Vector<double> Outputs()
    {
        var outputs = Vector<double>.Build.Dense(_preActivations.RowCount);
        for (var neuron = 0; neuron < _settings.Width; neuron++)
            for (var example = 0; example < outputs.Count; example++)
                outputs[example] = Math.FusedMultiplyAdd(HeadOf(neuron), Math.Max(0, _preActivations[example, neuron]), outputs[example]);
        return outputs;
    }

    /// <summary>The pre-activations on all examples, N x m.</summary>
    public Matrix<double> PreActivations => _preActivations.Clone();

    /// <summary>One step of gradient descent.</summary>
    public void Step()
    {
        var outputs = Outputs();
        var pulls = Matrix<double>.Build.Dense(_settings.Clusters.TrainingCount, _settings.Width);
        for (var example = 0; example < pulls.RowCount; example++)
        {
            var label = _sample.GivenLabel(example);
            var pull = _settings.LearningRate * label / (1 + Elementary.Exp(label * outputs[example]));
            for (var neuron = 0; neuron < pulls.ColumnCount; neuron++)
                if (_preActivations[example, neuron] > 0)
                    pulls[example, neuron] = pull * HeadOf(neuron);
        }

        MatrixProduct.Add(MatrixView.Of(_sample.Gram), MatrixView.Of(pulls), MatrixView.Of(_preActivations));
        MatrixProduct.Add(
            MatrixView.Of(pulls).Transposed, MatrixView.Of(_sample.Signal).Part(0, pulls.RowCount, 0, 2), MatrixView.Of(_signalWeights));
    }

    double HeadOf(int neuron) => 2 * neuron < _settings.Width ? _head : -_head;

    GrokkingPoint Point(int step)
    {
        var (outputs, training) = (Outputs(), _settings.Clusters.TrainingCount);
        var (fitted, noisy, noisyFitted, right, linear, loss) = (0, 0, 0, 0, 0, 0.0);
        for (var example = 0; example < training; example++)
        {
            loss += Logistic(_sample.GivenLabel(example) * outputs[example]);
            var fits = _sample.GivenLabel(example) * outputs[example] > 0;
            if (fits) fitted++;
            if (!_sample.IsFlipped(example)) continue;
            noisy++;
            if (fits) noisyFitted++;
        }

        for (var example = training; example < outputs.Count; example++)
        {
            if (_sample.Labels[example] * outputs[example] > 0) right++;
            if (LinearRule(example) * outputs[example] > 0) linear++;
        }

        if (!double.IsFinite(loss)) throw new DivergedException("loss", Math.Max(1, step), loss);
        double test = outputs.Count - training;
        var (own, other) = Growth();
        return new(step, fitted / (double)training, noisy == 0 ? 1 : noisyFitted / (double)noisy,
            right / test, linear / test, own, other, _signalWeights.Clone())
        {
            Loss = loss / training,
        };
    }

    /// <summary>log(1 + e^-z).</summary>
    static double Logistic(double margin) => Math.Max(0, -margin) + Elementary.Log1p(Elementary.Exp(-Math.Abs(margin)));

    double LinearRule(int example)
    {
        var sum = 0.0;
        for (var i = 0; i < _settings.Clusters.TrainingCount; i++)
            sum = Math.FusedMultiplyAdd(_sample.GivenLabel(i), _sample.Gram[example, i], sum);
        return sum;
    }

    (double Own, double Other) Growth()
    {
        var (own, other) = (0.0, 0.0);
        for (var neuron = 0; neuron < _settings.Width; neuron++)
        {
            var mine = HeadOf(neuron) > 0 ? 0 : 1;
            own += Math.Abs(_signalWeights[neuron, mine] - _initialSignalWeights[neuron, mine]);
            other += Math.Abs(_signalWeights[neuron, 1 - mine] - _initialSignalWeights[neuron, 1 - mine]);
        }

        return (own / _settings.Width, other / _settings.Width);
    }
}
