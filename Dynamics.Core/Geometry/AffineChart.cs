using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Geometry;

/// <summary>theta = A phi + b.</summary>
public sealed class AffineChart : IChart
{
    private readonly double[][] rows;
    private readonly Vector<double> offset;
    private readonly LU<double> factors;

    /// <summary>The chart of a regular matrix and an offset, which are copied.</summary>
    /// <param name="linear">A, P x P.</param>
    /// <param name="offset">b, length P.</param>
    /// <exception cref="ArgumentException">A is not square, does not fit b, is not finite, or is singular.</exception>
    public AffineChart(Matrix<double> linear, Vector<double> offset)
    {
        Require.Shape(linear, offset.Count, offset.Count, nameof(linear));
        Require.Finite(linear, nameof(linear));
        Require.Finite(offset, nameof(offset));
        factors = linear.LU();
        if (factors.U.Diagonal().Any(pivot => pivot == 0))
            throw new ArgumentException("linear is singular; a chart needs an inverse.", nameof(linear));
        rows = linear.ToRowArrays();
        this.offset = offset.Clone();
    }

    /// <inheritdoc/>
    public int Dimension => offset.Count;

    /// <inheritdoc/>
    public void Map<TScalar>(ReadOnlySpan<TScalar> phi, Span<TScalar> theta)
        where TScalar : struct, IScalar<TScalar>
    {
        for (int i = 0; i < Dimension; i++)
            theta[i] = TScalar.Dot(phi, rows[i]) + offset[i];
    }

    /// <inheritdoc/>
    public Vector<double> Inverse(Vector<double> theta)
    {
        Require.Length(theta, Dimension, nameof(theta), this);
        return factors.Solve(theta - offset);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"A phi + b, A = [{string.Join("; ", rows.Select(row => string.Join(" ", row.Select(a => $"{a:g4}"))))}]";
}
