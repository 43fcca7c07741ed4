using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>The compact decomposition gives its matrix back, with orthonormal factors, whatever the rank.</summary>
public class CompactSvdTests
{
    const double UnitRoundoff = 1.1102230246251565e-16;

    [Property(Cases = 60)]
    public void It_gives_its_matrix_back(Size rows, Size columns, Seed stream) =>
        Decomposes(stream.Matrix(rows, columns), Math.Min(rows, columns));

    [Property(Cases = 60)]
    public void It_finds_the_rank_of_a_product(Size rows, Size columns, Seed stream)
    {
        var rank = Math.Max(1, Math.Min(rows, columns) / 2);
        Decomposes(stream.Matrix(rows, rank) * stream.Matrix(rank, columns), rank);
    }

    /// <summary>Two copies of one Gram matrix of lower rank: on such a matrix the library's iteration may never end.</summary>
    [Property(Cases = 60)]
    public void It_converges_on_a_singular_matrix_with_pairs_of_equal_values(Seed stream)
    {
        var factor = stream.Matrix(4, 3);
        var gram = factor * factor.Transpose();
        Decomposes(Matrix<double>.Build.DenseOfMatrixArray(new[,] { { gram, 0 * gram }, { 0 * gram, gram } }), 6);
    }

    [TestCase(1e-300)]
    [TestCase(1e300)]
    public void Its_scale_does_not_matter(double scale)
    {
        var svd = CompactSvd.Of(scale * Matrix<double>.Build.DenseOfRowArrays([[3, 0], [4, 5]]));
        Assert.That(svd.SingularValues / scale, Is.EqualTo(new[] { Math.Sqrt(45), Math.Sqrt(5) }).Within(8 * 7 * UnitRoundoff));
        Assert.That(svd.ConditionNumber, Is.EqualTo(3).Within(8 * 3 * UnitRoundoff));
    }

    [Test]
    public void Nothing_has_rank_zero()
    {
        var svd = CompactSvd.Of(Matrix<double>.Build.Dense(2, 3));
        Assert.That((svd.Rank, svd.U.RowCount, svd.V.RowCount, svd.ConditionNumber), Is.EqualTo((0, 2, 3, double.PositiveInfinity)));
    }

    [Test]
    public void Bad_input_is_named() => Assert.That(() => CompactSvd.Of(Matrix<double>.Build.Dense(1, 2, double.NaN)),
        Throws.ArgumentException.With.Message.StartsWith("matrix[0, 0] is NaN"));

    static void Decomposes(Matrix<double> matrix, int rank)
    {
        var svd = CompactSvd.Of(matrix);
        var allowed = 16 * Math.Max(matrix.RowCount, matrix.ColumnCount) * UnitRoundoff;
        var back = svd.U * Matrix<double>.Build.DiagonalOfDiagonalVector(svd.SingularValues) * svd.V.Transpose();
        Assert.Multiple(() =>
        {
            Assert.That(svd.Rank, Is.EqualTo(rank));
            Assert.That((back - matrix).FrobeniusNorm(), Is.LessThanOrEqualTo(allowed * matrix.FrobeniusNorm()));
            Assert.That(FromIdentity(svd.U), Is.LessThanOrEqualTo(allowed * Math.Sqrt(rank)));
            Assert.That(FromIdentity(svd.V), Is.LessThanOrEqualTo(allowed * Math.Sqrt(rank)));
            Assert.That(svd.SingularValues, Is.Ordered.Descending);
        });
    }

    static double FromIdentity(Matrix<double> q) =>
        (q.TransposeThisAndMultiply(q) - Matrix<double>.Build.DenseIdentity(q.ColumnCount)).FrobeniusNorm();
}
