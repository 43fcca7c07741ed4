using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Numerics;
using Dynamics.Training;
using NUnit.Framework;

namespace Dynamics.Specs.Experiments;

public class PathOfSgdTests
{
    static readonly PathOfSgdSettings Small =
        new(LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, 40)) { Seeds = [7],
            BatchSize = 40, Steps = 4, StepsASnapshot = 2, ForkSteps = 2 };

    [Test]
    public void The_network_is_the_report_s() => Assert.That(PathOfSgd.Network.ParameterCount, Is.EqualTo(44_426));

    [Test]
    public void A_run_has_its_start_and_its_snapshots_with_their_losses()
    {
        var runs = PathOfSgd.Run(Small);
        Assert.That(runs.Select(run => run.Optimiser.Name), Is.EqualTo(new[] { "Adam", "SGD" }));
        Assert.That(runs, Has.All.Property("Losses").Count.EqualTo(3));
        Assert.That(runs.Select(run => (run.Path.Count, run.End.Step)), Has.All.EqualTo((3, 4)));
        Assert.That(runs[0].Losses[0], Is.EqualTo(runs[1].Losses[0]));
    }

    [Test]
    public void Two_threads_give_the_bits_of_one()
    {
        var (one, two) = (PathOfSgd.Run(Small)[0], PathOfSgd.Run(Small with { Threads = 2 })[0]);
        Assert.That(two.End.Parameters, Is.EqualTo(one.End.Parameters));
        Assert.That(two.Path.Distance(0, 2), Is.EqualTo(one.Path.Distance(0, 2)));
    }

    [Test]
    public void Where_a_batch_is_all_examples_the_fork_is_none()
    {
        var fork = PathOfSgd.Fork(Small, PathOfSgd.Run(Small)[1]);
        Assert.That(fork.StepRatio, Is.EqualTo(1).Within(1e-12));
        Assert.That(fork.MiniBatches, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_linearised_run_takes_the_first_step_of_its_network()
    {
        var (run, linearised) = (PathOfSgd.Run(Small)[1], PathOfSgd.Run(Small with { Linearised = true })[1]);
        Assert.That(linearised.Losses[0], Is.EqualTo(run.Losses[0]).Within(1e-12));
        Assert.That(linearised.End.Parameters, Is.Not.EqualTo(run.End.Parameters));
    }

    [Test]
    public void Where_a_batch_is_all_examples_the_matched_diffusion_has_no_noise()
    {
        var run = PathOfSgd.Run(Small)[1];
        var (one, other) = (Diffusion(1), Diffusion(2));
        Assert.That(one.Distance(0, 2), Is.EqualTo(other.Distance(0, 2)));
        Assert.That(one.Distance(0, 2), Is.EqualTo(run.Path.Distance(0, 2)).Within(.5 * run.Path.Distance(0, 2)));

        TrajectoryGeometry Diffusion(ulong seed) => MatchedDiffusion.Of(Small, run, RandomStream.FromSeed(seed));
    }

    [Test]
    public void At_the_report_s_size_there_are_7035_steps()
    {
        var images =
            new LabelledImages(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Sparse(60_000, 784), 1, 28, 28, new int[60_000], 10);
        Assert.That(PathOfSgdSettings.Full(images).Steps, Is.EqualTo(7035));
    }

    [Test]
    public void Images_of_another_size_are_named() =>
        Assert.That(() => PathOfSgd.Run(Small with { Images = Small.Images.AveragePooled(2) }),
            Throws.ArgumentException.With.Message.Contains("images are 1 x 14 x 14 of 10 classes; LeNet needs 1 x 28 x 28 of 10."));
}
