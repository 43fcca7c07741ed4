using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using Dynamics.Specs.Reference;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Kernels;

/// <summary>The tables of kernels, row by row; what does not change a bit; and what has no kernel.</summary>
public class AnalyticKernelTests
{
    /// <summary>A step that is nearly one at the scale of the inputs: the quadrature follows it.</summary>
    [TestCase(100, 54.1835)]
    [TestCase(1000, 532.922)]
    public void A_tanh_of_large_inputs_has_its_kernel(double input, double kernel)
    {
        var kernels = AnalyticKernels.Of(new(Shape.Vector(1), new Dense(1), new Activated(Activations.Tanh), new Dense(1)),
            Matrix<double>.Build.Dense(1, 1, input));
        Assert.Multiple(() =>
        {
            Assert.That(kernels.NeuralTangentKernel[0, 0], Is.EqualTo(kernel).Within(.02).Percent);
            Assert.That(kernels.DualError, Is.LessThan(1e-10));
        });
    }

    [Test]
    public void An_erf_of_huge_inputs_sees_their_angle_alone()
    {
        var kernels = AnalyticKernels.Of(new(Shape.Vector(2), new Dense(1), new Activated(Activations.Erf), new Dense(1)),
            1e80 * Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2 }, { 3, -1 } }));
        Assert.That(kernels.NngpKernel[0, 1], Is.EqualTo(2 / Math.PI * Math.Asin(1 / Math.Sqrt(50))).Within(1e-15));
    }

    const double Digits = 1e-12;

    static readonly Architecture Convolutional = new(
        Shape.Image(2, 6, 6), new Convolution(1, 3, Padding.Zero, 1, 2, .1), new Activated(Activations.Relu),
        new AveragePooling(2), new Convolution(1, 3, Padding.Circular, 1, 2),
        new Activated(Activations.Tanh), new Flatten(), new Dense(1, 1, .1));

    static readonly Architecture Small =
        new(Shape.Image(2, 2, 4), new Convolution(1, 3, Padding.Zero, 1, 2, .1), new Activated(Activations.Relu),
        new AveragePooling(2), new Convolution(1, 3, Padding.Circular, 1, 2),
        new Activated(Activations.Erf), new Flatten(), new Dense(1, 1, .1));

    public static IEnumerable<TestCaseData> Rows => KernelRow.All.Select(row => row.Row.AsTestCase());

    [TestCaseSource(nameof(Rows))]
    public void A_row_of_a_table_is_met(ReferenceRow reference)
    {
        var row = new KernelRow(reference);
        var (computed, expected) = (row.Relative(row.Computed), row.Relative(row.Expected));
        Assert.Multiple(() =>
        {
            Assert.That(computed[0], Is.EqualTo(expected[0]).Within(Digits), "NNGP");
            Assert.That(computed[1], Is.EqualTo(expected[1]).Within(Digits), "NTK");
        });
    }

    [Test]
    public void Threads_change_no_bit_of_an_expansion()
    {
        var (x, y) = (RandomStream.FromSeed(1).NormalMatrix(5, 72), RandomStream.FromSeed(2).NormalMatrix(37, 72));
        Assert.That(AnalyticKernels.Of(Convolutional, x, y, new() { Threads = 2 }).NeuralTangentKernel,
            Is.EqualTo(AnalyticKernels.Of(Convolutional, x, y).NeuralTangentKernel));
    }

    /// <summary>Inputs stand side by side in lanes, a few against a run of others.</summary>
    [Property(Cases = 12)]
    public void Threads_and_batches_change_no_bit(Size rows, Size some, Size more, Seed seed)
    {
        var (x, y) = (seed.Open("x").NormalMatrix(rows, Small.Input.Size), seed.Open("y").NormalMatrix(some + more, Small.Input.Size));
        var whole = AnalyticKernels.Of(Small, x, y);
        var threads = AnalyticKernels.Of(Small, x, y, new() { Threads = 2 });
        var part = AnalyticKernels.Of(Small, x.SubMatrix(rows - 1, 1, 0, Small.Input.Size), y.SubMatrix(some, more, 0, Small.Input.Size));
        var symmetric = AnalyticKernels.Of(Small, x);
        var copied = AnalyticKernels.Of(Small, x, x.Clone());
        Assert.Multiple(() =>
        {
            Assert.That(threads.NeuralTangentKernel, Is.EqualTo(whole.NeuralTangentKernel));
            Assert.That(part.NeuralTangentKernel, Is.EqualTo(whole.NeuralTangentKernel.SubMatrix(rows - 1, 1, some, more)));
            Assert.That(part.NngpKernel, Is.EqualTo(whole.NngpKernel.SubMatrix(rows - 1, 1, some, more)));
            Assert.That(symmetric.NeuralTangentKernel, Is.EqualTo(copied.NeuralTangentKernel));
            Assert.That(copied.NeuralTangentKernel, Is.EqualTo(copied.NeuralTangentKernel.Transpose()));
        });
    }

    [Test]
    public void Black_images_have_kernels() => Assert.That(
        AnalyticKernels.Of(Convolutional, Matrix<double>.Build.Dense(2, 72)).NeuralTangentKernel.Enumerate(), Has.All.GreaterThan(0.0));

    [Test]
    public void A_black_image_without_biases_has_none()
    {
        var kernels =
            AnalyticKernels.Of(
                new(Shape.Vector(2), new Dense(1), new Activated(Activations.Relu), new Dense(1)),
                Matrix<double>.Build.DenseOfRowArrays([0, 0], [1, 2]));
        Assert.That(new[] { kernels.NngpKernel[0, 0], kernels.NngpKernel[0, 1],
            kernels.NeuralTangentKernel[0, 0], kernels.NeuralTangentKernel[0, 1] }, Is.All.Zero);
    }

    [Test]
    public void Expanded_activations_leave_an_estimate_of_their_error()
    {
        var inputs = RandomStream.FromSeed(1).NormalMatrix(3, 4);
        Assert.That(AnalyticKernels.Of(
            new(Shape.Vector(4), new Dense(1), new Activated(Activations.Tanh), new Dense(1)), inputs).DualError,
            Is.GreaterThan(0).And.LessThan(1e-11));
        Assert.That(AnalyticKernels.Of(
            new(Shape.Vector(4), new Dense(1), new Activated(Activations.Relu), new Dense(1)), inputs).DualError, Is.Zero);
    }

    public static IEnumerable<TestCaseData> WithoutAKernel =>
    [
        Case("weight normalisation", [new WeightNormalisedDense(4), new Activated(Activations.Relu), new Dense(1)],
            "weight_normalised(4) has no kernel at infinite width"),
        Case("activation of the input", [new Activated(Activations.Relu), new Dense(1)], "needs a dense layer or a convolution before it"),
        Case("two activations in a row", [new Dense(1), new Activated(Activations.Relu), new Activated(Activations.Tanh)],
            "tanh acts on units that are not normal"),
        Case("activation of a sum with an activation",
            [new Dense(3), new Activated(Activations.Relu), Residual.Of(new Dense(3)), new Activated(Activations.Relu)], "not normal"),
        Case("the same units twice", [new Dense(3), new Residual([[], []])], "covariance is not zero"),
        Case("flattened at the end", [new Flatten()], "ends with 4 pixels", Shape.Image(1, 2, 2)),
        Case("image at the end", [new Convolution(2, 1, Padding.Zero)], "ends with 4 pixels", Shape.Image(1, 2, 2)),
    ];

    [TestCaseSource(nameof(WithoutAKernel))]
    public void What_has_no_kernel_is_refused_with_the_reason(Architecture architecture, string message) =>
        Assert.That(() => AnalyticKernels.Of(architecture, Matrix<double>.Build.Dense(1, architecture.Input.Size, 1)),
            Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public void What_does_not_fit_is_refused()
    {
        var fine = Matrix<double>.Build.Dense(2, 72, 1);
        Assert.Multiple(() =>
        {
            Assert.That(() => AnalyticKernels.Of(Convolutional, fine.SubMatrix(0, 2, 0, 71)),
                Throws.ArgumentException.With.Message.Contains("inputs is 2 x 71; it needs to be 2 x 72"));
            Assert.That(() => AnalyticKernels.Of(Convolutional, fine, fine * double.NaN),
                Throws.ArgumentException.With.Message.Contains("others[0, 0] is NaN"));
            Assert.That(() =>
                AnalyticKernels.Of(Convolutional, fine, null, new() { Threads = 0 }), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => AnalyticKernels.Of(Convolutional, fine, null, new() { Cancellation = new(canceled: true) }),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(() =>
                AnalyticKernels.Of(Convolutional, fine, fine.Clone(), new() { Threads = 2, Cancellation = new(canceled: true) }),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(() =>
                AnalyticKernels.Of(new(Shape.Vector(72), new Dense(1, 1000), new Activated(Activations.Exp), new Dense(1)), fine),
                Throws.TypeOf<OverflowException>().With.Message.Contains("input 0"));
        });
    }

    [Test]
    public void Progress_reaches_one()
    {
        var heard = new Heard();
        AnalyticKernels.Of(Convolutional, Matrix<double>.Build.Dense(2, 72, 1), null, new() { Progress = heard });
        Assert.That(heard.Last, Is.EqualTo(1));
    }

    static TestCaseData Case(string name, Layer[] layers, string message, Shape? input = null) =>
        new TestCaseData(new Architecture(input ?? Shape.Vector(3), layers), message).SetArgDisplayNames(name);

    sealed class Heard : IProgress<double>
    {
        public double Last { get; private set; }

        public void Report(double value) => Last = value;
    }
}
