using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>How the empirical kernel is computed; none of it changes a bit of the result.</summary>
public sealed record EmpiricalNtkOptions
{
    /// <summary>Examples that go through the network together, at most.</summary>
    public int Tile { get; init => field = Require.AtLeast(value, 1, nameof(Tile)); } = 256;

    /// <summary>
    /// Bytes for what is known of the examples: for each its (K + 1) x units, and K x weights of convolutions. Where all examples fit they
    /// go through the network once; else as many as fit stay, while the others pass by them. A tile holds at least one example.
    /// </summary>
    public long MemoryBytes
    {
        get;
        init => field = value > 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(MemoryBytes), value, $"MemoryBytes is {value}; it needs to be above 0.");
    } = 1L << 29;

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
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, a batch is empty, or a tile holds no
    /// example.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static FullKernel Full(
        Network network, Vector<double> parameters, Matrix<double> inputs,
        Matrix<double>? others = null, EmpiricalNtkOptions? options = null)
    {
        RequireBatches(network, inputs, others);
        var outputs = network.OutputCount;
        Require.Room((long)inputs.RowCount * outputs * ((others ?? inputs).RowCount * (long)outputs), "the kernel of inputs and others");
        var kernel = Matrix<double>.Build.Dense(inputs.RowCount * outputs, (others ?? inputs).RowCount * outputs);
        KernelTiles.ForEach(network, parameters, inputs, others ?? inputs, options ?? new(), (left, right, row, column) =>
        {
            for (var block = 0; block < network.Blocks.Count; block++)
            {
                var shared = left[0][block].Shared(right[0][block]);
                for (var k = 0; k < outputs; k++)
                    for (var m = 0; m < (left == right ? k + 1 : outputs); m++)
                    {
                        var gram = left[k][block].Gram(right[m][block], shared);
                        Add(kernel, gram, row * outputs + k, column * outputs + m, outputs);
                        if (left == right && m < k)
                            Add(kernel, Kernels.Transposed(gram), row * outputs + m, column * outputs + k, outputs);
                    }
            }
        });
        if (others is null || ReferenceEquals(inputs, others)) TiledProduct.Mirror(MatrixView.Of(kernel));
        return new(kernel, outputs);
    }

    /// <summary>The trace over the outputs, over K: N x N'. Costs K instead of K^2 products.</summary>
    /// <inheritdoc cref="Full"/>
    public static TraceKernel Trace(
        Network network, Vector<double> parameters, Matrix<double> inputs,
        Matrix<double>? others = null, EmpiricalNtkOptions? options = null) =>
        new(Traces(network, parameters, inputs, others, options, kernelOfEachBlock: false)[0]);

    /// <summary>The shares of the blocks of parameters in the trace form, in their order: N x N' each.</summary>
    /// <inheritdoc cref="Full"/>
    public static IReadOnlyList<Matrix<double>> LayerTraces(
        Network network, Vector<double> parameters, Matrix<double> inputs,
        Matrix<double>? others = null, EmpiricalNtkOptions? options = null) =>
        Traces(network, parameters, inputs, others, options, kernelOfEachBlock: true);

    /// <summary>One kernel for each block of parameters, or one for all.</summary>
    static Matrix<double>[] Traces(
        Network network, Vector<double> parameters, Matrix<double> inputs,
        Matrix<double>? others, EmpiricalNtkOptions? options, bool kernelOfEachBlock)
    {
        RequireBatches(network, inputs, others);
        var (outputs, kernels) = (network.OutputCount, kernelOfEachBlock ? network.Blocks.Count : 1);
        Matrix<double>[] traces =
            [.. Enumerable.Range(0, kernels).Select(_ => Matrix<double>.Build.Dense(inputs.RowCount, (others ?? inputs).RowCount))];
        KernelTiles.ForEach(network, parameters, inputs, others ?? inputs, options ?? new(), (left, right, row, column) =>
        {
            for (var block = 0; block < network.Blocks.Count; block++)
            {
                var shared = left[0][block].Shared(right[0][block]);
                for (var k = 0; k < outputs; k++)
                    Add(traces[Math.Min(block, kernels - 1)], left[k][block].Gram(right[k][block], shared), row, column, 1);
            }
        });
        foreach (var kernel in traces)
        {
            if (others is null || ReferenceEquals(inputs, others)) TiledProduct.Mirror(MatrixView.Of(kernel));
            kernel.Divide(outputs, kernel);
        }

        return traces;
    }

    static void RequireBatches(Network network, Matrix<double> inputs, Matrix<double>? others)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputs);
        if (others is null) return;
        Require.Shape(others, others.RowCount, network.InputCount, nameof(others));
        Require.Finite(others, nameof(others));
    }

    static void Add(Matrix<double> kernel, Block gram, int row, int column, int stride)
    {
        var entries = kernel.AsColumnMajorArray();
        for (var j = 0; j < gram.Columns; j++)
        {
            var from = gram.Column(j);
            var to = entries.AsSpan((column + j * stride) * kernel.RowCount + row);
            if (stride == 1)
                Kernels.AddMultiple(to[..from.Length], 1, from);
            else
                for (var i = 0; i < from.Length; i++) to[i * stride] += from[i];
        }
    }
}
