using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>The factorisation in blocks, against the plain triple loop to the bit, and its solutions against what they solve.</summary>
public class CholeskyTests
{
    [Property(Cases = 60)]
    public void Its_bits_are_those_of_the_plain_triple_loop(PositiveDefinite matrix)
    {
        var plain = Plain(matrix);
        Assert.That(CholeskyFactorisation.Of(matrix).Factor.ToColumnMajorArray(), Is.EqualTo(plain));
        Assert.That(CholeskyFactorisation.Of(matrix, threads: 2).Factor.ToColumnMajorArray(), Is.EqualTo(plain));
    }

    /// <summary>
    /// The backward error of a solution by a factor is at most 4 n (3 n + 1) u of the size of the matrix (Higham 2002, theorem 10.4); what
    /// is asked here, some 3.6 n u, is a tighter threshold against regressions.
    /// </summary>
    [Property(Cases = 60)]
    public void It_solves(PositiveDefinite matrix, Seed stream)
    {
        var right = stream.Matrix(matrix.Size, 3);
        var solution = CholeskyFactorisation.Of(matrix).Solve(right);
        Assert.That((matrix.Values * solution - right)
            .FrobeniusNorm(), Is.LessThanOrEqualTo(4e-16 * matrix.Size * matrix.Values.FrobeniusNorm() * solution.FrobeniusNorm()));
    }

    [Property(Cases = 30)]
    public void Only_the_lower_triangle_is_read(PositiveDefinite matrix)
    {
        var spoilt = matrix.Values.Clone();
        for (var j = 0; j < matrix.Size; j++)
            for (var i = 0; i < j; i++) spoilt[i, j] = double.NaN;
        Assert.That(CholeskyFactorisation.Of(spoilt).Factor, Is.EqualTo(CholeskyFactorisation.Of(matrix).Factor));
    }

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => CholeskyFactorisation.Of(Matrix<double>.Build.Dense(2, 3)),
            Throws.ArgumentException.With.Message.StartsWith("matrix is 2 x 3; it needs to be square."));
        Assert.That(() => CholeskyFactorisation.Of(Matrix<double>.Build.DenseOfDiagonalArray([1, 2, -1])),
            Throws.ArgumentException.With.Message.StartsWith("matrix is not positive definite: pivot 2 is -1."));
        Assert.That(() => CholeskyFactorisation.Of(Matrix<double>.Build.Dense(1, 1, double.NaN)),
            Throws.ArgumentException.With.Message.StartsWith("matrix is not positive definite: pivot 0 is NaN."));
        Assert.That(() => CholeskyFactorisation.Of(Matrix<double>.Build.DenseIdentity(3))
            .Solve(Vector<double>.Build.Dense(2)),
            Throws.ArgumentException.With.Message.StartsWith("right has 2 entries; the factorisation needs 3."));
    });

    static double[] Plain(Matrix<double> matrix)
    {
        var n = matrix.RowCount;
        var l = new double[n * n];
        for (var j = 0; j < n; j++)
            for (var i = j; i < n; i++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++) sum = Math.FusedMultiplyAdd(-l[k * n + i], l[k * n + j], sum);
                l[j * n + i] = i == j ? Math.Sqrt(sum) : sum / l[j * n + j];
            }
        return l;
    }
}
