using Dynamics.Geometry;
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
        var (k, y) = (Centred(Centred(kernel).Transpose()), Centred(targets));
        var ideal = y.TransposeAndMultiply(y);
        var (size, idealSize) = (k.FrobeniusNorm(), ideal.FrobeniusNorm());
        if (size == 0)
            throw new ArgumentException("kernel is constant; an alignment needs one that tells examples apart.", nameof(kernel));
        if (idealSize == 0) throw new ArgumentException("targets are constant; an alignment needs some that differ.", nameof(targets));
        return k.PointwiseMultiply(ideal).Enumerate().Sum() / (size * idealSize);
    }

    /// <summary>Less the mean of each column.</summary>
    static Matrix<double> Centred(Matrix<double> matrix)
    {
        var means = matrix.ColumnSums() / matrix.RowCount;
        return matrix.MapIndexed((_, column, value) => value - means[column]);
    }
}
