using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>What rounding can do to a potential and its derivatives: each entry is what is added up to it, by absolute value.</summary>
/// <param name="Chain">The longest chain of roundings in the potential.</param>
public sealed record PotentialRoundings(int Chain, Vector<double> Gradient, Matrix<double> Hessian)
{
    public static PotentialRoundings Of(IScalarFunction potential, Vector<double> x)
    {
        var entries = Enumerable.Range(0, x.Count).Select(i => Enumerable.Range(0, x.Count).Select(j => Along(i, j)).ToArray()).ToArray();
        return new(entries.Max(row => row.Max(entry => entry.Chain)), Vector<double>.Build.Dense(x.Count, i => entries[i][i].First1),
            Matrix<double>.Build.Dense(x.Count, x.Count, (i, j) => entries[i][j].Second));

        RoundingAnalysis Along(int i, int j) => potential.Evaluate<RoundingAnalysis>(
            [.. x.Select((value, k) => RoundingAnalysis.Moving(value, 0, k == i ? 1 : 0, k == j ? 1 : 0))]);
    }
}

/// <summary>What rounding can do on the way between the two coordinates of an exponential family.</summary>
/// <param name="Psi">The log-partition, at θ.</param>
/// <param name="Phi">The negative entropy, at η.</param>
/// <param name="Eta">
/// What is added up to η, and what the roundings inside φ come to as errors of η: they act on η and on constants up to 1.
/// </param>
public sealed record DualRoundings(PotentialRoundings Psi, PotentialRoundings Phi, Vector<double> Eta)
{
    public static DualRoundings Of(IExponentialFamily family, Vector<double> theta)
    {
        var eta = family.MeanParameters(theta);
        var psi = PotentialRoundings.Of(new LogPartition(family), theta);
        return new(psi, PotentialRoundings.Of(new NegativeEntropy(family), eta), psi.Gradient + eta.PointwiseAbs() + 1);
    }
}
