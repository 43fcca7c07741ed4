namespace Dynamics.Numerics;

/// <summary>A packed product on a number of threads, each of which has tiles of its own.</summary>
static class TiledProduct
{
    /// <summary>C = left right^T, or C += it.</summary>
    public static void Run<TLeft, TRight>(TLeft left, TRight right, MatrixView c, bool accumulate, int threads = 1)
        where TLeft : IOperand
        where TRight : IOperand
    {
        if (c.RowStride == 1 || c.ColumnStride != 1) Oriented(left, right, c, accumulate, lower: false, threads);
        else Oriented(right, left, c.Transposed, accumulate, lower: false, threads);
    }

    /// <summary>
    /// C = side side^T, or C += it where C is symmetric: what is on and below the diagonal is computed, the rest is its mirror image.
    /// </summary>
    public static void RunGram<TSide>(TSide side, MatrixView c, bool accumulate, int threads = 1)
        where TSide : IOperand
    {
        Oriented(side, side, c.RowStride == 1 ? c : c.Transposed, accumulate, lower: true, threads);
        Mirror(c.RowStride == 1 ? c : c.Transposed);
    }

    /// <summary>C += left right^T on and below the diagonal alone, where columns of C lie in one piece.</summary>
    public static void RunLower<TLeft, TRight>(TLeft left, TRight right, MatrixView c, int threads = 1)
        where TLeft : IOperand
        where TRight : IOperand => Oriented(left, right, c, accumulate: true, lower: true, threads);

    static void Oriented<TLeft, TRight>(TLeft left, TRight right, MatrixView c, bool accumulate, bool lower, int threads)
        where TLeft : IOperand
        where TRight : IOperand
    {
        if (left.Depth == 0 && !accumulate) Clear(c);
        var kernel = MicroKernel.For(c.Rows, c.Columns);
        if (threads == 1) BlockedProduct.Run(kernel, left, right, c, TileRange.All(c), accumulate, lower);
        else OnThreads(kernel, left, right, c, accumulate, lower, threads);
    }

    static void OnThreads<TLeft,
        TRight>(MicroKernel kernel, TLeft left, TRight right, MatrixView c, bool accumulate, bool lower, int threads)
        where TLeft : IOperand
        where TRight : IOperand
    {
        var parts = TileRange.Split(c, kernel, threads, lower);
        Parallel.For(0, parts.Length, new() { MaxDegreeOfParallelism = threads }, part =>
            BlockedProduct.Run(kernel, left, right, c, parts[part], accumulate, lower));
    }

    /// <summary>The sum over nothing.</summary>
    static void Clear(MatrixView c)
    {
        for (var j = 0; j < c.Columns; j++)
            for (var i = 0; i < c.Rows; i++) c.Storage[c.Offset + i * c.RowStride + j * c.ColumnStride] = 0;
    }

    /// <summary>Copies what is below the diagonal above it.</summary>
    public static void Mirror(MatrixView c)
    {
        var (storage, offset, row, column) = (c.Storage, c.Offset, c.RowStride, c.ColumnStride);
        const int tile = 16;
        for (var j = 0; j < c.Columns; j += tile)
            for (var i = j; i < c.Rows; i += tile)
                for (var jj = j; jj < Math.Min(j + tile, c.Columns); jj++)
                    for (var ii = Math.Max(i, jj + 1); ii < Math.Min(i + tile, c.Rows); ii++)
                        storage[offset + jj * row + ii * column] = storage[offset + ii * row + jj * column];
    }
}
