using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>
/// The trace of an operator that is known by its products alone: the mean of z^T A z over vectors z of random signs (Hutchinson 1990).
/// </summary>
/// <param name="Value">Without bias for tr A.</param>
/// <param name="StandardError">Its square is without bias for the variance of the value.</param>
public readonly record struct TraceEstimate(double Value, double StandardError)
{
    /// <summary>Estimates a trace.</summary>
    /// <param name="apply">v to A v, n x n.</param>
    /// <param name="size">n, at least 1.</param>
    /// <param name="probes">How many vectors, at least 2.</param>
    /// <param name="stream">Where the signs come from; it moves on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no dimension, or there are too few vectors.</exception>
    public static TraceEstimate Of(Func<Vector<double>, Vector<double>> apply, int size, int probes, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(apply);
        ArgumentNullException.ThrowIfNull(stream);
        Require.AtLeast(size, 1, nameof(size));
        Require.Room(size, nameof(size));
        if (probes < 2) throw new ArgumentOutOfRangeException(nameof(probes), probes, $"probes is {probes}; an error needs at least 2.");
        Require.Steps(probes, nameof(probes));
        var draws = new double[probes];
        for (var i = 0; i < probes; i++)
        {
            var signs = Vector<double>.Build.Dense(size, _ => (stream.NextUInt64() >> 63) == 0 ? 1 : -1);
            draws[i] = signs * Require.There(apply(signs), nameof(apply));
        }

        var mean = draws.Sum() / probes;
        return new(mean, Math.Sqrt(draws.Sum(draw => (draw - mean) * (draw - mean)) / ((probes - 1.0) * probes)));
    }
}
