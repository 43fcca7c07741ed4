using Dynamics.Architectures;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Training;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs;

/// <summary>What makes no sense is refused by an exception that names it, whichever way it came in.</summary>
public class RefusalTests
{
    static IEnumerable<TestCaseData> Refused =>
    [
        Case("weight decay by with", () => _ = new Adam(.1) with { WeightDecay = -5 },
            "WeightDecay is -5; it needs to be finite and at least 0"),
        Case("no schedule", () => _ = new GradientDescent(null!), "Rate"),
        Case("an architecture of nothing", () => _ = new Architecture(Shape.Vector(2), [null!]),
            "layers[0] is null; each needs to be a layer"),
        Case("an image that is too large", () => _ = Shape.Image(65536, 65536, 2), "channels x height x width is 65536 x 65536 x 2"),
        Case("more parameters than there are numbers", () => _ = new LinearPredictor(Matrix<double>.Build.Dense(1, 2), int.MaxValue),
            "outputs asks for 6,442,450,941 numbers"),
        Case("a batch that does not divide the examples", () => MarginMaximisation.Run(
            new() { Examples = 12, Batch = 5 }, RandomStream.FromSeed(1)), "settings.Batch is 5; it needs to divide the 12 examples"),
        Case("a kernel without an end", () => new LinearisedTraining(Matrix<double>.Build.DenseOfRowMajor(2, 2, [1, 2, 2, 1]))
            .EnsembleMean(TrainingTime.Infinite, Matrix<double>.Build.Dense(1, 2, 1), Matrix<double>.Build.Dense(2, 1, 1)),
            "kernel has the eigenvalue -1, along which training has no end"),
        Case("an input that is too large", () => _ = new Architecture(new Shape(65536, 65536, 2)),
            "input is 65536 x 65536 x 2; it needs to have"),
        Case("too many parameters", () => _ = new Network(new(Shape.Vector(65536), new Dense(65536))),
            "architecture has more than 2147483647 parameters: 1.weights alone has 65536 x 65536"),
        Case("more steps than there are numbers", () =>
        {
            var run = new TrainingRun(SmallTask.Batches(), new GradientDescent(.1), SmallTask.Start);
            run.Run(1);
            run.Run(int.MaxValue);
        }, "steps is 2147483647 after 1; together they need to be at most 2147483647"),
        Case("more turned labels than examples", () => Clusters(new() { Flips = 99 }),
            "settings.Flips is 99; it needs to be from 0 to the smallest cluster, 18"),
        Case("a mean of negative length", () => Clusters(new() { MeanNorm = -5 }),
            "MeanNorm is -5; it needs to be finite and at least 0"),
        Case("no clusters", () => Clusters(new() { TrainingSizes = default }), "TrainingSizes needs to be four numbers"),
        Case("a metric beyond doubles", () => FisherInformation.ByScore(new Gaussian(), V(0, -800)),
            "parameters is (0, -800); the Fisher information of"),
    ];

    [TestCaseSource(nameof(Refused))]
    public void It_is_refused_by_its_name(Action action, string message) => Assert.That(
        () => action(), Throws.InstanceOf<ArgumentException>().With.Message.Contains(message));

    [Test]
    public void A_divergence_beyond_doubles_is_infinite() =>
        Assert.That(Divergence.KullbackLeibler(new Gaussian(), V(0, 180), V(0, -180)), Is.EqualTo(double.PositiveInfinity));

    [Test]
    public void Without_turned_labels_all_of_none_are_fitted() => Assert.That(
        Grokking.Run(new() { Clusters = new() { Flips = 0 }, Steps = 0 }, RandomStream.FromSeed(1))[0].NoisyAccuracy, Is.EqualTo(1));

    static TestCaseData Case(string name, Action action, string message) => new TestCaseData(action, message).SetName(name);

    static void Clusters(XorClusterSettings settings) => XorClusterSample.Reduced(settings, RandomStream.FromSeed(1));

    static Vector<double> V(params double[] x) => Vector<double>.Build.Dense(x);
}
