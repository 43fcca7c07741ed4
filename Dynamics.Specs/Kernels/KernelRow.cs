using System.Globalization;
using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Specs.Reference;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>A row of a table of kernels: an architecture, a pair of inputs, and both kernels.</summary>
public sealed record KernelRow(ReferenceRow Row)
{
    AnalyticKernels? _kernels;
    TextbookKernels? _textbook;

    public static IReadOnlyList<KernelRow> All { get; } =
    [
        .. ReferenceTable.Read("mlp-kernels.csv", "layers", "x", "y", "nngp", "ntk").Select(row => new KernelRow(row)),
        .. ReferenceTable.Read("cnn-kernels.csv", "layers", "channels", "size", "x", "y", "nngp", "ntk").Select(row => new KernelRow(row)),
    ];

    public Architecture Architecture => ArchitectureText.Parse(Row["layers"], Input, Row);

    /// <summary>Both inputs, 2 x D.</summary>
    public Matrix<double> Inputs => Matrix<double>.Build.DenseOfRowArrays(Numbers("x"), Numbers("y"));

    public double[] Expected => [Row.Double("nngp"), Row.Double("ntk")];

    /// <summary>What Core computes for the pair.</summary>
    public double[] Computed => [Kernels.NngpKernel[0, 1], Kernels.NeuralTangentKernel[0, 1]];

    /// <summary>What the textbook's loops compute.</summary>
    public TextbookKernels Textbook => _textbook ??= TextbookOf(KernelMistake.None);

    /// <summary>Both kernels by the textbook, with a mistake.</summary>
    public double[] Mistaken(KernelMistake mistake)
    {
        var mistaken = TextbookOf(mistake);
        return [mistaken.Nngp[1], mistaken.Ntk[1]];
    }

    /// <summary>Both kernels over sqrt(K(x, x) K(y, y)) and the like of the tangent kernel.</summary>
    public double[] Relative(double[] kernels) =>
        [kernels[0] / Scale(Kernels.NngpKernel), kernels[1] / Scale(Kernels.NeuralTangentKernel)];

    AnalyticKernels Kernels => _kernels ??= AnalyticKernels.Of(Architecture, Inputs);

    TextbookKernels TextbookOf(KernelMistake mistake) => TextbookKernels.Of(Architecture, Inputs.Row(0), Inputs.Row(1), mistake);

    static double Scale(Matrix<double> kernel) => Math.Sqrt(kernel[0, 0] * kernel[1, 1]);

    Shape Input => Row.Columns.Contains("channels")
        ? Shape.Image((int)Row.Double("channels"), (int)Row.Double("size"), (int)Row.Double("size"))
        : Shape.Vector(Numbers("x").Length);

    double[] Numbers(string column) => [.. Row[column].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
}
