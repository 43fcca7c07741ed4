using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>
/// Gauss quadrature from the recurrence of the orthonormal polynomials, x p_k = b_{k+1} p_{k+1} + a_k p_k + b_k p_{k-1}: nodes by
/// the eigenvalues of the Jacobi matrix (Golub and Welsch 1969), polished by Newton's method on p_n, weights
/// 1 / sum_{k &lt; n} p_k^2, a sum without cancellation.
/// </summary>
static class GolubWelsch
{
    /// <param name="n">The number of nodes.</param>
    /// <param name="diagonal">a_k, k from 0.</param>
    /// <param name="offDiagonal">b_k, positive, k from 1.</param>
    public static (ImmutableArray<double> Nodes, ImmutableArray<double> Weights) Rule(
        int n, Func<int, double> diagonal, Func<int, double> offDiagonal)
    {
        double[] a = [.. Enumerable.Range(0, n).Select(diagonal)];
        double[] b = [0, .. Enumerable.Range(1, n).Select(offDiagonal)];
        var jacobi = Matrix<double>.Build.DenseOfDiagonalArray(a);
        for (var k = 1; k < n; k++)
            jacobi[k, k - 1] = jacobi[k - 1, k] = b[k];

        var nodes = jacobi.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Order().ToArray();
        for (var i = 0; i < n; i++)
            for (var step = 0; step < 3; step++)
            {
                var (last, previous, squares) = Evaluate(a, b, nodes[i]);
                // Christoffel and Darboux: at a node, b_n p_n' p_{n-1} = sum of p_k^2 below n.
                nodes[i] -= last * b[n] * previous / squares;
            }
        return ([.. nodes], [.. nodes.Select(node => 1 / Evaluate(a, b, node).Squares)]);
    }

    /// <summary>p_n, p_{n-1} and the sum of p_k^2 over k below n.</summary>
    static (double Last, double Previous, double Squares) Evaluate(double[] a, double[] b, double x)
    {
        double previous = 0, last = 1, squares = 0;
        for (var k = 0; k < a.Length; k++)
        {
            squares += last * last;
            (previous, last) = (last, ((x - a[k]) * last - b[k] * previous) / b[k + 1]);
        }
        return (last, previous, squares);
    }
}
