using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>The factorisation in blocks, against the plain triple loop to the bit, and its solutions against what they solve.</summary>
public class CholeskyTests
{
    static readonly int[] Sizes = [1, 2, 3, 7, 8, 15, 31, 47, 48, 49, 63, 64, 65, 95, 96, 97, 131, 150];

    [TestCaseSource(nameof(Sizes))]
    public void Its_bits_are_those_of_the_plain_triple_loop(int size)
    {
        var matrix = PositiveDefinite(size);
        var plain = Plain(matrix);
        Assert.That(CholeskyFactorisation.Of(matrix).Factor.ToColumnMajorArray(), Is.EqualTo(plain));
        Assert.That(CholeskyFactorisation.Of(matrix, threads: 2).Factor.ToColumnMajorArray(), Is.EqualTo(plain));
    }

    [TestCaseSource(nameof(Sizes))]
    public void It_solves(int size)
    {
        var (matrix, right) = (PositiveDefinite(size), RandomStream.FromSeed(7).NormalMatrix(size, 3));
        var solution = CholeskyFactorisation.Of(matrix).Solve(right);
        Assert.That((matrix * solution - right).FrobeniusNorm(), Is.LessThan(4e-16 * size * matrix.FrobeniusNorm() * solution.FrobeniusNorm()));
        Assert.That((solution - matrix.Cholesky().Solve(right)).FrobeniusNorm(), Is.LessThan(4e-16 * size * matrix.ConditionNumber() * solution.FrobeniusNorm()));
    }

    [Test]
    public void Only_the_lower_triangle_is_read()
    {
        var matrix = PositiveDefinite(60);
        var spoilt = matrix.Clone();
        for (var j = 0; j < 60; j++)
            for (var i = 0; i < j; i++) spoilt[i, j] = double.NaN;
        Assert.That(CholeskyFactorisation.Of(spoilt).Factor, Is.EqualTo(CholeskyFactorisation.Of(matrix).Factor));
    }

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => CholeskyFactorisation.Of(Matrix<double>.Build.Dense(2, 3)), Throws.ArgumentException.With.Message.StartsWith("matrix is 2 x 3; it needs to be square."));
        Assert.That(() => CholeskyFactorisation.Of(Matrix<double>.Build.DenseOfDiagonalArray([1, 2, -1])), Throws.ArgumentException.With.Message.StartsWith("matrix is not positive definite: pivot 2 is -1."));
        Assert.That(() => CholeskyFactorisation.Of(Matrix<double>.Build.Dense(1, 1, double.NaN)), Throws.ArgumentException.With.Message.StartsWith("matrix is not positive definite: pivot 0 is NaN."));
        Assert.That(() => CholeskyFactorisation.Of(PositiveDefinite(3)).Solve(Vector<double>.Build.Dense(2)), Throws.ArgumentException.With.Message.StartsWith("right has 2 entries; it needs 3."));
    });

    static Matrix<double> PositiveDefinite(int size)
    {
        var root = RandomStream.FromSeed((ulong)size).NormalMatrix(size, size + 2);
        return root.TransposeAndMultiply(root);
    }

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
