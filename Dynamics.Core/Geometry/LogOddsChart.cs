using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// From probabilities to natural parameters: theta_c = log(p_c / p_0) with p_0 = 1 - sum_c p_c, c = 1 .. P. Puts <see
/// cref="Families.Categorical"/> on the simplex, inside which the chart is defined; outside it is not a number. It may be shared
/// between threads.
/// </summary>
public sealed class LogOddsChart : IChart
{
    /// <summary>The chart of the simplex with P + 1 corners.</summary>
    /// <param name="dimension">P, at least 1.</param>
    public LogOddsChart(int dimension)
    {
        Require.AtLeast(dimension, 1, nameof(dimension));
        Dimension = dimension;
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public void Map<TScalar>(ReadOnlySpan<TScalar> phi, Span<TScalar> theta)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(phi.Length, Dimension, nameof(phi), this);
        Require.Length(theta.Length, Dimension, nameof(theta), this);
        var first = TScalar.Constant(1);
        foreach (var p in phi)
            first -= p;
        for (var c = 0; c < Dimension; c++)
            theta[c] = TScalar.Log(phi[c]) - TScalar.Log(first);
    }

    /// <inheritdoc/>
    public Vector<double> Inverse(Vector<double> theta)
    {
        Require.Length(theta, Dimension, nameof(theta), this);
        Require.Finite(theta, nameof(theta));
        var probabilities = Families.Softmax.Probabilities(Vector<double>.Build.Dense([0, .. theta]));
        return probabilities.SubVector(1, Dimension);
    }

    /// <inheritdoc/>
    public override string ToString() => "log-odds of probabilities";
}
