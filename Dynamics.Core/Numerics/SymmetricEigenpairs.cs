using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>
/// The eigenvalues and eigenvectors of a symmetric matrix by the library's decomposition, at a scale at which its squares neither overflow
/// nor vanish: numbers far from 1 are brought there and back by a power of two, which rounds nothing.
/// </summary>
static class SymmetricEigenpairs
{
    const int LargestExponent = 200;

    /// <param name="matrix">A, n x n, symmetric and finite.</param>
    internal static (Vector<double> Values, Matrix<double> Vectors) Of(Matrix<double> matrix)
    {
        var largest = matrix.Enumerate(Zeros.Include).Max(Math.Abs);
        var exponent = largest == 0 || Math.Abs(Math.ILogB(largest)) <= LargestExponent ? 0 : Math.ILogB(largest);
        var scaled = exponent == 0 ? matrix : Matrix<double>.Build.Dense(
            matrix.RowCount, matrix.ColumnCount, (i, j) => Math.ScaleB(matrix[i, j], -exponent));
        var decomposition = scaled.Evd(Symmetricity.Symmetric);
        return (decomposition.EigenValues.Map(value => Math.ScaleB(value.Real, exponent), Zeros.Include), decomposition.EigenVectors);
    }
}
