using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Dynamics.Numerics;

/// <summary>
/// Gauss-Legendre quadrature on (0, 1): E[f(U)] = sum_i w_i f(x_i) for a uniform U, exact for polynomials of degree 2 n - 1. Nodes and
/// weights after Golub and Welsch 1969: against 50 digits, up to n = 100, each within a relative 20 n u. It may be shared between
/// threads.
/// </summary>
public sealed class GaussLegendre
{
    internal const int MostNodes = 100;
    static readonly ConcurrentDictionary<int, GaussLegendre> Known = new();

    GaussLegendre(int n) => (Nodes, Weights) = GolubWelsch.Rule(n, _ => .5, k => .5 * k / Math.Sqrt(4.0 * k * k - 1));

    /// <summary>The n nodes between 0 and 1, ascending.</summary>
    public ImmutableArray<double> Nodes { get; }

    /// <summary>The n weights, positive and adding up to 1.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>The rule with n nodes.</summary>
    /// <param name="n">From 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is out of range.</exception>
    public static GaussLegendre Rule(int n)
    {
        if (n is < 1 or > MostNodes)
            throw new ArgumentOutOfRangeException(nameof(n), n, $"n is {n}; it needs to be from 1 to {MostNodes}.");
        return Known.GetOrAdd(n, count => new(count));
    }
}
