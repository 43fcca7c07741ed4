using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Training;

/// <summary>Bad calls of several arguments at once, or of none, that one bad argument after another does not reach.</summary>
public class TrainingRefusalTests
{
    [Test]
    public void A_flow_that_would_take_forever_says_how_far_it_came() =>
        Assert.That(() => new GradientFlow(theta => theta).At(Vector<double>.Build.Dense(1, 1.0), 1e10),
            Throws.TypeOf<NotConvergedException>().With.Message.Contains("10000000000 was asked for"));

    [Test]
    public void Parameters_are_refused_by_name_on_any_number_of_threads([Values(1, 2)] int threads)
    {
        var batches = new MiniBatches(SmallTask.Network, Loss.SoftmaxCrossEntropy, SmallTask.Inputs, SmallTask.Targets,
            SmallTask.Examples, RandomStream.FromSeed(1), threads);
        var gradient = Vector<double>.Build.Dense(batches.ParameterCount);
        Assert.That(() => batches.ValueAndGradient(0, Vector<double>.Build.Dense(batches.ParameterCount + 1), gradient),
            Throws.TypeOf<ArgumentException>().With.Message.Contains("parameters has"));
        Assert.That(() => batches.ValueAndGradient(0, gradient * double.NaN, gradient),
            Throws.TypeOf<ArgumentException>().With.Message.Contains("parameters[0] is NaN"));
    }

    [Test]
    public void A_checkpoint_of_nothing_is_no_checkpoint()
    {
        using var stream = new MemoryStream();
        foreach (var word in new ulong[] { 0x32_54_50_4B_43_4E_59_44, 0, 0, 0 }) stream.Write(BitConverter.GetBytes(word));
        stream.Position = 0;
        Assert.That(() => Checkpoint.Read(stream), Throws.TypeOf<InvalidDataException>().With.Message.Contains("parameters is 0"));
    }

    [Test]
    public void A_schedule_begins_at_step_0() => Assert.Multiple(() =>
    {
        foreach (var schedule in new[] { Schedule.Constant(1), Schedule.Cosine(1, 10), Schedule.Drops(1, .5, 2) })
            Assert.That(() => schedule.At(-1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("step is -1"));
    });

    [Test]
    public void A_path_in_one_place_has_no_shape() => Assert.Multiple(() =>
    {
        var place = new TrajectoryGeometry(Matrix<double>.Build.Dense(12, 12, 1));
        Assert.That(() => place.Tortuosity, Throws.InvalidOperationException);
        Assert.That(() => place.DisplacementExponent, Throws.InvalidOperationException.With.Message.Contains("lag 1 is 0"));
        Assert.That(() => new TrajectoryGeometry(1e308 * Matrix<double>.Build.DenseIdentity(4)).PrincipalComponents(1),
            Throws.InvalidOperationException.With.Message.Contains("needs to be finite"));
        Assert.That(() => new TrajectoryGeometry(Matrix<double>.Build.DenseOfRowMajor(2, 2, [1, 2, 3, 4])),
            Throws.ArgumentException.With.Message.Contains("gram[0, 1] is 2"));
    });

    [Test]
    public void A_walk_that_cannot_be_held_is_refused() =>
        Assert.That(() => RandomWalk.Draw(1_000_000, 1_000_000, RandomStream.FromSeed(1)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("count x dimension"));
}
