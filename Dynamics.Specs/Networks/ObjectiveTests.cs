using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

public class ObjectiveTests
{
    static readonly Network Small = new(new Architecture(Shape.Vector(3), new Dense(4), new Activated(Activations.Tanh), new Dense(2)));
    static readonly Vector<double> Theta = Small.Draw(RandomStream.FromSeed(1));
    static readonly Matrix<double> Inputs = RandomStream.FromSeed(2).NormalMatrix(5, 3);
    static readonly Matrix<double> Targets = Matrix<double>.Build.Dense(5, 2, (i, k) => (i + k) % 2);

    static readonly Loss[] Losses = [Loss.Squared, Loss.Logistic, Loss.Exponential, Loss.SoftmaxCrossEntropy];

    [TestCaseSource(nameof(Losses))]
    public void The_sum_is_the_mean_times_the_number_of_examples(Loss loss)
    {
        var (sum, mean) = (Objective.Sum(Small, loss, Inputs, Targets), Objective.Mean(Small, loss, Inputs, Targets));
        Assert.That(sum.Value(Theta), Is.EqualTo(5 * mean.Value(Theta)).Within(1e-13).Percent);
        Assert.That((sum.Gradient(Theta) - 5 * mean.Gradient(Theta)).L2Norm(), Is.EqualTo(0).Within(1e-13));
    }

    [Test]
    public void The_squared_loss_has_its_half() =>
        Assert.That(Objective.Sum(Small, Loss.Squared, Inputs, Targets).Value(Theta), Is.EqualTo(.5 * Math.Pow((Small.Outputs(Theta, Inputs) - Targets).FrobeniusNorm(), 2)).Within(1e-12).Percent);

    [Test]
    public void Gradients_of_the_examples_add_up()
    {
        var objective = Objective.Mean(Small, Loss.SoftmaxCrossEntropy, Inputs, Targets);
        Assert.That((objective.GradientsOfExamples(Theta).ColumnSums() - objective.Gradient(Theta)).L2Norm(), Is.EqualTo(0).Within(1e-14));
    }

    [TestCaseSource(nameof(Losses))]
    public void Value_and_gradient_together_have_the_bits_of_each(Loss loss)
    {
        var objective = Objective.Mean(Small, loss, Inputs, Targets);
        var gradient = Vector<double>.Build.Dense(Small.ParameterCount, double.NaN);
        for (var step = 0; step < 2; step++)
        {
            Assert.That(objective.ValueAndGradient(Theta, gradient), Is.EqualTo(objective.Value(Theta)));
            Assert.That(gradient, Is.EqualTo(objective.Gradient(Theta)));
        }
    }

    [Test]
    public void A_gradient_of_another_length_is_named() =>
        Assert.That(() => Objective.Mean(Small, Loss.Squared, Inputs, Targets).ValueAndGradient(Theta, Vector<double>.Build.Dense(3)), Throws.ArgumentException.With.Message.StartsWith("gradient has 3 entries"));

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => Objective.Mean(Small, Loss.Squared, Matrix<double>.Build.Dense(0, 3), Targets), Throws.ArgumentException.With.Message.Contains("at least one example"));
        Assert.That(() => Objective.Sum(Small, Loss.Squared, Inputs, Inputs), Throws.ArgumentException.With.Message.Contains("targets is 5 x 3; it needs to be 5 x 2"));
        Assert.That(() => Objective.Sum(Small, Loss.Squared, Inputs, Targets * double.NaN), Throws.ArgumentException.With.Message.Contains("targets[0, 0] is NaN"));
    });

    [Test]
    public void It_says_what_it_is() =>
        Assert.That($"{Objective.Mean(Small, Loss.SoftmaxCrossEntropy, Inputs, Targets)}", Is.EqualTo("mean of the softmax cross-entropy loss over 5 examples"));
}
