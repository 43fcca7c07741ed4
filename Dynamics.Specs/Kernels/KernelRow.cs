using System.Globalization;
using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Specs.Reference;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>A row of a table of kernels: an architecture, a pair of inputs, and both kernels.</summary>
public sealed record KernelRow(ReferenceRow Row)
{
    public static IReadOnlyList<KernelRow> All { get; } =
    [
        .. ReferenceTable.Read("mlp-kernels.csv", "layers", "x", "y", "nngp", "ntk").Select(row => new KernelRow(row)),
        .. ReferenceTable.Read("cnn-kernels.csv", "layers", "channels", "size", "x", "y", "nngp", "ntk").Select(row => new KernelRow(row)),
    ];

    public Architecture Architecture => ArchitectureText.Parse(Row["layers"], Input, Row);

    /// <summary>Both inputs, 2 x D.</summary>
    public Matrix<double> Inputs => Matrix<double>.Build.DenseOfRowArrays(Numbers("x"), Numbers("y"));

    public double[] Expected => [Row.Double("nngp"), Row.Double("ntk")];

    /// <summary>sqrt(K(x, x) K(y, y)) and the like of the tangent kernel.</summary>
    public double[] Scales
    {
        get
        {
            var kernels = AnalyticKernels.Of(Architecture, Inputs);
            return [Scale(kernels.NngpKernel), Scale(kernels.NeuralTangentKernel)];

            static double Scale(Matrix<double> kernel) => Math.Sqrt(kernel[0, 0] * kernel[1, 1]);
        }
    }

    /// <summary>Both kernels over their scales.</summary>
    public double[] Relative(double[] kernels) => [kernels[0] / Scales[0], kernels[1] / Scales[1]];

    public double[] Computed
    {
        get
        {
            var kernels = AnalyticKernels.Of(Architecture, Inputs);
            return [kernels.NngpKernel[0, 1], kernels.NeuralTangentKernel[0, 1]];
        }
    }

    Shape Input => Row.Columns.Contains("channels") ? Shape.Image((int)Row.Double("channels"), (int)Row.Double("size"), (int)Row.Double("size")) : Shape.Vector(Numbers("x").Length);

    double[] Numbers(string column) => [.. Row[column].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
}
