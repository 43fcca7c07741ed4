using Dynamics.Kernels;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Kernels;

public class KernelTargetAlignmentTests
{
    static readonly Matrix<double> Kernel = Matrix<double>.Build.DenseOfArray(new[,]
    {
        { 2, 1, .5, .1 }, { 1, 3, .2, .4 }, { .5, .2, 1, .3 }, { .1, .4, .3, 2 },
    });

    static readonly Matrix<double> Labels =
        Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0, 0 }, { 0, 0, 1 }, { 1, 0, 0 }, { 0, 0, 1 } });

    [Test]
    public void Zeros_that_are_not_stored_count_as_well() => Assert.Multiple(() =>
    {
        Assert.That(KernelTargetAlignment.Centred(Kernel, Labels), Is.EqualTo(.55997).Within(5e-6));
        Assert.That(KernelTargetAlignment.Centred(Kernel, Matrix<double>.Build.SparseOfMatrix(Labels)), Is.EqualTo(.55997).Within(5e-6));
    });

    [TestCase(2e154, 1)]
    [TestCase(1, 1e77)]
    [TestCase(1e-170, 1)]
    [TestCase(1e-300, 1e-300)]
    public void It_is_one_where_the_kernel_is_that_of_the_targets(double ofKernel, double ofTargets) => Assert.That(
        KernelTargetAlignment.Centred(ofKernel * Matrix<double>.Build.DenseIdentity(2), Column(ofTargets, -ofTargets)),
        Is.EqualTo(1).Within(1e-15));

    [Test]
    public void Constant_targets_are_refused() => Assert.That(
        () => KernelTargetAlignment.Centred(Matrix<double>.Build.DenseIdentity(3), Column(.1, .1, .1)),
        Throws.ArgumentException.With.Message.Contains("targets are constant"));

    [Test]
    public void A_constant_kernel_is_refused() => Assert.That(
        () => KernelTargetAlignment.Centred(Matrix<double>.Build.Dense(3, 3, .1), Column(1, 2, 3)),
        Throws.ArgumentException.With.Message.Contains("kernel is constant"));

    static Matrix<double> Column(params double[] values) => Matrix<double>.Build.DenseOfColumnArrays(values);
}
