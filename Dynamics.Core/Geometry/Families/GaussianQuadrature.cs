using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>Product rules for N(mean, I): exact for polynomials of degree 2 nodes - 1 in each coordinate.</summary>
static class GaussianQuadrature
{
    const int MostOutcomes = 1_000_000;

    public static ExpectationRule Rule(Vector<double> mean, int nodes)
    {
        double size = 1;
        foreach (var _ in mean)
            size *= nodes;
        if (size > MostOutcomes)
            throw new ArgumentException(
                $"{nodes} nodes along each of {mean.Count} axes are {size:g3} outcomes; at most {MostOutcomes} are enumerated.",
                nameof(nodes));

        var axis = GaussHermite.Rule(nodes);
        var outcomes = new double[(int)size * mean.Count];
        var weights = new double[(int)size];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = 1;
            for (int d = 0, index = i; d < mean.Count; d++, index /= nodes)
            {
                outcomes[i * mean.Count + d] = mean[d] + axis.Nodes[index % nodes];
                weights[i] *= axis.Weights[index % nodes];
            }
        }
        return new(outcomes, weights, 0);
    }

    /// <summary>The 2 d points mean +- sqrt(d) e_i of equal weight: exact to degree 3 (Stroud 1971).</summary>
    public static ExpectationRule DegreeThree(Vector<double> mean)
    {
        var d = mean.Count;
        Require.Room(2L * d * d, "parameters");
        var outcomes = new double[2 * d * d];
        for (var i = 0; i < 2 * d; i++)
        {
            mean.ToArray().CopyTo(outcomes, i * d);
            outcomes[i * d + i / 2] += i % 2 == 0 ? Math.Sqrt(d) : -Math.Sqrt(d);
        }
        return new(outcomes, [.. Enumerable.Repeat(1.0 / (2 * d), 2 * d)], 0);
    }
}
