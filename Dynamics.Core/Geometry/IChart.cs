using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// A change of coordinates theta = chart(phi): smooth, one to one, with a Jacobian that is nowhere singular.
/// </summary>
public interface IChart
{
    /// <summary>The number of coordinates, P.</summary>
    int Dimension { get; }

    /// <summary>theta = chart(phi).</summary>
    /// <param name="phi">The new coordinates, length P.</param>
    /// <param name="theta">Receives the old coordinates, length P.</param>
    void Map<TScalar>(ReadOnlySpan<TScalar> phi, Span<TScalar> theta)
        where TScalar : struct, IScalar<TScalar>;

    /// <summary>phi with chart(phi) = theta.</summary>
    Vector<double> Inverse(Vector<double> theta);
}
