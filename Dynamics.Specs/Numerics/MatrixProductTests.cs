using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

public class MatrixProductTests
{
    static readonly Matrix<double> A = Matrix<double>.Build.DenseOfRowMajor(2, 3, [1, 2, 3, 4, 5, 6]);

    [Test]
    public void A_product_is_that_of_the_textbook() =>
        Assert.That(MatrixProduct.Of(A, A.Transpose()), Is.EqualTo(Matrix<double>.Build.DenseOfRowMajor(2, 2, [14, 32, 32, 77])));

    [Property]
    public void Transposes_and_Gram_matrices_are_products(Size rows, Size columns, Seed stream)
    {
        var a = stream.Matrix(rows, columns);
        Assert.That(MatrixProduct.WithTransposed(a, a), Is.EqualTo(MatrixProduct.Of(a, a.Transpose())));
        Assert.That(MatrixProduct.Transposed(a, a), Is.EqualTo(MatrixProduct.Of(a.Transpose(), a)));
        Assert.That(MatrixProduct.Gram(a), Is.EqualTo(MatrixProduct.WithTransposed(a, a)));
        Assert.That(MatrixProduct.TransposedGram(a), Is.EqualTo(MatrixProduct.Transposed(a, a)));
    }

    [Property(Cases = 30)]
    public void A_sum_over_nothing_is_zero(Size size)
    {
        var c = Enumerable.Repeat(7.0, size * size).ToArray();
        MatrixProduct.Set(new([], 0, size, 0, 1, size), new([], 0, 0, size, 1, 0), new(c, 0, size, size, 1, size));
        Assert.That(c, Is.All.Zero);
    }

    [Property(Cases = 30)]
    public void What_lies_between_the_entries_of_the_result_is_left_alone(Size size)
    {
        int n = size, stride = 2 * n + 2;
        var (a, c) = (new double[n * n], new double[n * stride]);
        Array.Fill(a, 1);
        MatrixProduct.Set(new(a, 0, n, n, 1, n), new(a, 0, n, n, 1, n), new(c, 1, n, n, 2, stride));
        Assert.That(c.Where((_, at) => at % stride == stride - 1 || at % 2 == 0), Is.All.Zero);
        Assert.That(c.Where((_, at) => at % stride != stride - 1 && at % 2 == 1), Is.All.EqualTo(n));
    }

    [Test]
    public void What_does_not_fit_is_named()
    {
        Assert.That(() => MatrixProduct.Of(A, A), Throws.ArgumentException.With.Message.StartsWith(
            "b has 2 rows; to be multiplied by 2 x 3 it needs 3."));
        Assert.That(() => MatrixProduct.Set(MatrixView.Of(A), MatrixView.Of(A).Transposed, MatrixView.Of(A)),
            Throws.ArgumentException.With.Message.StartsWith("c is 2 x 3; it needs to be 2 x 2."));
        Assert.That(() => MatrixProduct.Gram(A, threads: 0),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("threads is 0; it needs to be from 1 to 1,024."));
    }

    [Test]
    public void A_view_stays_within_its_storage()
    {
        var outside = MatrixView.Of(A) with { Offset = 1 };
        Assert.That(() => MatrixProduct.SetGram(outside, new(new double[4], 0, 2, 2, 1, 2)),
            Throws.ArgumentException.With.Message.StartsWith("a reaches from 1 to 6; its storage has 6 entries."));
        var table = new TableView(new double[6], 0, [0, 1], [0, 5]);
        Assert.That(() => MatrixProduct.SetGathered(table, table, new(new double[4], 0, 2, 2, 1, 2)),
            Throws.ArgumentException.With.Message.StartsWith("a reaches to 6; its storage has 6 entries."));
    }

    [TestCase(-1_500_000_000)]
    [TestCase(int.MinValue)]
    public void Two_offsets_cannot_wrap_to_a_place_that_is_there(int offset)
    {
        var table = new TableView(new double[6], 0, [offset, 1], [offset, 2]);
        Assert.That(() => MatrixProduct.SetGathered(table, table, new(new double[4], 0, 2, 2, 1, 2)),
            Throws.ArgumentException.With.Message.StartsWith($"a has an offset of {offset}; it needs to be at least"));
    }

    [Test]
    public void A_view_of_no_storage_or_of_less_than_nothing_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => MatrixProduct.Set(default, MatrixView.Of(A), default), Throws.ArgumentException);
        Assert.That(() => MatrixProduct.SetGram(new(new double[6], 0, -2, 3, 1, 2), new(new double[4], 0, -2, -2, 1, 2)),
            Throws.ArgumentException.With.Message.StartsWith("a is -2 x 3"));
        Assert.That(() => MatrixProduct.SetGram(new(new double[6], 0, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue),
            new(new double[6], 0, int.MaxValue, int.MaxValue, 1, 1)), Throws.ArgumentException.With.Message.StartsWith("a reaches from"));
    });

    [Test]
    public void A_product_into_its_place_takes_no_memory()
    {
        var (a, c) = (new double[64 * 64], new double[64 * 64]);
        var (left, right) = (new MatrixView(a, 0, 64, 64, 1, 64), new MatrixView(c, 0, 64, 64, 1, 64));
        MatrixProduct.Set(left, left, right);
        var before = GC.GetAllocatedBytesForCurrentThread();
        MatrixProduct.Set(left, left, right);
        Assert.That(GC.GetAllocatedBytesForCurrentThread(), Is.EqualTo(before));
    }
}
