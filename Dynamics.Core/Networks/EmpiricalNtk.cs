using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>How the empirical kernel is computed; none of it changes a bit of the result.</summary>
public sealed record EmpiricalNtkOptions
{
    /// <summary>Examples of either side held at once. Memory is about tile x (K + 1) x (units and weights of convolutions) numbers for each side.</summary>
    public int Tile { get; init; } = 64;

    /// <summary>Told the share of the work that is done.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends the work between two tiles.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>
/// The empirical neural tangent kernel Theta(x, x') = J(x) J(x')^T (Jacot, Gabriel and Hongler 2018; report eq. 2), block by block of the
/// parameters from their factors, without the Jacobian. An entry is a chain of fused multiply-adds that depends on its own two
/// examples alone: its bits depend neither on the batch nor on the tiles.
/// </summary>
public static class EmpiricalNtk
{
    /// <summary>The full form, N K x N' K.</summary>
    /// <param name="network">K outputs.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="inputs">N x D.</param>
    /// <param name="others">N' x D; the inputs themselves where nothing is given.</param>
    /// <param name="options">Tiles, progress, cancellation.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, a batch is empty, or a tile holds no example.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static FullKernel Full(Network network, Vector<double> parameters, Matrix<double> inputs, Matrix<double>? others = null, EmpiricalNtkOptions? options = null)
    {
        var outputs = network.OutputCount;
        var kernel = Matrix<double>.Build.Dense(inputs.RowCount * outputs, (others ?? inputs).RowCount * outputs);
        ForEachTile(network, parameters, inputs, others ?? inputs, options ?? new(), (left, right, row, column) =>
        {
            for (var block = 0; block < network.Blocks.Count; block++)
            {
                var shared = left[0][block].Shared(right[0][block]);
                for (var k = 0; k < outputs; k++)
                    for (var m = 0; m < outputs; m++)
                        Add(kernel, left[k][block].Gram(right[m][block], shared), row * outputs + k, column * outputs + m, outputs);
            }
        });
        return new(kernel, outputs);
    }

    /// <summary>The trace over the outputs, over K: N x N'. Costs K instead of K^2 products.</summary>
    /// <inheritdoc cref="Full"/>
    public static TraceKernel Trace(Network network, Vector<double> parameters, Matrix<double> inputs, Matrix<double>? others = null, EmpiricalNtkOptions? options = null) =>
        new(LayerTraces(network, parameters, inputs, others, options).Aggregate((sum, layer) => sum + layer));

    /// <summary>The shares of the blocks of parameters in the trace form, in their order: N x N' each.</summary>
    /// <inheritdoc cref="Full"/>
    public static IReadOnlyList<Matrix<double>> LayerTraces(Network network, Vector<double> parameters, Matrix<double> inputs, Matrix<double>? others = null, EmpiricalNtkOptions? options = null)
    {
        var outputs = network.OutputCount;
        Matrix<double>[] kernels = [.. network.Blocks.Select(_ => Matrix<double>.Build.Dense(inputs.RowCount, (others ?? inputs).RowCount))];
        ForEachTile(network, parameters, inputs, others ?? inputs, options ?? new(), (left, right, row, column) =>
        {
            for (var block = 0; block < kernels.Length; block++)
            {
                var shared = left[0][block].Shared(right[0][block]);
                for (var k = 0; k < outputs; k++) Add(kernels[block], left[k][block].Gram(right[k][block], shared), row, column, 1);
            }
        });
        foreach (var kernel in kernels) kernel.Divide(outputs, kernel);
        return kernels;
    }

    static void ForEachTile(Network network, Vector<double> parameters, Matrix<double> inputs, Matrix<double> others, EmpiricalNtkOptions options,
        Action<KernelFactor[][], KernelFactor[][], int, int> visit)
    {
        if (inputs.RowCount == 0 || others.RowCount == 0) throw new ArgumentException("A batch is empty; a kernel needs at least one example on either side.", nameof(inputs));
        if (options.Tile < 1) throw new ArgumentOutOfRangeException(nameof(options), options.Tile, $"Tile is {options.Tile}; it needs to be at least 1.");
        var (rows, columns) = (Tiles(inputs, options.Tile), Tiles(others, options.Tile));
        var done = 0;
        foreach (var row in rows)
        {
            var left = Factors(network, parameters, inputs.SubMatrix(row.Start, row.Count, 0, inputs.ColumnCount));
            foreach (var column in columns)
            {
                options.Cancellation.ThrowIfCancellationRequested();
                var right = ReferenceEquals(inputs, others) && row == column ? left
                    : Factors(network, parameters, others.SubMatrix(column.Start, column.Count, 0, others.ColumnCount));
                visit(left, right, row.Start, column.Start);
                options.Progress?.Report(++done / (double)(rows.Length * columns.Length));
            }
        }
    }

    static (int Start, int Count)[] Tiles(Matrix<double> inputs, int tile) =>
        [.. Enumerable.Range(0, (inputs.RowCount + tile - 1) / tile).Select(i => (i * tile, Math.Min(tile, inputs.RowCount - i * tile)))];

    /// <summary>The factors of the gradients of each output: by output, then by block of parameters.</summary>
    static KernelFactor[][] Factors(Network network, Vector<double> parameters, Matrix<double> inputs)
    {
        var evaluation = network.Evaluate(parameters, inputs);
        return [.. Enumerable.Range(0, network.OutputCount).Select(k =>
        {
            var only = Block.Zero(inputs.RowCount, network.OutputCount);
            only.Column(k).Fill(1);
            var sink = new KernelSink(network.Blocks.Count);
            evaluation.PullBack(new(only), sink);
            return sink.Factors;
        })];
    }

    static void Add(Matrix<double> kernel, Block gram, int row, int column, int stride)
    {
        for (var j = 0; j < gram.Columns; j++)
            for (var i = 0; i < gram.Rows; i++)
                kernel[row + i * stride, column + j * stride] += gram.Column(j)[i];
    }
}
