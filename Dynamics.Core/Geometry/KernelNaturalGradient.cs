using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// The natural gradient of the squared loss 1/2 |f - y|^2, summed over N outputs, through the N x N kernel J J^T instead of the P x P
/// Fisher information J^T J: what there is when P is larger than N, and what is cheap.
/// </summary>
public static class KernelNaturalGradient
{
    /// <summary>
    /// J^+ r = J^T (J J^T)^-1 r: of all directions that change the outputs by r, the shortest (Zhang, Martens and Grosse 2019).
    /// </summary>
    /// <param name="jacobian">J = d f / d theta, N x P, of full row rank.</param>
    /// <param name="residual">r = f - y, length N.</param>
    /// <exception cref="SingularMetricException">The rows of J are dependent to working precision; so they are if N is above
    /// P.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public static Vector<double> MinimumNorm(Matrix<double> jacobian, Vector<double> residual)
    {
        RequireFits(jacobian, residual);
        if (jacobian.RowCount > jacobian.ColumnCount)
            throw RankDeficient(jacobian, "has more rows than columns");
        return ThroughTheKernel(jacobian, residual, 0);
    }

    /// <summary>
    /// J^T (J J^T + damping I)^-1 r, N x N, which is (J^T J + damping I)^-1 J^T r, P x P (Henderson and Searle 1981): whichever is
    /// smaller.
    /// </summary>
    /// <param name="jacobian">J = d f / d theta, N x P, of any rank.</param>
    /// <param name="residual">r = f - y, length N.</param>
    /// <param name="damping">At least 0, in the units of the Fisher information of the summed loss.</param>
    /// <exception cref="ArgumentOutOfRangeException">The damping is negative or not finite.</exception>
    /// <exception cref="SingularMetricException">The smaller system is singular to working precision.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public static Vector<double> Damped(Matrix<double> jacobian, Vector<double> residual, double damping)
    {
        RequireFits(jacobian, residual);
        return jacobian.RowCount > jacobian.ColumnCount
            ? NaturalGradient.Damped(Held(MatrixProduct.TransposedGram(jacobian)), jacobian.TransposeThisAndMultiply(residual), damping)
            : ThroughTheKernel(jacobian, residual, damping);
    }

    static Vector<double> ThroughTheKernel(Matrix<double> jacobian, Vector<double> residual, double damping)
    {
        try
        {
            var kernel = Held(MatrixProduct.Gram(jacobian));
            return jacobian.TransposeThisAndMultiply(NaturalGradient.Damped(kernel, residual, damping));
        }
        catch (SingularMetricException)
        {
            throw RankDeficient(jacobian, "has rows that depend on each other to working precision");
        }
    }

    static Matrix<double> Held(Matrix<double> gram) => gram.Enumerate(Zeros.Include).All(double.IsFinite) ? gram
        : throw new ArgumentException("jacobian has a product with its transpose beyond what a double holds.", "jacobian");

    static void RequireFits(Matrix<double> jacobian, Vector<double> residual)
    {
        ArgumentNullException.ThrowIfNull(jacobian);
        ArgumentNullException.ThrowIfNull(residual);
        Require.Shape(jacobian, residual.Count, jacobian.ColumnCount, nameof(jacobian));
        Require.Finite(jacobian, nameof(jacobian));
        Require.Finite(residual, nameof(residual));
    }

    static SingularMetricException RankDeficient(Matrix<double> jacobian, string why) => new(
        $"jacobian is {jacobian.RowCount} x {jacobian.ColumnCount} and {why}; the direction needs full row rank, or more damping.",
        nameof(jacobian));
}
