using System.Collections.Concurrent;
using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>
/// Gauss-Hermite quadrature for the standard normal: E[f(Z)] = sum_i w_i f(x_i), exact for polynomials of degree 2 n - 1. Nodes by the
/// eigenvalues of the Jacobi matrix (Golub and Welsch 1969), polished by Newton's method on the orthonormal Hermite polynomial. Against
/// 60 digits, up to n = 300: nodes within 4 ulp, every weight within a relative 10 n u. It may be shared between threads.
/// </summary>
public sealed class GaussHermite
{
    internal const int MostNodes = 300;
    static readonly ConcurrentDictionary<int, GaussHermite> Known = new();

    GaussHermite(ImmutableArray<double> nodes, ImmutableArray<double> weights) =>
        (Nodes, Weights) = (nodes, weights);

    /// <summary>The n nodes, ascending and exactly symmetric about 0.</summary>
    public ImmutableArray<double> Nodes { get; }

    /// <summary>The n weights, positive and adding up to 1.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>The rule with n nodes.</summary>
    /// <param name="n">From 1 to 300; beyond, the smallest weights underflow.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is out of range.</exception>
    public static GaussHermite Rule(int n)
    {
        if (n is < 1 or > MostNodes)
            throw new ArgumentOutOfRangeException(nameof(n), n, $"n is {n}; it needs to be from 1 to {MostNodes}.");
        return Known.GetOrAdd(n, Compute);
    }

    static GaussHermite Compute(int n)
    {
        var jacobi = Matrix<double>.Build.Dense(n, n);
        for (var k = 1; k < n; k++)
            jacobi[k, k - 1] = jacobi[k - 1, k] = Math.Sqrt(k);
        double[] guesses = [.. jacobi.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Order()];

        var nodes = new double[n];
        var weights = new double[n];
        for (var i = 0; i < n; i++)
        {
            var mirror = n - 1 - i;
            if (i > mirror)
                (nodes[i], weights[i]) = (-nodes[mirror], weights[mirror]);
            else
                (nodes[i], weights[i]) = Polish(n, i == mirror ? 0 : guesses[i]);
        }
        return new([.. nodes], [.. weights]);
    }

    static (double Node, double Weight) Polish(int n, double x)
    {
        for (var step = 0; step < 3; step++)
        {
            (var last, var previous) = Hermite(n, x);
            x -= last / (Math.Sqrt(n) * previous);
        }
        var below = Hermite(n, x).Previous;
        return (x, 1 / (n * below * below));
    }

    /// <summary>The orthonormal Hermite polynomials of degrees n and n - 1 at x.</summary>
    static (double Last, double Previous) Hermite(int n, double x)
    {
        double previous = 0, last = 1;
        for (var k = 0; k < n; k++)
            (previous, last) = (last, (x * last - Math.Sqrt(k) * previous) / Math.Sqrt(k + 1));
        return (last, previous);
    }
}
