using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>theta = outer(inner(phi)).</summary>
public sealed class ComposedChart : IChart
{
    private readonly IChart outer, inner;

    /// <summary>One chart after another.</summary>
    /// <exception cref="ArgumentException">Their dimensions differ.</exception>
    public ComposedChart(IChart outer, IChart inner)
    {
        if (outer.Dimension != inner.Dimension)
            throw new ArgumentException(
                $"inner has {inner.Dimension} coordinates; outer needs {outer.Dimension}.", nameof(inner));
        (this.outer, this.inner) = (outer, inner);
    }

    /// <inheritdoc/>
    public int Dimension => outer.Dimension;

    /// <inheritdoc/>
    public void Map<TScalar>(ReadOnlySpan<TScalar> phi, Span<TScalar> theta)
        where TScalar : struct, IScalar<TScalar>
    {
        var between = new TScalar[Dimension];
        inner.Map<TScalar>(phi, between);
        outer.Map<TScalar>(between, theta);
    }

    /// <inheritdoc/>
    public Vector<double> Inverse(Vector<double> theta) => inner.Inverse(outer.Inverse(theta));

    /// <inheritdoc/>
    public override string ToString() => $"({outer}) after ({inner})";
}
