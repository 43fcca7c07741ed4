using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>Matrices in the one storage in which all computations give the same bits.</summary>
static class DenseMatrices
{
    /// <summary>A dense copy of a matrix in any storage.</summary>
    internal static Matrix<double> ToDense(this Matrix<double> matrix) => Matrix<double>.Build.DenseOfMatrix(matrix);
}
