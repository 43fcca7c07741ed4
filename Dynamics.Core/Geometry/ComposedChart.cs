using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>theta = outer(inner(phi)). It may be shared between threads.</summary>
public sealed class ComposedChart : IChart
{
    readonly IChart _outer, _inner;

    /// <summary>One chart after another.</summary>
    /// <exception cref="ArgumentException">Their dimensions differ.</exception>
    public ComposedChart(IChart outer, IChart inner)
    {
        ArgumentNullException.ThrowIfNull(outer);
        ArgumentNullException.ThrowIfNull(inner);
        if (outer.Dimension != inner.Dimension)
            throw new ArgumentException(
                $"inner has {inner.Dimension} coordinates; outer needs {outer.Dimension}.", nameof(inner));
        (_outer, _inner) = (outer, inner);
    }

    /// <inheritdoc/>
    public int Dimension => _outer.Dimension;

    /// <inheritdoc/>
    public void Map<TScalar>(ReadOnlySpan<TScalar> phi, Span<TScalar> theta)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(phi.Length, Dimension, nameof(phi), this);
        Require.Length(theta.Length, Dimension, nameof(theta), this);
        var between = new TScalar[Dimension];
        _inner.Map<TScalar>(phi, between);
        _outer.Map<TScalar>(between, theta);
    }

    /// <inheritdoc/>
    public Vector<double> Inverse(Vector<double> theta) => _inner.Inverse(_outer.Inverse(theta));

    /// <inheritdoc/>
    public override string ToString() => $"({_outer}) after ({_inner})";
}
