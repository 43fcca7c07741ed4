using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>
/// The empirical neural tangent kernel of a K-output network in full: entry ((i, k), (j, m)) is the inner product of the gradients of
/// output k at x_i and of output m at x'_j. What ties the kernel to the Fisher information and to training is this form.
/// </summary>
/// <param name="Matrix">N K x N' K, the outputs of one example next to each other.</param>
/// <param name="Outputs">K.</param>
public sealed record FullKernel(Matrix<double> Matrix, int Outputs)
{
    /// <summary>The trace over the outputs, over K.</summary>
    public TraceKernel Trace()
    {
        var trace = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(Matrix.RowCount / Outputs, Matrix.ColumnCount / Outputs);
        for (var k = 0; k < Outputs; k++)
            for (var j = 0; j < trace.ColumnCount; j++)
                for (var i = 0; i < trace.RowCount; i++) trace[i, j] += Matrix[i * Outputs + k, j * Outputs + k];
        return new(trace / Outputs);
    }

}

/// <summary>The trace of the empirical kernel over the outputs, over K: for display, and to compare with the infinite width.</summary>
/// <param name="Matrix">N x N'.</param>
public sealed record TraceKernel(Matrix<double> Matrix);
