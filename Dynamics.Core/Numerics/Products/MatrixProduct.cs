using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>
/// Matrix products. Every entry is one chain of fused multiply-adds in ascending order of what is summed over: the bits of the
/// plain triple loop over <see cref="Math.FusedMultiplyAdd(double, double, double)"/>, on any processor and any number of threads.
/// </summary>
public static class MatrixProduct
{
    /// <summary>Up to so many fused multiply-adds, packing costs more than it saves.</summary>
    const long Small = 16 * 16 * 16;

    /// <summary>A B, N x M.</summary>
    /// <param name="a">N x K.</param>
    /// <param name="b">K x M.</param>
    /// <param name="threads">Threads; the bits do not depend on them.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread.</exception>
    public static Matrix<double> Of(Matrix<double> a, Matrix<double> b, int threads = 1) =>
        New(MatrixView.Of(a, nameof(a)), MatrixView.Of(b, nameof(b)), threads);

    /// <summary>A B^T, N x M.</summary>
    /// <param name="a">N x K.</param>
    /// <param name="b">M x K.</param>
    /// <param name="threads">Threads; the bits do not depend on them.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread.</exception>
    public static Matrix<double> WithTransposed(Matrix<double> a, Matrix<double> b, int threads = 1) =>
        New(MatrixView.Of(a, nameof(a)), MatrixView.Of(b, nameof(b)).Transposed, threads);

    /// <summary>A^T B, N x M.</summary>
    /// <param name="a">K x N.</param>
    /// <param name="b">K x M.</param>
    /// <param name="threads">Threads; the bits do not depend on them.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread.</exception>
    public static Matrix<double> Transposed(Matrix<double> a, Matrix<double> b, int threads = 1) =>
        New(MatrixView.Of(a, nameof(a)).Transposed, MatrixView.Of(b, nameof(b)), threads);

    /// <summary>A A^T, N x N: half of the work of the product, and its bits.</summary>
    /// <param name="a">N x K.</param>
    /// <param name="threads">Threads; the bits do not depend on them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread.</exception>
    public static Matrix<double> Gram(Matrix<double> a, int threads = 1) => NewGram(MatrixView.Of(a, nameof(a)), threads);

    /// <summary>A^T A, K x K: half of the work of the product, and its bits.</summary>
    /// <param name="a">N x K.</param>
    /// <param name="threads">Threads; the bits do not depend on them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread.</exception>
    public static Matrix<double> TransposedGram(Matrix<double> a, int threads = 1) =>
        NewGram(MatrixView.Of(a, nameof(a)).Transposed, threads);

    /// <summary>C = A B.</summary>
    /// <param name="a">N x K.</param>
    /// <param name="b">K x M.</param>
    /// <param name="c">N x M; does not overlap the others.</param>
    /// <param name="threads">Threads; the bits do not depend on them.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or C overlaps another.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread.</exception>
    public static void Set(MatrixView a, MatrixView b, MatrixView c, int threads = 1) => Run(a, b, c, false, threads);

    /// <summary>C += A B: the chain of an entry goes on from what is there.</summary>
    /// <inheritdoc cref="Set"/>
    public static void Add(MatrixView a, MatrixView b, MatrixView c, int threads = 1) => Run(a, b, c, true, threads);

    /// <summary>C = A B, of matrices gathered through tables.</summary>
    /// <inheritdoc cref="Set"/>
    public static void SetGathered(TableView a, TableView b, MatrixView c, int threads = 1)
    {
        a.RequireInside(nameof(a));
        b.RequireInside(nameof(b));
        c.RequireInside(nameof(c));
        Fits((a.Rows, a.Columns), (b.Rows, b.Columns), c, threads);
        if (ReferenceEquals(a.Storage, c.Storage) || ReferenceEquals(b.Storage, c.Storage)) throw Overlapping();
        TiledProduct.Run(a, b.Transposed, c, false, threads);
    }

    /// <summary>C = A A^T.</summary>
    /// <param name="a">N x K.</param>
    /// <param name="c">N x N; does not overlap A.</param>
    /// <param name="threads">Threads; the bits do not depend on them.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or C overlaps another.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread.</exception>
    public static void SetGram(MatrixView a, MatrixView c, int threads = 1)
    {
        a.RequireInside(nameof(a));
        c.RequireInside(nameof(c));
        Fits((a.Rows, a.Columns), (a.Columns, a.Rows), c, threads);
        if (c.MayOverlap(a)) throw Overlapping();
        if ((long)c.Rows * c.Columns * a.Columns <= Small) DirectProduct.Run(a, a.Transposed, c, false);
        else TiledProduct.RunGram(a, c, false, threads);
    }

    static void Run(MatrixView a, MatrixView b, MatrixView c, bool accumulate, int threads)
    {
        a.RequireInside(nameof(a));
        b.RequireInside(nameof(b));
        c.RequireInside(nameof(c));
        Fits((a.Rows, a.Columns), (b.Rows, b.Columns), c, threads);
        if (c.MayOverlap(a) || c.MayOverlap(b)) throw Overlapping();
        if ((long)c.Rows * c.Columns * a.Columns <= Small) DirectProduct.Run(a, b, c, accumulate);
        else TiledProduct.Run(a, b.Transposed, c, accumulate, threads);
    }

    static Matrix<double> New(MatrixView a, MatrixView b, int threads)
    {
        Require.Room((long)a.Rows * b.Columns, "the product of a and b");
        var c = new double[a.Rows * b.Columns];
        Set(a, b, new(c, 0, a.Rows, b.Columns, 1, a.Rows), threads);
        return Matrix<double>.Build.Dense(a.Rows, b.Columns, c);
    }

    static Matrix<double> NewGram(MatrixView a, int threads)
    {
        Require.Room((long)a.Rows * a.Rows, "the Gram matrix of a");
        var c = new double[a.Rows * a.Rows];
        SetGram(a, new(c, 0, a.Rows, a.Rows, 1, a.Rows), threads);
        return Matrix<double>.Build.Dense(a.Rows, a.Rows, c);
    }

    static void Fits((int Rows, int Columns) a, (int Rows, int Columns) b, MatrixView c, int threads)
    {
        if (a.Columns != b.Rows)
            throw new ArgumentException(
                $"b has {b.Rows} rows; to be multiplied by {a.Rows} x {a.Columns} it needs {a.Columns}.", nameof(b));
        if (c.Rows != a.Rows || c.Columns != b.Columns)
            throw new ArgumentException($"c is {c.Rows} x {c.Columns}; it needs to be {a.Rows} x {b.Columns}.", nameof(c));
        Require.Threads(threads, nameof(threads));
    }

    static ArgumentException Overlapping() => new("c overlaps an operand in memory; a product needs a place of its own.", "c");
}
