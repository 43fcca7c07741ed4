using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace Dynamics.Specs.Numerics;

/// <summary>How the entries of a matrix lie in memory.</summary>
public enum Layout
{
    ByColumns,
    ByRows,
    WithGaps,
}

/// <summary>Two matrices of normal numbers to be multiplied, each in a layout of its own, and a third one to add to.</summary>
/// <param name="Rows">Of the product.</param>
/// <param name="Columns">Of the product.</param>
/// <param name="Depth">What is summed over.</param>
/// <param name="Left">The layout of the first.</param>
/// <param name="Right">The layout of the second.</param>
/// <param name="Target">The layout of the product.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Seed">Of the numbers.</param>
public sealed record ProductOfTwo(int Rows, int Columns, int Depth, Layout Left, Layout Right, Layout Target, int Threads, int Seed)
{
    const int Gap = 3;

    public MatrixView A => Filled(Rows, Depth, Left, "a");

    public MatrixView B => Filled(Depth, Columns, Right, "b");

    public MatrixView C => Filled(Rows, Columns, Target, "c");

    public static Subjects<ProductOfTwo> Subjects { get; } = new(Draw(), it => it.Simpler(), it =>
    [
        Trait.Of("rows", it.Rows), Trait.Of("columns", it.Columns), Trait.Of("depth", it.Depth), Trait.Of("threads", it.Threads),
        Trait.Of("left", $"{it.Left}"), Trait.Of("right", $"{it.Right}"), Trait.Of("product", $"{it.Target}"),
    ]);

    /// <summary>The entries, column by column.</summary>
    public static double[] Entries(MatrixView matrix) =>
        [.. from j in Enumerable.Range(0, matrix.Columns) from i in Enumerable.Range(0, matrix.Rows) select Entry(matrix, i, j)];

    /// <summary>The entries of a product, each by a rule from its row, its column and what was there, column by column.</summary>
    public static double[] EachEntry(MatrixView a, MatrixView b, MatrixView c, Func<double[], double[], double, double> rule)
    {
        double[][] rows = [.. Enumerable.Range(0, a.Rows).Select(i => Entries(a.Part(i, 1, 0, a.Columns)))];
        double[][] columns = [.. Enumerable.Range(0, b.Columns).Select(j => Entries(b.Part(0, b.Rows, j, 1)))];
        return [.. from j in Enumerable.Range(0, b.Columns)
            from i in Enumerable.Range(0, a.Rows)
            select rule(rows[i], columns[j], Entry(c, i, j))];
    }

    /// <summary>One fused multiply-add after the other, from a number on.</summary>
    public static double Chain(ReadOnlySpan<double> row, ReadOnlySpan<double> column, double from = 0)
    {
        for (var k = 0; k < row.Length; k++) from = Math.FusedMultiplyAdd(row[k], column[k], from);
        return from;
    }

    public override string ToString() =>
        $"{Rows} × {Depth} ({Left}) times {Depth} × {Columns} ({Right}) into {Target}, {Threads} threads, seed {Seed}";

    IEnumerable<ProductOfTwo> Simpler() =>
    [
        .. Laws.Simpler.Count(Rows, 1).Select(n => this with { Rows = n }),
        .. Laws.Simpler.Count(Columns, 1).Select(n => this with { Columns = n }),
        .. Laws.Simpler.Count(Depth, 1).Select(n => this with { Depth = n }),
        .. Laws.Simpler.Count(Threads, 1).Select(n => this with { Threads = n }),
        .. Laws.Simpler.Count((int)Left, 0).Select(n => this with { Left = (Layout)n }),
        .. Laws.Simpler.Count((int)Right, 0).Select(n => this with { Right = (Layout)n }),
        .. Laws.Simpler.Count((int)Target, 0).Select(n => this with { Target = (Layout)n }),
    ];

    MatrixView Filled(int rows, int columns, Layout layout, string name)
    {
        var view = layout switch
        {
            Layout.ByColumns => new MatrixView([], 0, rows, columns, 1, rows),
            Layout.ByRows => new([], 0, rows, columns, columns, 1),
            _ => new([], Gap, rows, columns, 2, 2 * rows + Gap),
        };
        var count = view.Offset + (rows - 1) * view.RowStride + (columns - 1) * view.ColumnStride + 1;
        return view with { Storage = RandomStream.FromSeed((ulong)Seed).Substream(name).NormalVector(count).ToArray() };
    }

    static double Entry(MatrixView matrix, int i, int j) => matrix.Storage[matrix.Offset + i * matrix.RowStride + j * matrix.ColumnStride];

    /// <summary>Mostly small; some with one side beyond the blocks and tiles of any kernel.</summary>
    static Gen<ProductOfTwo> Draw() =>
        from sizes in Gen.Frequency(
            (6, Sizes(70, 70, 70)), (2, Sizes(40, 40, 40)), (1, Sizes(30, 30, 800)), (1, Sizes(500, 30, 40)), (1, Sizes(30, 1500, 30)),
            (1, Sizes(160, 160, 300)))
        from left in DrawLayout
        from right in DrawLayout
        from target in DrawLayout
        from threads in Gen.Choose(1, 3)
        from seed in Gen.Choose(0, int.MaxValue)
        select new ProductOfTwo(sizes.Rows, sizes.Columns, sizes.Depth, left, right, target, threads, seed);

    static Gen<Layout> DrawLayout => Gen.Elements(Layout.ByColumns, Layout.ByRows, Layout.WithGaps);

    static Gen<(int Rows, int Columns, int Depth)> Sizes(int rows, int columns, int depth) =>
        from m in Gen.Choose(1, rows) from n in Gen.Choose(1, columns) from k in Gen.Choose(1, depth) select (m, n, k);
}
