using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Training;

public class OptimiserTests
{
    static readonly double[] Gradients = [.5, -2, .25, 1];

    [Test]
    public void Gradient_descent_takes_the_rate_times_the_gradient() =>
        Assert.That(Path(new GradientDescent(.5), 1), Is.EqualTo(new[] { .75, 1.75, 1.625, 1.125 }));

    [Test]
    public void Weight_decay_pulls_towards_zero() =>
        Assert.That(Path(new GradientDescent(.5, weightDecay: .5), 2)[..1], Is.EqualTo(new[] { 2 - .25 - .5 }));

    [Test]
    public void Momentum_adds_up() =>
        Assert.That(Path(new GradientDescent(1, momentum: .5), 0),
            Is.EqualTo(new[] { -.5, -.5 + (2 - .25), -.5 + 1.75 + (-.25 + .875), -.5 + 1.75 + .625 - (1 + .5 * (.25 - .875)) }));

    [Test]
    public void Adam_starts_with_a_step_of_the_rate_whatever_the_scale() =>
        Assert.That(Path(new Adam(.01), 1)[0], Is.EqualTo(.99).Within(1e-9));

    [Test]
    public void Adam_follows_its_recursion_on_every_entry()
    {
        var (theta, m, v) = (1.0, 0.0, 0.0);
        var path = Path(new Adam(.1, .8, .9, 1e-3, .1), 1);
        for (var t = 1; t <= Gradients.Length; t++)
        {
            var g = Gradients[t - 1] + .1 * theta;
            (m, v) = (.8 * m + .2 * g, .9 * v + .1 * g * g);
            theta -= .1 * (m / (1 - Math.Pow(.8, t))) / (Math.Sqrt(v / (1 - Math.Pow(.9, t))) + 1e-3);
            Assert.That(path[t - 1], Is.EqualTo(theta).Within(1e-14));
        }
    }

    [Test]
    public void Schedules_say_the_rate_of_a_step() => Assert.Multiple(() =>
    {
        Assert.That(Schedule.Drops(1, .5, 2, 4).At(1), Is.EqualTo(1));
        Assert.That(Schedule.Drops(1, .5, 2, 4).At(2), Is.EqualTo(.5));
        Assert.That(Schedule.Drops(1, .5, 2, 4).At(9), Is.EqualTo(.25));
        Assert.That(Schedule.Cosine(2, 4).At(0), Is.EqualTo(2));
        Assert.That(Schedule.Cosine(2, 4).At(2), Is.EqualTo(1).Within(1e-15));
        Assert.That(Schedule.Cosine(2, 4).At(7), Is.Zero);
    });

    [Test]
    public void Natural_gradients_come_from_the_likelihood()
    {
        var labels = Matrix<double>.Build.Dense(SmallTask.Examples, 1, (i, _) => i % 3);
        var likelihood = Likelihood.Mean(SmallTask.Network, new Softmax(3), SmallTask.Inputs);
        var objective = Objective.Mean(SmallTask.Network, Loss.SoftmaxCrossEntropy, SmallTask.Inputs, SmallTask.Targets);
        var run = new TrainingRun(new NaturalGradients(objective, likelihood, labels, .1), new GradientDescent(.5), SmallTask.Start);
        run.Run(1);
        Assert.That(run.Loss, Is.EqualTo(objective.Value(SmallTask.Start)));
        Assert.That((run.Parameters - (SmallTask.Start - .5 * likelihood.NaturalGradient(SmallTask.Start, labels, .1)))
            .L2Norm(), Is.EqualTo(0).Within(1e-14));
        Assert.That(() => new NaturalGradients(objective, likelihood, labels, -1),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("damping is -1"));
    }

    [Test]
    public void Numbers_out_of_range_are_named() => Assert.Multiple(() =>
    {
        Assert.That(() => new GradientDescent(0), Refuses("rate is 0"));
        Assert.That(() => new GradientDescent(double.NaN), Refuses("rate is NaN"));
        Assert.That(() => new GradientDescent(.1, momentum: 1), Refuses("momentum is 1"));
        Assert.That(() => new GradientDescent(.1, weightDecay: -1), Refuses("weightDecay is -1"));
        Assert.That(() => new Adam(.1, firstDecay: 1), Refuses("firstDecay is 1"));
        Assert.That(() => new Adam(.1, secondDecay: -.1), Refuses("secondDecay is -0.1"));
        Assert.That(() => new Adam(.1, epsilon: 0), Refuses("epsilon is 0"));
        Assert.That(() => Schedule.Cosine(.1, 0), Refuses("steps is 0"));
    });

    static NUnit.Framework.Constraints.IResolveConstraint Refuses(string message) =>
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(message);

    /// <summary>The last of seven entries that all move alike, so that lanes and what is left over are seen.</summary>
    static double[] Path(Optimiser optimiser, double start)
    {
        var path = new List<double>();
        var run = new TrainingRun(new Given(), optimiser, Vector<double>.Build.Dense(7, start));
        run.Run(Gradients.Length, it =>
        {
            Assert.That(it.Parameters, Is.All.EqualTo(it.Parameters[0]));
            path.Add(it.Parameters[0]);
        });
        return [.. path];
    }

    sealed class Given : IGradientOracle
    {
        public int ParameterCount => 7;

        public double ValueAndGradient(int step, Vector<double> parameters, Vector<double> gradient)
        {
            gradient.MapInplace(_ => Gradients[step], MathNet.Numerics.LinearAlgebra.Zeros.Include);
            return 0;
        }
    }
}
