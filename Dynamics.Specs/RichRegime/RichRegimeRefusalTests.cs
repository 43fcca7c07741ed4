using Dynamics.Numerics;
using Dynamics.RichRegime;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.RichRegime;

/// <summary>Bad calls of several arguments at once that one bad argument after another does not reach.</summary>
public class RichRegimeRefusalTests
{
    const int Million = 1_000_000;

    static readonly XorClusterSettings Few = new() { Dimension = 40, TrainingSizes = [2, 2, 2, 2], Flips = 1, TestSize = 5 };

    static RandomStream Stream => RandomStream.FromSeed(1);

    [Test]
    public void What_cannot_be_held_is_refused_by_the_settings_that_ask_for_it() => Assert.Multiple(() =>
    {
        Refuses(() => MarginMaximisation.Examples(new() { Examples = Million, Dimension = Million }, Stream), "settings.Examples");
        Refuses(() => new ParityNetwork(new() { Width = Million, Dimension = Million }, Stream), "settings.Width");
        Refuses(() => XorParity.Train(new() { Dimension = Million, ExamplesPerDimension = 1000 }, Stream), "settings.Width");
        Refuses(() => XorParity.KernelTestError(new() { Dimension = Million }, 1, Stream), "settings.TrainingCount");
        Refuses(() => XorClusterSample.Direct(Few with { Dimension = Million, TestSize = Million }, Stream), "settings.Dimension");
        Refuses(() => XorClusterSample.Reduced(Few with { Dimension = Million, TestSize = 200_000 }, Stream), "settings.Count");
        Refuses(() => new DiagonalLinearNetwork(1).Descend(
            Matrix<double>.Build.Dense(1, 1000), Vector<double>.Build.Dense(1), .1, 100 * Million), "steps");

        static void Refuses(Action act, string name) =>
            Assert.That(act, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(name));
    });

    [Test]
    public void A_triangular_factor_has_a_degree_of_freedom_in_every_row()
    {
        Assert.That(XorClusterSample.Reduced(Few, Stream, 12).Noise[27, 27], Is.GreaterThan(0));
        Assert.That(() => XorClusterSample.Reduced(Few, Stream, 13),
            Throws.ArgumentException.With.Message.Contains("signalDimension 13 only if there are at most 27"));
    }

    [Test]
    public void A_sample_is_one_of_the_settings() =>
        Assert.That(() => new Grokking(
                new() { Clusters = Few with { TrainingSizes = [3, 3, 3, 3] }, Width = 2 }, XorClusterSample.Reduced(Few, Stream),
                Matrix<double>.Build.Dense(2, 30)), Throws.ArgumentException.With.Message.Contains("settings.Clusters needs 3, 3, 3, 3"));

    [Test]
    public void A_degree_that_no_number_holds_is_refused() =>
        Assert.That(() => new HomogeneousNetwork(2, [.. Enumerable.Repeat(2, 40)], 2),
            Throws.ArgumentException.With.Message.Contains("hidden has 40 layers"));

    [Test]
    public void A_scale_whose_square_is_no_number_is_refused([Values(1e-200, 1e200)] double scale) =>
        Assert.That(
            () => new DiagonalLinearNetwork(scale), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("scale is"));

    [Test]
    public void A_label_is_a_sign() =>
        Assert.That(() => new ParityNetwork(new() { Dimension = 4, Width = 2 }, Stream).Step(Matrix<double>.Build.Dense(1, 4, 1), [5]),
            Throws.ArgumentException.With.Message.Contains("labels[0] is 5"));

    [Test]
    public void Nothing_has_no_margin() => Assert.Multiple(() =>
    {
        var (none, weights) = (Matrix<double>.Build.Dense(0, 2), Vector<double>.Build.Dense(2, 1));
        Assert.That(() => Margin.Of(none, weights),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("signedInputs.RowCount is 0"));
        Assert.That(() => ExponentialLossFlow.Follow(none, weights, 1),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("signedInputs.RowCount is 0"));
        Assert.That(() => MinimumNorm.PseudoInverse(none),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("inputs.RowCount is 0"));
        Assert.That(() => new HomogeneousNetwork(2, [3], 1).Pass(new double[9], none, outputs => outputs),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("inputs.RowCount is 0"));
    });
}
