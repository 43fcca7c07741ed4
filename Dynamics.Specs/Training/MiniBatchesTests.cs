using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Training;

public class MiniBatchesTests
{
    [Property]
    public void Every_epoch_sees_every_example_once(Size some, Size more, Seed seed)
    {
        int count = some + more, steps = (count + some - 1) / some;
        var order = new BatchOrder(count, some, seed.Open());
        var epochs = Enumerable.Range(0, 2).Select(
            epoch => Enumerable.Range(0, steps).SelectMany(step => order.At(steps * epoch + step).ToArray()).ToArray()).ToArray();
        Assert.That(order.At(steps - 1).Length, Is.EqualTo(count - (steps - 1) * some));
        Assert.That(epochs.Select(epoch => epoch.Order()), Has.All.EqualTo(Enumerable.Range(0, count)));
        if (count > 40) Assert.That(epochs[0], Is.Not.EqualTo(epochs[1]));
    }

    [Property]
    public void A_batch_depends_on_its_step_alone(Size some, Size more, Size one, Size other, Seed seed)
    {
        var (forth, back) = (new BatchOrder(some + more, some, seed.Open()), new BatchOrder(some + more, some, seed.Open()));
        var later = back.At(other).ToArray();
        Assert.That(back.At(one).ToArray(), Is.EqualTo(forth.At(one).ToArray()));
        Assert.That(forth.At(other).ToArray(), Is.EqualTo(later));
    }

    [Property(Cases = 30)]
    public void A_batch_is_the_mean_of_its_examples(Size some, Size more)
    {
        var (size, step) = (Math.Min(some + more, SmallTask.Examples), more % 3);
        var order = new BatchOrder(SmallTask.Examples, size, RandomStream.FromSeed(3)).At(step).ToArray();
        var (inputs, targets) = (Rows(SmallTask.Inputs, order), Rows(SmallTask.Targets, order));
        var objective = Objective.Mean(SmallTask.Network, Loss.SoftmaxCrossEntropy, inputs, targets);
        var gradient = Vector<double>.Build.Dense(SmallTask.Network.ParameterCount);
        Assert.That(SmallTask.Batches(size).ValueAndGradient(step, SmallTask.Start, gradient),
            Is.EqualTo(objective.Value(SmallTask.Start)).Within(1e-13));
        Assert.That((gradient - objective.Gradient(SmallTask.Start)).L2Norm(), Is.EqualTo(0).Within(1e-14));
    }

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => SmallTask.Batches(151), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(
            "size is 151; it needs to be from 1 to the 150 examples"));
        Assert.That(() =>
            SmallTask.Batches(threads: 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("threads is 0"));
        Assert.That(() =>
            new MiniBatches(SmallTask.Network, Loss.Squared, SmallTask.Inputs * double.NaN, SmallTask.Targets,
                1, RandomStream.FromSeed(1)), Throws.ArgumentException.With.Message.Contains("inputs[0, 0] is NaN"));
        Assert.That(() =>
            new MiniBatches(SmallTask.Network, Loss.Squared, SmallTask.Inputs, SmallTask.Inputs, 1, RandomStream.FromSeed(1)),
            Throws.ArgumentException.With.Message.Contains("targets is 150 x 36; it needs to be 150 x 3"));
        Assert.That(() => new BatchOrder(3, 1, RandomStream.FromSeed(1))
            .At(-1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("step is -1"));
    });

    static Matrix<double> Rows(Matrix<double> matrix, int[] rows) =>
        Matrix<double>.Build.Dense(rows.Length, matrix.ColumnCount, (i, k) => matrix[rows[i], k]);
}
