using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>A count z in {0, 1, ..} with log-rate theta, the natural parameter: mean and variance e^theta.</summary>
public sealed record Poisson : IClosedFormFisher, IExponentialFamily
{
    const double LargestRate = 1e8;

    /// <inheritdoc/>
    public int ParameterCount => 1;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        var count = Require.Index(outcome[0], int.MaxValue, this);
        return parameters[0] * count - TScalar.Exp(parameters[0]) - LogFactorial.Of(count);
    }

    /// <summary>
    /// Enumerates the counts around the mode whose probability is at least 1e-30 of the mode's; the rule's truncation
    /// error bounds what is left out by the geometric series that dominate the tails.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate e^theta is above 1e8.</exception>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        var rate = Rate(parameters);
        if (rate > LargestRate)
            throw new ArgumentOutOfRangeException(
                nameof(parameters), parameters[0], $"The rate e^theta is {rate:g3}; it needs to be at most {LargestRate:g3}.");
        return Enumerate(rate);
    }

    /// <summary>The rate, e^theta.</summary>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters) =>
        Matrix<double>.Build.Dense(1, 1, Rate(parameters));

    /// <summary>z; the carrier is 1 / z!.</summary>
    public Vector<double> SufficientStatistic(ReadOnlySpan<double> outcome)
    {
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        return Vector<double>.Build.Dense(1, Require.Index(outcome[0], int.MaxValue, this));
    }

    /// <summary>e^theta.</summary>
    public TScalar LogPartition<TScalar>(ReadOnlySpan<TScalar> natural)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(natural.Length, ParameterCount, nameof(natural), this);
        return TScalar.Exp(natural[0]);
    }

    /// <summary>rate log rate - rate.</summary>
    public TScalar NegativeEntropy<TScalar>(ReadOnlySpan<TScalar> mean)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(mean.Length, ParameterCount, nameof(mean), this);
        return mean[0] * (TScalar.Log(mean[0]) - 1);
    }

    /// <inheritdoc/>
    public override string ToString() => "Poisson(log rate)";

    double Rate(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return Elementary.Exp(parameters[0]);
    }

    /// <summary>Relative weights outwards from the mode by p(z + 1) / p(z) = rate / (z + 1), then normalised.</summary>
    static ExpectationRule Enumerate(double rate)
    {
        const double Negligible = 1e-30;
        var mode = (int)rate;
        var below = new List<double>();
        double weight = 1;
        for (var z = mode; z > 0; z--)
        {
            weight *= z / rate;
            if (weight < Negligible)
                break;
            below.Add(weight);
        }
        var reachesZero = below.Count == mode;

        var relative = new List<double>(Enumerable.Reverse(below)) { 1 };
        var first = mode - below.Count;
        weight = 1;
        for (var z = mode + 1; (weight *= rate / z) >= Negligible; z++)
            relative.Add(weight);
        var last = first + relative.Count - 1;

        var total = new CompensatedSum();
        foreach (var term in relative)
            total.Add(term);
        var upperTail = relative[^1] * rate / (last + 1 - rate);
        var lowerTail = reachesZero ? 0 : relative[0] * first / (rate - first);
        return new(
            [.. Enumerable.Range(first, relative.Count).Select(z => (double)z)],
            [.. relative.Select(term => term / total.Total)],
            (upperTail + lowerTail) / total.Total);
    }
}
