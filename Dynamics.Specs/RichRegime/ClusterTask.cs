using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>A few examples of four clusters, all of their coordinates drawn, and a network that learns them with every weight held.</summary>
public sealed class ClusterTask
{
    const int Examples = 4 + 4;

    readonly GrokkingSettings _settings;
    readonly int _seed;

    ClusterTask(int dimension, int neurons, int steps, double rate, int seed)
    {
        _seed = seed;
        _settings = new()
        {
            Clusters = new() { Dimension = dimension, MeanNorm = 2, TrainingSizes = [1, 1, 1, 1], Flips = 0, TestSize = 1 },
            Width = 2 * neurons,
            LearningRate = rate,
            Steps = steps,
        };
        var stream = RandomStream.FromSeed((ulong)seed);
        Sample = XorClusterSample.Direct(_settings.Clusters, stream.Substream("sample"));
        Weights = stream.Substream("weights").NormalMatrix(2 * neurons, dimension);
    }

    public static Subjects<ClusterTask> Subjects => new(
        from dimension in Gen.Choose(Examples + 2, 40)
        from neurons in Gen.Choose(1, 4)
        from steps in Gen.Choose(1, 4)
        from rate in Drawn.Number(.001, .01)
        from seed in Gen.Choose(0, int.MaxValue)
        select new ClusterTask(dimension, neurons, steps, rate, seed),
        task => [.. Simpler.Count(task._settings.Steps, 1).Select(steps => new ClusterTask(task.Dimension, task._settings.Width / 2, steps, task._settings.LearningRate, task._seed)),
            .. Simpler.Count(task._settings.Width / 2, 1).Select(neurons => new ClusterTask(task.Dimension, neurons, task._settings.Steps, task._settings.LearningRate, task._seed))],
        task => [Trait.Of("p", task.Dimension), Trait.Of("m", task._settings.Width), Trait.Of("steps", task._settings.Steps), Trait.Of("η", task._settings.LearningRate)]);

    int Dimension => _settings.Clusters.Dimension;

    XorClusterSample Sample { get; }

    Matrix<double> Weights { get; }

    /// <summary>The outputs of a network whose weights are moved one by one.</summary>
    public Vector<double> DirectOutputs()
    {
        var (weights, inputs) = (Weights.Clone(), Sample.Inputs);
        for (var step = 0; step < _settings.Steps; step++)
        {
            var outputs = Outputs(weights, inputs);
            var moved = weights.Clone();
            for (var example = 0; example < _settings.Clusters.TrainingCount; example++)
                for (var neuron = 0; neuron < weights.RowCount; neuron++)
                    if (weights.Row(neuron) * inputs.Row(example) > 0)
                        moved.SetRow(neuron, moved.Row(neuron) + _settings.LearningRate * HeadOf(neuron) * Sample.GivenLabel(example)
                            / (1 + Math.Exp(Sample.GivenLabel(example) * outputs[example])) * inputs.Row(example));
            weights = moved;
        }

        return Outputs(weights, inputs);
    }

    /// <summary>The outputs of the reduction, on the triangular factor of this sample's own noise.</summary>
    /// <param name="lose">What becomes of the factor.</param>
    public Vector<double> ReducedOutputs(Func<Matrix<double>, Matrix<double>>? lose = null)
    {
        var factors = Sample.Noise.Transpose().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        var noise = factors.R.Transpose();
        var training = new Grokking(_settings, Sample.WithNoise(lose?.Invoke(noise) ?? noise), Weights.SubMatrix(0, _settings.Width, 0, 2)
            .Append(Weights.SubMatrix(0, _settings.Width, 2, Dimension - 2) * factors.Q));
        for (var step = 0; step < _settings.Steps; step++) training.Step();
        return training.Outputs();
    }

    /// <summary>Roundings on the way of one number: a scalar product of inputs, the reflections of the factorisation, what the steps add.</summary>
    public double Operations => Dimension + 3 * Examples + _settings.Steps * (Examples + 8);

    /// <summary>Products of the norms of weights and inputs: the weights as large as they can have become, all neurons, and what a step can make of an error before it.</summary>
    public double Magnitude
    {
        get
        {
            var largest = Sample.Inputs.EnumerateRows().Max(row => row.L2Norm());
            var moved = _settings.LearningRate * _settings.Steps * Examples * HeadOf(0) * largest;
            var growth = Math.Pow(1 + _settings.LearningRate * Examples * largest * largest / 4, _settings.Steps);
            return Math.Sqrt(Examples) * growth * HeadOf(0) * largest * Weights.EnumerateRows().Sum(row => row.L2Norm() + moved);
        }
    }

    public override string ToString() => $"p = {Dimension}, m = {_settings.Width}, {_settings.Steps} steps of {_settings.LearningRate}, seed {_seed}";

    Vector<double> Outputs(Matrix<double> weights, Matrix<double> inputs) =>
        Vector<double>.Build.Dense(inputs.RowCount, example => Enumerable.Range(0, weights.RowCount).Sum(neuron => HeadOf(neuron) * Math.Max(0, weights.Row(neuron) * inputs.Row(example))));

    double HeadOf(int neuron) => (2 * neuron < _settings.Width ? 1 : -1) / Math.Sqrt(_settings.Width);
}
