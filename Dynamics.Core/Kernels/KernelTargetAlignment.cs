using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Kernels;

/// <summary>How alike a kernel and the targets are: the cosine of the angle between K and Y Y^T (Cristianini et al. 2001).</summary>
public static class KernelTargetAlignment
{
    /// <summary>
    /// With the means of rows and columns taken off K, and those of columns off Y, so that a constant added to a kernel counts for nothing
    /// (Cortes, Mohri and Rostamizadeh 2012). From -1 to 1, and from 0 where K is positive semi-definite.
    /// </summary>
    /// <param name="kernel">K, N x N.</param>
    /// <param name="targets">Y, N x outputs.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or one of the two is constant.</exception>
    public static double Centred(Matrix<double> kernel, Matrix<double> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        Require.Shape(kernel, targets.RowCount, targets.RowCount, nameof(kernel));
        Require.Finite(kernel, nameof(kernel));
        Require.Finite(targets, nameof(targets));
        var (k, y) = (Centred(Centred(Scaled(kernel)).Transpose()), Centred(Scaled(targets)));
        if (Largest(k) <= Roundings(kernel))
            throw new ArgumentException("kernel is constant; an alignment needs one that tells examples apart.", nameof(kernel));
        if (Largest(y) <= Roundings(targets))
            throw new ArgumentException("targets are constant; an alignment needs some that differ.", nameof(targets));
        return Product(MatrixProduct.Of(k, y), y) / (Norm(k) * Norm(MatrixProduct.TransposedGram(y)));
    }

    /// <summary>Dense, with a largest entry from 1 to 2: squares neither overflow nor vanish.</summary>
    static Matrix<double> Scaled(Matrix<double> matrix)
    {
        var largest = Largest(matrix);
        var half = largest == 0 ? 0 : -Math.ILogB(largest) / 2;
        var rest = largest == 0 ? 0 : -Math.ILogB(largest) - half;
        return Matrix<double>.Build.Dense(matrix.RowCount, matrix.ColumnCount,
            (i, j) => Math.ScaleB(Math.ScaleB(matrix[i, j], half), rest));
    }

    /// <summary>Less the mean of each column.</summary>
    static Matrix<double> Centred(Matrix<double> matrix)
    {
        var means = matrix.ColumnSums() / matrix.RowCount;
        return Matrix<double>.Build.Dense(matrix.RowCount, matrix.ColumnCount, (i, j) => matrix[i, j] - means[j]);
    }

    /// <summary>What rounding may leave of a constant that is scaled and centred twice.</summary>
    static double Roundings(Matrix<double> matrix) => 8.0 * matrix.RowCount / (1L << 53);

    static double Largest(Matrix<double> matrix) => matrix.Enumerate(Zeros.Include).Max(Math.Abs);

    static double Product(Matrix<double> a, Matrix<double> b) =>
        a.AsColumnMajorArray().Zip(b.AsColumnMajorArray(), (x, y) => x * y).Sum();

    static double Norm(Matrix<double> matrix) => Math.Sqrt(Product(matrix, matrix));
}
