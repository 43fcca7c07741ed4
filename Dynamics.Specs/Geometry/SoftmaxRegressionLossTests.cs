using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

public class SoftmaxRegressionLossTests
{
    static readonly Matrix<double> Inputs = Matrix<double>.Build.Dense(3, 2, (row, column) => row - .4 * column);
    static readonly SoftmaxRegressionLoss Loss = new(Inputs, [2, 0, 1], classes: 3);

    [Test]
    public void It_counts_the_operations_of_a_step() => Assert.That(
        (Loss.ParameterCount, Loss.GradientOperations, Loss.FisherOperations, Loss.SolutionOperations),
        Is.EqualTo((9, 4.0 * 3 * 9, 3.0 * 6 * 6 * 2, 9.0 * 9 * 9 / 3 + 2 * 81)));

    [Test]
    public void Without_parameters_all_classes_are_alike_and_the_first_is_the_guess()
    {
        var at = Loss.At(Vector<double>.Build.Dense(9));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(at.Loss, Is.EqualTo(Math.Log(3)).Within(4).Ulps);
            Assert.That(at.ErrorRate, Is.EqualTo(2 / 3.0));
        }
    }

    [Test]
    public void Its_loss_is_the_cross_entropy_of_the_generic_model()
    {
        var theta = Vector<double>.Build.Dense(9, i => .3 * i - 1.1);
        var labels = new ExpectationRule([[0, 2], [1, 0], [2, 1]], [1 / 3.0, 1 / 3.0, 1 / 3.0]);
        var generic = Differentiate.Value(new CrossEntropy(new SoftmaxRegression(Inputs, 3), labels), theta) - Math.Log(3);
        Assert.That(Loss.At(theta).Loss, Is.EqualTo(generic).Within(1e-14));
    }

    [Test]
    public void Labels_that_do_not_fit_are_refused() => Assert.That(
        () => new SoftmaxRegressionLoss(Inputs, [0, 1], 3),
        Throws.ArgumentException.With.Message.StartsWith("There are 2 labels; 3 inputs need 3."));

    [Test]
    public void A_label_that_is_no_class_is_refused() => Assert.That(
        () => new SoftmaxRegressionLoss(Inputs, [0, 3, 1], 3),
        Throws.ArgumentException.With.Message.StartsWith("labels[1] is 3; 3 classes need 0 to 2."));

    [Test]
    public void Parameters_of_another_length_are_refused() => Assert.That(
        () => Loss.At(Vector<double>.Build.Dense(8)),
        Throws.ArgumentException.With.Message.Contains("theta has 8 entries; SoftmaxRegressionLoss(2 -> 3 on 3 examples) needs 9."));
}
