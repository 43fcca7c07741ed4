using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Training;

public class TrainingRunTests
{
    static readonly Optimiser[] Optimisers =
        [new GradientDescent(.1), new GradientDescent(Schedule.Drops(.1, .5, 3, 9), momentum: .9, weightDecay: .01),
            new Adam(Schedule.Cosine(.01, 20), weightDecay: .1)];

    [TestCaseSource(nameof(Optimisers))]
    public void A_resumed_run_has_the_bits_of_one_that_was_not_interrupted(Optimiser optimiser)
    {
        var whole = Run(optimiser, 11);
        using var file = new MemoryStream();
        Run(optimiser, 5).Checkpoint().Write(file);
        file.Position = 0;
        var resumed = new TrainingRun(SmallTask.Batches(), optimiser, Checkpoint.Read(file));
        resumed.Run(6);
        Assert.That(resumed.Step, Is.EqualTo(11));
        Assert.That(resumed.Loss, Is.EqualTo(whole.Loss));
        Assert.That(resumed.Parameters, Is.EqualTo(whole.Parameters));
        Assert.That(resumed.Checkpoint().Memory, Is.EqualTo(whole.Checkpoint().Memory));
    }

    [TestCaseSource(nameof(Optimisers))]
    public void Two_threads_give_the_bits_of_one(Optimiser optimiser)
    {
        var two = new TrainingRun(SmallTask.Batches(threads: 2), optimiser, SmallTask.Start);
        two.Run(5);
        Assert.That(two.Parameters, Is.EqualTo(Run(optimiser, 5).Parameters));
    }

    [Test]
    public void The_loss_falls() => Assert.That(Run(new Adam(.05), 60).Loss, Is.LessThan(Run(new Adam(.05), 1).Loss));

    [Test]
    public void The_start_is_not_moved()
    {
        var start = SmallTask.Start.Clone();
        Run(new GradientDescent(.1), 3);
        Assert.That(SmallTask.Start, Is.EqualTo(start));
    }

    [Test]
    public void Divergence_is_noticed_at_its_step()
    {
        var losses = new List<double>();
        var run = new TrainingRun(new Bowl(), new GradientDescent(1e200), Vector<double>.Build.Dense(1, 1.0));
        Assert.That(() => run.Run(10, it => losses.Add(it.Loss)), Throws.TypeOf<DivergedException>().With.Property("Step").EqualTo(2)
            .With.Message.EqualTo("The loss diverged at step 2: it is Infinity. A smaller step size may help."));
        Assert.That(losses, Is.EqualTo(new[] { .5 }));
    }

    [Test]
    public void Divergence_of_the_path_names_the_loss_before() =>
        Assert.That(() => new TrainingRun(new Bowl(), new GradientDescent(double.MaxValue), Vector<double>.Build.Dense(1, 8.0)).Run(1),
            Throws.TypeOf<DivergedException>().With.Message.Contains("at a loss of 32, diverged at step 1: it is -Infinity"));

    [Test]
    public void It_tells_how_far_it_is()
    {
        var told = new Told();
        var run = new TrainingRun(SmallTask.Batches(), new GradientDescent(.1), SmallTask.Start);
        run.Run(4, progress: told);
        Assert.That(told.Last, Is.EqualTo(new TrainingProgress(4, 4, run.Loss, TimeSpan.Zero)));
    }

    [Test]
    public void Cancelled_it_stands_at_a_whole_step_and_can_go_on()
    {
        using var source = new CancellationTokenSource();
        var run = new TrainingRun(SmallTask.Batches(), new Adam(.01), SmallTask.Start);
        Assert.That(() => run.Run(9, it => { if (it.Step == 4) source.Cancel(); }, cancellation: source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(run.Step, Is.EqualTo(4));
        run.Run(5);
        Assert.That(run.Parameters, Is.EqualTo(Run(new Adam(.01), 9).Parameters));
    }

    [Test]
    public void What_does_not_fit_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => new TrainingRun(SmallTask.Batches(), new Adam(.1), Vector<double>.Build.Dense(3)),
            Throws.ArgumentException.With.Message.Contains("start has 3 entries"));
        Assert.That(() => new TrainingRun(SmallTask.Batches(), new Adam(.1), SmallTask.Start * double.NaN),
            Throws.ArgumentException.With.Message.Contains("start[0] is NaN"));
        Assert.That(() => new TrainingRun(SmallTask.Batches(), new Adam(.1), Run(new GradientDescent(.1), 1).Checkpoint()),
            Throws.ArgumentException.With.Message.Contains("checkpoint remembers 0 vectors; Adam needs 2"));
        Assert.That(() => Run(new Adam(.1), -1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(
            "steps is -1; it needs to be at least 0"));
        Assert.That(() => Checkpoint.Read(new MemoryStream(new byte[64])), Throws.TypeOf<InvalidDataException>());
        Assert.That(() => Checkpoint.Read(new MemoryStream([.. "DYNCKPT2"u8])), Throws.TypeOf<EndOfStreamException>());
    });

    static TrainingRun Run(Optimiser optimiser, int steps)
    {
        var run = new TrainingRun(SmallTask.Batches(), optimiser, SmallTask.Start);
        run.Run(steps);
        return run;
    }

    /// <summary>theta^2 / 2.</summary>
    sealed class Bowl : IGradientOracle
    {
        public int ParameterCount => 1;

        public double ValueAndGradient(int step, Vector<double> parameters, Vector<double> gradient)
        {
            gradient[0] = parameters[0];
            return parameters[0] * parameters[0] / 2;
        }
    }

    sealed class Told : IProgress<TrainingProgress>
    {
        public TrainingProgress Last { get; set; }

        public void Report(TrainingProgress value) => Last = value;
    }
}
