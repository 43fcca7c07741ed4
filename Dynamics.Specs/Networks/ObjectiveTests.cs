using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

public class ObjectiveTests
{
    const double LargestOutput = 50;

    static readonly Network Small = new(new Architecture(Shape.Vector(3), new Dense(4), new Activated(Activations.Tanh), new Dense(2)));
    static readonly Vector<double> Theta = Small.DrawParameters(RandomStream.FromSeed(1));
    static readonly Matrix<double> Inputs = RandomStream.FromSeed(2).NormalMatrix(5, 3);
    static readonly Matrix<double> Targets = Matrix<double>.Build.Dense(5, 2, (i, k) => (i + k) % 2);

    static readonly Loss[] Losses = [Loss.Squared, Loss.Logistic, Loss.Exponential, Loss.SoftmaxCrossEntropy];

    [Property(Cases = 50)]
    public void The_sum_is_the_mean_times_the_number_of_examples(ArchitecturePlan plan, Size examples, Seed seed)
    {
        foreach (var loss in Losses)
        {
            var (model, theta, inputs, targets) = Task(plan, examples, seed);
            var (sum, mean) = (Objective.Sum(model, loss, inputs, targets), Objective.Mean(model, loss, inputs, targets));
            Assert.That(sum.Value(theta), Is.EqualTo(examples * mean.Value(theta)).Within(1e-13).Percent, $"{loss}");
            var gradient = sum.Gradient(theta);
            Assert.That((gradient - examples * mean.Gradient(theta))
                .L2Norm(), Is.LessThanOrEqualTo(1e-13 * Size(model, loss, theta, inputs, targets)), $"{loss}");
        }
    }

    [Test]
    public void It_does_not_change_with_the_matrices_that_it_was_made_of()
    {
        var (inputs, targets) = (Inputs.Clone(), Targets.Clone());
        var objective = Objective.Mean(Small, Loss.Squared, inputs, targets);
        var before = objective.Value(Theta);
        inputs.Clear();
        targets.Clear();
        Assert.That(objective.Value(Theta), Is.EqualTo(before));
    }

    [Test]
    public void The_squared_loss_has_its_half() =>
        Assert.That(Objective.Sum(Small, Loss.Squared, Inputs, Targets)
            .Value(Theta), Is.EqualTo(.5 * Math.Pow((Small.Outputs(Theta, Inputs) - Targets).FrobeniusNorm(), 2)).Within(1e-12).Percent);

    [Property]
    public void Gradients_of_the_examples_add_up(ArchitecturePlan plan, Size examples, Seed seed)
    {
        var (model, theta, inputs, targets) = Task(plan, examples, seed);
        var objective = Objective.Sum(model, Loss.SoftmaxCrossEntropy, inputs, targets);
        var allowed = 1e-13 * Size(model, Loss.SoftmaxCrossEntropy, theta, inputs, targets);
        Assert.That((objective.GradientsOfExamples(theta).ColumnSums() - objective.Gradient(theta))
            .L2Norm(), Is.LessThanOrEqualTo(allowed));
    }

    [Property(Cases = 50)]
    public void Value_and_gradient_together_have_the_bits_of_each(ArchitecturePlan plan, Size examples, Seed seed)
    {
        var (model, theta, inputs, targets) = Task(plan, examples, seed);
        var gradient = Vector<double>.Build.Dense(model.ParameterCount, double.NaN);
        foreach (var loss in Losses)
        {
            var objective = Objective.Mean(model, loss, inputs, targets);
            for (var step = 0; step < 2; step++)
            {
                Assert.That(objective.ValueAndGradient(theta, gradient), Is.EqualTo(objective.Value(theta)), $"{loss}");
                Assert.That(gradient, Is.EqualTo(objective.Gradient(theta)), $"{loss}");
            }
        }
    }

    /// <summary>
    /// Weights are halved until no output is so large that an exponential loss of it overflows; the last layer is dense, so this ends.
    /// </summary>
    static (Network Model, Vector<double> Theta, Matrix<double> Inputs, Matrix<double> Targets) Task(
        ArchitecturePlan plan, Size examples, Seed seed)
    {
        var model = new Network(plan.Build());
        var targets = Matrix<double>.Build.Dense(examples, model.OutputCount, (i, k) => (i + k) % 2);
        var (theta, inputs) = (model.DrawParameters(seed.Open("weights")), seed.Matrix(examples, model.InputCount) / 2);
        while (model.Outputs(theta, inputs).Enumerate().Any(output => !(Math.Abs(output) < LargestOutput))) theta /= 2;
        return (model, theta, inputs, targets);
    }

    /// <summary>What is added up in a gradient: those of the examples.</summary>
    static double Size(Network model, Loss loss, Vector<double> theta, Matrix<double> inputs, Matrix<double> targets) =>
        1 + Objective.Sum(model, loss, inputs, targets).GradientsOfExamples(theta).EnumerateRows().Sum(row => row.L2Norm());

    [Test]
    public void A_gradient_of_another_length_is_named() =>
        Assert.That(() => Objective.Mean(Small, Loss.Squared, Inputs, Targets).ValueAndGradient(Theta, Vector<double>.Build.Dense(3)),
            Throws.ArgumentException.With.Message.StartsWith("gradient has 3 entries"));

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => Objective.Mean(Small, Loss.Squared, Matrix<double>.Build.Dense(0, 3), Targets),
            Throws.ArgumentException.With.Message.Contains("at least one example"));
        Assert.That(() => Objective.Sum(Small, Loss.Squared, Inputs, Inputs),
            Throws.ArgumentException.With.Message.Contains("targets is 5 x 3; it needs to be 5 x 2"));
        Assert.That(() => Objective.Sum(Small, Loss.Squared, Inputs, Targets * double.NaN),
            Throws.ArgumentException.With.Message.Contains("targets[0, 0] is NaN"));
    });

    [Test]
    public void It_says_what_it_is() =>
        Assert.That($"{Objective.Mean(Small, Loss.SoftmaxCrossEntropy, Inputs, Targets)}",
            Is.EqualTo("mean of the softmax cross-entropy loss over 5 examples"));
}
