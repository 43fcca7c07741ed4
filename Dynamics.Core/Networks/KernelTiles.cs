using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>Walks over a kernel in tiles, with the factors of the gradients on either side.</summary>
static class KernelTiles
{
    /// <summary>
    /// Visits each tile once; of a kernel of one batch with itself only those on and below the diagonal, and on it with one and the same
    /// factors on both sides. The rows stay in memory in groups, and the columns pass by each group.
    /// </summary>
    public static void ForEach(
        Network network, Vector<double> parameters, Matrix<double> inputs, Matrix<double> others, EmpiricalNtkOptions options,
        Action<KernelFactor[][], KernelFactor[][], int, int> visit)
    {
        if (inputs.RowCount == 0 || others.RowCount == 0)
            throw new ArgumentException("A batch is empty; a kernel needs at least one example on either side.", nameof(inputs));
        var fit = Math.Max(
            2, options.MemoryBytes / sizeof(double) / network.Blocks.Sum(block => block.NumbersOfAnExample(network.OutputCount)));
        var tile = (int)Math.Min(options.Tile, fit / 2);
        var isSquare = ReferenceEquals(inputs, others);
        var (rows, columns) = (Tiles(inputs.RowCount, tile), Tiles(others.RowCount, tile));
        var (done, tiles) = (0, rows.Length * columns.Length);
        var held = (int)Math.Max(1, fit / tile - 1);
        if (isSquare && rows.Length <= held + 1) held = rows.Length;
        foreach (var group in rows.Chunk(held))
        {
            using var ofGroup = new Workspace();
            KernelFactor[][][] lefts = [.. group.Select(row => Factors(network, parameters, inputs, row))];
            foreach (var column in columns)
            {
                if (isSquare && column.Start > group[^1].Start) break;
                options.Cancellation.ThrowIfCancellationRequested();
                using var ofColumn = new Workspace();
                var own = isSquare ? Array.IndexOf(group, column) : -1;
                var right = own >= 0 ? lefts[own] : Factors(network, parameters, others, column);
                for (var i = 0; i < group.Length; i++)
                {
                    if (isSquare && column.Start > group[i].Start) continue;
                    options.Cancellation.ThrowIfCancellationRequested();
                    using var ofTile = new Workspace();
                    visit(lefts[i], right, group[i].Start, column.Start);
                    done += isSquare && column.Start < group[i].Start ? 2 : 1;
                    options.Progress?.Report(done / (double)tiles);
                }
            }
        }
    }

    static (int Start, int Count)[] Tiles(int examples, int tile) =>
        [.. Enumerable.Range(0, (examples + tile - 1) / tile).Select(i => (i * tile, Math.Min(tile, examples - i * tile)))];

    /// <summary>The factors of the gradients of each output: by output, then by block of parameters.</summary>
    static KernelFactor[][] Factors(Network network, Vector<double> parameters, Matrix<double> inputs, (int Start, int Count) tile)
    {
        var evaluation = network.Evaluate(
            parameters, tile.Count == inputs.RowCount ? inputs : inputs.SubMatrix(tile.Start, tile.Count, 0, inputs.ColumnCount));
        return [.. Enumerable.Range(0, network.OutputCount).Select(k =>
        {
            var only = Block.Zero(tile.Count, network.OutputCount);
            only.Column(k).Fill(1);
            var sink = new KernelSink(network.Blocks.Count);
            evaluation.PullBack(new(only), sink);
            return sink.Factors;
        })];
    }
}
