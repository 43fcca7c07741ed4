using NUnit.Framework;

namespace Dynamics.Specs.Kernels;

/// <summary>The closed forms of moments against worked numbers; that networks have them is a law.</summary>
public class ReluMomentTests
{
    [TestCase(1.3750, 8)]
    [TestCase(1.7952, 16, 16, 16)]
    [TestCase(1.7189, 32, 8, 32)]
    [TestCase(1.7643, 8, 32, 32)]
    [TestCase(1.7643, 32, 32, 8)]
    [TestCase(2.3356, 4, 12)]
    public void The_second_moment_of_the_kernel_is_as_worked_out(double expected, params int[] widths) =>
        Assert.That(ReluMoments.SquareOfTheKernel(widths), Is.EqualTo(expected).Within(5e-5));

    [Test]
    public void The_sum_of_1_over_n_does_not_decide_the_variance() =>
        Assert.That(ReluMoments.SquareOfTheKernel([16, 16, 16]) / ReluMoments.SquareOfTheKernel([32, 8, 32]), Is.GreaterThan(1.04));

    [Test]
    public void With_one_neuron_a_layer_all_shares_are_products_of_2_relu_squared() =>
        Assert.That((ReluMoments.SquareOfTheSize([1]), ReluMoments.FourthOfTheSize([1]), ReluMoments.SquareOfTheKernel([1])),
            Is.EqualTo((6.0, 840.0, 4.0)));
}
