using Dynamics.Numerics;
using Dynamics.RichRegime;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.RichRegime;

public sealed class XorClusterTests
{
    static readonly XorClusterSettings Few = new() { Dimension = 12, TrainingSizes = [2, 1, 1, 2], Flips = 1, TestSize = 1 };

    [Test]
    public void More_examples_than_noise_coordinates_have_no_triangular_factor() =>
        Assert.That(() => XorClusterSample.Reduced(Few with { Dimension = 11 }, RandomStream.FromSeed(1)),
            Throws.ArgumentException.With.Message.Contains("10 examples").And.Message.Contains("at most 9"));

    [Test]
    public void Training_examples_come_first_and_those_with_turned_labels_first_in_their_cluster()
    {
        var sample = XorClusterSample.Reduced(Few, RandomStream.FromSeed(1));
        Assert.That(sample.Labels, Is.EqualTo(new[] { 1, 1, 1, -1, -1, -1, 1, 1, -1, -1 }));
        Assert.That(Enumerable.Range(0, 6).Select(sample.IsFlipped), Is.EqualTo(new[] { true, false, true, true, true, false }));
    }

    /// <summary>A mean of squares over n normal numbers strays by six times √(2 / n) with a chance of 2 in a billion.</summary>
    [Test]
    public void Noise_has_variance_one_in_either_basis([Values] bool isReduced)
    {
        var clusters = new XorClusterSettings { Dimension = 2002, TrainingSizes = [10, 10, 10, 10], Flips = 1, TestSize = 10 };
        var stream = RandomStream.FromSeed(5);
        var sample = isReduced ? XorClusterSample.Reduced(clusters, stream) : XorClusterSample.Direct(clusters, stream);
        double numbers = 2000 * sample.Noise.RowCount;
        Assert.That(Math.Pow(sample.Noise.FrobeniusNorm(), 2) / numbers, Is.EqualTo(1).Within(6 * Math.Sqrt(2 / numbers)));
    }

    [Test]
    public void Below_the_diagonal_of_the_triangular_basis_stand_standard_normals()
    {
        var clusters = new XorClusterSettings { Dimension = 1002, TrainingSizes = [200, 200, 200, 200], Flips = 1, TestSize = 10 };
        var noise = XorClusterSample.Reduced(clusters, RandomStream.FromSeed(6)).Noise;
        double[] below = [.. from i in Enumerable.Range(0, noise.RowCount) from k in Enumerable.Range(0, i) select noise[i, k]];
        Assert.That(below.Average(x => x * x), Is.EqualTo(1).Within(6 * Math.Sqrt(2.0 / below.Length)));
    }

    /// <summary>
    /// A step of the reduced network, against central differences of the sum of logistic losses in weights that are held.
    /// </summary>
    [Test]
    public void A_step_descends_the_gradient_of_the_logistic_losses()
    {
        const double h = 1e-5;

        var settings = new GrokkingSettings { Clusters = Few, Width = 4, LearningRate = .3 };
        var sample = XorClusterSample.Direct(Few, RandomStream.FromSeed(1));
        var weights = RandomStream.FromSeed(2).NormalMatrix(4, 12);
        var training = new Grokking(settings, sample, weights);
        training.Step();
        var gradient = weights.MapIndexed((i, j, w) => (Loss(i, j, h) - Loss(i, j, -h)) / (2 * h), Zeros.Include);
        var expected = sample.Inputs * (weights - .3 * gradient).Transpose();
        Assert.That((training.PreActivations - expected).FrobeniusNorm(), Is.LessThan(1e-7 * expected.FrobeniusNorm()));

        double Loss(int i, int j, double step)
        {
            var moved = weights.Clone();
            moved[i, j] += step;
            var outputs = (sample.Inputs * moved.Transpose()).PointwiseMaximum(0) * Vector<double>.Build.Dense([.5, .5, -.5, -.5]);
            return Enumerable.Range(0, Few.TrainingCount)
                .Sum(example => Math.Log(1 + Math.Exp(-sample.GivenLabel(example) * outputs[example])));
        }
    }

    [Test]
    public void The_loss_is_the_mean_of_the_logistic_losses_of_the_labels_that_training_was_told()
    {
        var settings = new GrokkingSettings { Clusters = Few, Width = 4, InitialScale = 3, Steps = 0 };
        var stream = RandomStream.FromSeed(7);
        var sample = XorClusterSample.Reduced(Few, stream.Substream("sample"));
        var weights = 3 * stream.Substream("weights").NormalMatrix(4, sample.Inputs.ColumnCount);
        var outputs = new Grokking(settings, sample, weights).Outputs();
        var losses = Enumerable.Range(0, Few.TrainingCount)
            .Select(example => Math.Log(1 + Math.Exp(-sample.GivenLabel(example) * outputs[example])));
        Assert.That(Grokking.Run(settings, stream)[0].Loss, Is.EqualTo(losses.Average()).Within(1e-13 * losses.Average()));
        Assert.That(losses.Max() / losses.Min(), Is.GreaterThan(10));
    }

    [Test]
    public void Weights_must_fit_the_basis_of_the_sample()
    {
        var settings = new GrokkingSettings { Clusters = Few, Width = 2 };
        Assert.That(() => new Grokking(settings, XorClusterSample.Direct(Few, RandomStream.FromSeed(1)), Matrix<double>.Build.Dense(2, 3)),
            Throws.ArgumentException.With.Message.Contains("2 x 3").And.Message.Contains("2 x 12"));
    }

    [Test]
    public void The_mean_and_the_variance_of_a_chi_square_number_are_its_degrees_and_twice_them([Values(1, 2, 3, 100)] int degrees)
    {
        const int draws = 100_000;

        var stream = RandomStream.FromSeed(3);
        var numbers = Enumerable.Range(0, draws).Select(_ => ChiSquare.Next(stream, degrees)).ToArray();
        var sixSigmaOfMean = 6 * Math.Sqrt(2.0 * degrees / draws);
        var sixSigmaOfVariance = 6 * Math.Sqrt((8.0 * degrees * degrees + 48 * degrees) / draws);
        Assert.That(numbers.Average(), Is.EqualTo(degrees).Within(sixSigmaOfMean));
        Assert.That(numbers.Average(x => (x - degrees) * (x - degrees)), Is.EqualTo(2 * degrees).Within(sixSigmaOfVariance));
    }

    [Test]
    public void Without_degrees_of_freedom_there_is_no_number() =>
        Assert.That(() => ChiSquare.Next(RandomStream.FromSeed(1), 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
