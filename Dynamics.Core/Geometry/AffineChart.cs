using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Geometry;

/// <summary>theta = A phi + b. It may be shared between threads.</summary>
public sealed class AffineChart : IChart
{
    readonly double[][] _rows;
    readonly Vector<double> _offset;
    readonly LU<double> _factors;

    /// <summary>The chart of a regular matrix and an offset, which are copied.</summary>
    /// <param name="linear">A, P x P.</param>
    /// <param name="offset">b, length P.</param>
    /// <exception cref="ArgumentException">A is not square, does not fit b, is not finite, or is singular.</exception>
    public AffineChart(Matrix<double> linear, Vector<double> offset)
    {
        ArgumentNullException.ThrowIfNull(offset);
        Require.Shape(linear, offset.Count, offset.Count, nameof(linear));
        Require.Finite(linear, nameof(linear));
        Require.Finite(offset, nameof(offset));
        _factors = linear.LU();
        if (_factors.U.Diagonal().Any(pivot => pivot == 0))
            throw new ArgumentException("linear is singular; a chart needs an inverse.", nameof(linear));
        _rows = linear.ToRowArrays();
        _offset = offset.Clone();
    }

    /// <inheritdoc/>
    public int Dimension => _offset.Count;

    /// <inheritdoc/>
    public void Map<TScalar>(ReadOnlySpan<TScalar> phi, Span<TScalar> theta)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(phi.Length, Dimension, nameof(phi), this);
        Require.Length(theta.Length, Dimension, nameof(theta), this);
        for (var i = 0; i < Dimension; i++)
            theta[i] = TScalar.Dot(phi, _rows[i]) + _offset[i];
    }

    /// <inheritdoc/>
    public Vector<double> Inverse(Vector<double> theta)
    {
        Require.Length(theta, Dimension, nameof(theta), this);
        return _factors.Solve(theta - _offset);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"A phi + b, A = [{string.Join("; ", _rows.Select(row => string.Join(" ", row.Select(a => $"{a:g4}"))))}]";
}
