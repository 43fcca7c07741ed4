using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// A few examples of four clusters, all of their coordinates drawn, and a network that learns them with every weight held.
/// </summary>
public sealed class ClusterTask
{
    public const int Examples = 4 + 4;

    readonly GrokkingSettings _settings;
    readonly int _seed;
    readonly Lazy<Vector<double>> _directOutputs;

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
        _directOutputs = new(MoveEveryWeight);
    }

    public static Subjects<ClusterTask> Subjects => new(
        from dimension in Gen.Choose(Examples + 2, 40)
        from neurons in Gen.Choose(1, 4)
        from steps in Gen.Choose(1, 4)
        from rate in Drawn.Number(.001, .01)
        from seed in Gen.Choose(0, int.MaxValue)
        select new ClusterTask(dimension, neurons, steps, rate, seed),
        task =>
        [
            .. Simpler.Count(task.Steps, 1).Select(steps => new ClusterTask(task.Dimension, task.Width / 2, steps, task.Rate, task._seed)),
            .. Simpler.Count(task.Width / 2, 1).Select(pairs => new ClusterTask(task.Dimension, pairs, task.Steps, task.Rate, task._seed)),
        ],
        task => [Trait.Of("p", task.Dimension), Trait.Of("m", task.Width), Trait.Of("steps", task.Steps), Trait.Of("η", task.Rate)]);

    public int Dimension => _settings.Clusters.Dimension;

    public int Steps => _settings.Steps;

    int Width => _settings.Width;

    double Rate => _settings.LearningRate;

    XorClusterSample Sample { get; }

    Matrix<double> Weights { get; }

    /// <summary>The outputs of a network whose weights are moved one by one.</summary>
    public Vector<double> DirectOutputs => _directOutputs.Value;

    /// <summary>The outputs of the reduction, on the triangular factor of this sample's own noise.</summary>
    /// <param name="lose">What becomes of the factor.</param>
    public Vector<double> ReducedOutputs(Func<Matrix<double>, Matrix<double>>? lose = null)
    {
        var factors = Sample.Noise.Transpose().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        var noise = factors.R.Transpose();
        var training = new Grokking(_settings, Sample.WithNoise(lose?.Invoke(noise) ?? noise), Weights.SubMatrix(0, Width, 0, 2)
            .Append(Weights.SubMatrix(0, Width, 2, Dimension - 2) * factors.Q));
        for (var step = 0; step < Steps; step++) training.Step();
        return training.Outputs();
    }

    /// <summary>
    /// Products of the norms of weights and inputs: the weights as large as they can have become, all neurons, and what a step can make of
    /// an error before it.
    /// </summary>
    public double Magnitude
    {
        get
        {
            var largest = Sample.Inputs.EnumerateRows().Max(row => row.L2Norm());
            var moved = Rate * Steps * Examples * HeadOf(0) * largest;
            var growth = Math.Pow(1 + Rate * Examples * largest * largest / 4, Steps);
            return Math.Sqrt(Examples) * growth * HeadOf(0) * largest * Weights.EnumerateRows().Sum(row => row.L2Norm() + moved);
        }
    }

    public override string ToString() => $"p = {Dimension}, m = {Width}, {Steps} steps of {Rate}, seed {_seed}";

    Vector<double> MoveEveryWeight()
    {
        var (weights, inputs) = (Weights.Clone(), Sample.Inputs);
        for (var step = 0; step < Steps; step++)
        {
            var outputs = Outputs(weights, inputs);
            var moved = weights.Clone();
            for (var example = 0; example < _settings.Clusters.TrainingCount; example++)
            {
                var pull = Rate * Sample.GivenLabel(example) / (1 + Math.Exp(Sample.GivenLabel(example) * outputs[example]));
                for (var neuron = 0; neuron < weights.RowCount; neuron++)
                    if (weights.Row(neuron) * inputs.Row(example) > 0)
                        moved.SetRow(neuron, moved.Row(neuron) + pull * HeadOf(neuron) * inputs.Row(example));
            }
            weights = moved;
        }

        return Outputs(weights, inputs);
    }

    Vector<double> Outputs(Matrix<double> weights, Matrix<double> inputs) => Vector<double>.Build.Dense(inputs.RowCount, example =>
        Enumerable.Range(0, weights.RowCount).Sum(neuron => HeadOf(neuron) * Math.Max(0, weights.Row(neuron) * inputs.Row(example))));

    double HeadOf(int neuron) => (2 * neuron < Width ? 1 : -1) / Math.Sqrt(Width);
}
