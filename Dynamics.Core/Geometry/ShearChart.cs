using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// theta_i = phi_i + sum_{j &lt; i} C_ij sin phi_j: smooth, not affine, its Jacobian unit lower triangular, its inverse exact by
/// substitution. Composed with affine charts it gives random smooth charts of any dimension. It may be shared between threads.
/// </summary>
public sealed class ShearChart : IChart
{
    readonly double[][] _couplings;

    /// <summary>The chart of its couplings, which are copied.</summary>
    /// <param name="couplings">C, P x P; only the entries below the diagonal count.</param>
    /// <exception cref="ArgumentException">C is not square or not finite.</exception>
    public ShearChart(Matrix<double> couplings)
    {
        ArgumentNullException.ThrowIfNull(couplings);
        Require.Shape(couplings, couplings.RowCount, couplings.RowCount, nameof(couplings));
        Require.Finite(couplings, nameof(couplings));
        _couplings = couplings.ToRowArrays();
    }

    /// <inheritdoc/>
    public int Dimension => _couplings.Length;

    /// <inheritdoc/>
    public void Map<TScalar>(ReadOnlySpan<TScalar> phi, Span<TScalar> theta)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(phi.Length, Dimension, nameof(phi), this);
        Require.Length(theta.Length, Dimension, nameof(theta), this);
        for (var i = 0; i < Dimension; i++)
        {
            theta[i] = phi[i];
            for (var j = 0; j < i; j++)
                theta[i] += TScalar.Sin(phi[j]) * _couplings[i][j];
        }
    }

    /// <inheritdoc/>
    public Vector<double> Inverse(Vector<double> theta)
    {
        Require.Length(theta, Dimension, nameof(theta), this);
        var phi = theta.Clone();
        for (var i = 0; i < Dimension; i++)
            for (var j = 0; j < i; j++)
                phi[i] -= Elementary.Sin(phi[j]) * _couplings[i][j];
        return phi;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"phi + C sin phi, C = [{string.Join("; ", _couplings.Select(row => string.Join(" ", row.Select(c => $"{c:g4}"))))}]";
}
