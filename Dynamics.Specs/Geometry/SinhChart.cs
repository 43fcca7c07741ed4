using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>θ_i = sinh φ_i: smooth, one to one and curved but at 0, so that natural parameters become others.</summary>
public sealed class SinhChart(int dimension) : IChart
{
    public int Dimension => dimension;

    public void Map<TScalar>(ReadOnlySpan<TScalar> phi, Span<TScalar> theta)
        where TScalar : struct, IScalar<TScalar>
    {
        for (var i = 0; i < dimension; i++) theta[i] = (TScalar.Exp(phi[i]) - TScalar.Exp(-phi[i])) * .5;
    }

    public Vector<double> Inverse(Vector<double> theta) => theta.Map(Elementary.Asinh, Zeros.Include);
}
