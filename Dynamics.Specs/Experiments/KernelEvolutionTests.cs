using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Kernels;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Experiments;

public class KernelEvolutionTests
{
    static readonly KernelEvolutionSettings Small = new(
        LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, 40),
        LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Test, 8)) { Widths = [16], Looks = [0, 3], Batch = 20 };

    [Test]
    public void The_bits_do_not_depend_on_the_threads() =>
        Assert.That(KernelEvolution.Run(Small).Runs[0].Points[1].Eigenvalues,
            Is.EqualTo(KernelEvolution.Run(Small with { Threads = 2 }).Runs[0].Points[1].Eigenvalues));

    [Test]
    public void At_its_start_a_network_has_not_moved_and_later_it_has()
    {
        var points = KernelEvolution.Run(Small).Runs[0].Points;
        Assert.That((points[0].Moved, points[0].FeatureTurn), Is.EqualTo((0, 0)).Within(1e-14));
        Assert.That(points[1].Moved, Is.GreaterThan(0));
        Assert.That(points[1].FeatureTurn, Is.GreaterThan(0));
    }

    [Test]
    public void A_linearisation_starts_where_its_network_does()
    {
        var (network, linearised) = KernelEvolution.BesideItsLinearisation(Small with { LearningRate = .5 });
        Assert.That(linearised[0], Is.EqualTo(network[0]));
        Assert.That((linearised[1] - network[1]).FrobeniusNorm(), Is.GreaterThan(0));
    }

    [Test]
    public void Settings_without_sense_are_named() => Assert.Multiple(() =>
    {
        Assert.That(() => KernelEvolution.Run(Small with { Widths = [] }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("settings.Widths.Length is 0"));
        Assert.That(() => KernelEvolution.Run(Small with { Looks = [3, 3] }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("settings.Looks[1] is 3"));
        Assert.That(() => KernelEvolution.Run(Small with { LearningRate = 0 }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("LearningRate is 0"));
        Assert.That(() => KernelEvolution.Run(Small with { OutputScale = double.NaN }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("OutputScale is NaN"));
    });

    [Test]
    public void A_slope_is_that_of_a_power()
    {
        var result = new KernelEvolutionResult([], 0, [.. new[] { 8, 16, 32 }.Select(width => new KernelRun(width, 0, []))]);
        Assert.That(result.Slopes(run => 3 / Math.Sqrt(run.Width))[0], Is.EqualTo(-.5).Within(1e-14));
        Assert.That(() => new KernelEvolutionResult([], 0, [new(8, 0, [])])
            .Slopes(run => 1), Throws.InvalidOperationException.With.Message.Contains("A slope needs 2 widths"));
    }

    [Test]
    public void A_kernel_of_the_labels_is_aligned_with_them()
    {
        var labels = Matrix<double>.Build.Dense(6, 2, (i, k) => i % 2 == k ? 1 : 0);
        var ideal = labels.TransposeAndMultiply(labels);
        Assert.Multiple(() =>
        {
            Assert.That(KernelTargetAlignment.Centred(ideal, labels), Is.EqualTo(1).Within(1e-15));
            Assert.That(KernelTargetAlignment.Centred(3 * ideal + 5, labels), Is.EqualTo(1).Within(1e-14));
            Assert.That(KernelTargetAlignment.Centred(ideal.MapIndexed((i, j, value) => value + i + j), labels), Is.EqualTo(1)
                .Within(1e-13), "with a number added to each row and each column");
            Assert.That(KernelTargetAlignment.Centred(-ideal, labels), Is.EqualTo(-1).Within(1e-15));
            Assert.That(() => KernelTargetAlignment.Centred(0 * ideal + 1, labels),
                Throws.ArgumentException.With.Message.StartsWith("kernel is constant"));
            Assert.That(() => KernelTargetAlignment.Centred(ideal, 0 * labels),
                Throws.ArgumentException.With.Message.StartsWith("targets are constant"));
        });
    }
}
