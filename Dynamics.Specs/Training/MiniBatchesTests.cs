using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Training;

public class MiniBatchesTests
{
    [Test]
    public void Every_epoch_sees_every_example_once()
    {
        var order = new BatchOrder(10, 4, RandomStream.FromSeed(1));
        var epochs = Enumerable.Range(0, 2).Select(epoch => Enumerable.Range(0, 3).SelectMany(step => order.At(3 * epoch + step).ToArray()).ToArray()).ToArray();
        Assert.That(order.At(2).Length, Is.EqualTo(2));
        Assert.That(epochs, Has.All.EquivalentTo(Enumerable.Range(0, 10)));
        Assert.That(epochs[0], Is.Not.EqualTo(epochs[1]));
    }

    [Test]
    public void A_batch_depends_on_its_step_alone()
    {
        var (forth, back) = (new BatchOrder(10, 4, RandomStream.FromSeed(1)), new BatchOrder(10, 4, RandomStream.FromSeed(1)));
        var later = back.At(7).ToArray();
        Assert.That(back.At(1).ToArray(), Is.EqualTo(forth.At(1).ToArray()));
        Assert.That(forth.At(7).ToArray(), Is.EqualTo(later));
    }

    [Test]
    public void A_batch_is_the_mean_of_its_examples([Values(1, 100, 150)] int size, [Values(0, 1)] int step)
    {
        var order = new BatchOrder(SmallTask.Examples, size, RandomStream.FromSeed(3)).At(step).ToArray();
        var (inputs, targets) = (Rows(SmallTask.Inputs, order), Rows(SmallTask.Targets, order));
        var objective = Objective.Mean(SmallTask.Network, Loss.SoftmaxCrossEntropy, inputs, targets);
        var gradient = Vector<double>.Build.Dense(SmallTask.Network.ParameterCount);
        Assert.That(SmallTask.Batches(size).ValueAndGradient(step, SmallTask.Start, gradient), Is.EqualTo(objective.Value(SmallTask.Start)).Within(1e-13));
        Assert.That((gradient - objective.Gradient(SmallTask.Start)).L2Norm(), Is.EqualTo(0).Within(1e-14));
    }

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => SmallTask.Batches(151), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("size is 151; it needs to be from 1 to the 150 examples"));
        Assert.That(() => SmallTask.Batches(threads: 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("threads is 0"));
        Assert.That(() => new MiniBatches(SmallTask.Network, Loss.Squared, SmallTask.Inputs * double.NaN, SmallTask.Targets, 1, RandomStream.FromSeed(1)), Throws.ArgumentException.With.Message.Contains("inputs[0, 0] is NaN"));
        Assert.That(() => new MiniBatches(SmallTask.Network, Loss.Squared, SmallTask.Inputs, SmallTask.Inputs, 1, RandomStream.FromSeed(1)), Throws.ArgumentException.With.Message.Contains("targets is 150 x 36; it needs to be 150 x 3"));
        Assert.That(() => new BatchOrder(3, 1, RandomStream.FromSeed(1)).At(-1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("step is -1"));
    });

    static Matrix<double> Rows(Matrix<double> matrix, int[] rows) => Matrix<double>.Build.Dense(rows.Length, matrix.ColumnCount, (i, k) => matrix[rows[i], k]);
}
