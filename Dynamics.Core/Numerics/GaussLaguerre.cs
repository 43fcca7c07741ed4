using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Dynamics.Numerics;

/// <summary>
/// Gauss-Laguerre quadrature for a waiting time of rate 1: E[f(X)] = sum_i w_i f(x_i) with density e^-x on x &gt; 0, exact for
/// polynomials of degree 2 n - 1. Nodes and weights after Golub and Welsch 1969: against 50 digits, up to n = 100, each within a
/// relative 20 n u. It may be shared between threads.
/// </summary>
public sealed class GaussLaguerre
{
    internal const int MostNodes = 100;
    static readonly ConcurrentDictionary<int, GaussLaguerre> Known = new();

    GaussLaguerre(int n) => (Nodes, Weights) = GolubWelsch.Rule(n, k => 2 * k + 1, k => k);

    /// <summary>The n nodes, positive and ascending.</summary>
    public ImmutableArray<double> Nodes { get; }

    /// <summary>The n weights, positive and adding up to 1.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>The rule with n nodes.</summary>
    /// <param name="n">From 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is out of range.</exception>
    public static GaussLaguerre Rule(int n)
    {
        if (n is < 1 or > MostNodes)
            throw new ArgumentOutOfRangeException(nameof(n), n, $"n is {n}; it needs to be from 1 to {MostNodes}.");
        return Known.GetOrAdd(n, count => new(count));
    }
}
