using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>
/// Least squares with more parameters than the data determine: the solution next to a start, where gradient descent on the squared loss
/// ends (Gunasekar et al. 2018).
/// </summary>
public static class MinimumNorm
{
    /// <summary>
    /// w0 + X^+ (y - X w0): of all w that minimise |X w - y| the nearest to w0. If y is in the range of X it is the nearest interpolant.
    /// </summary>
    /// <param name="inputs">X, N x D; any rank.</param>
    /// <param name="targets">y, length N.</param>
    /// <param name="start">w0, length D; the origin if there is none.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public static Vector<double> LeastSquares(Matrix<double> inputs, Vector<double> targets, Vector<double>? start = null)
    {
        var inverse = PseudoInverse(inputs);
        Require.Length(targets, inputs.RowCount, nameof(targets), "inputs");
        Require.Finite(targets, nameof(targets));
        if (start is null) return inverse * targets;
        Require.Length(start, inputs.ColumnCount, nameof(start), "inputs");
        Require.Finite(start, nameof(start));
        return start + inverse * (targets - inputs * start);
    }

    /// <summary>
    /// X^+, the inverse of Moore and Penrose, D x N. Singular values below 2 max(N, D) 2^-53 times the largest count as zero.
    /// </summary>
    /// <param name="inputs">X, N x D; any rank.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static Matrix<double> PseudoInverse(Matrix<double> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Require.AtLeast(inputs.RowCount, 1, "inputs.RowCount");
        Require.AtLeast(inputs.ColumnCount, 1, "inputs.ColumnCount");
        Require.Finite(inputs, nameof(inputs));
        var svd = CompactSvd.Of(inputs);
        return svd.Rank == 0 ? Matrix<double>.Build.Dense(inputs.ColumnCount, inputs.RowCount)
            : (svd.V * Matrix<double>.Build.DiagonalOfDiagonalVector(1 / svd.SingularValues)).TransposeAndMultiply(svd.U);
    }
}
