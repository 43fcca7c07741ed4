using System.Runtime.ExceptionServices;
using Dynamics.Architectures;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Kernels;

/// <summary>
/// The kernels of an architecture whose hidden layers are infinitely wide, in the NTK parameterisation: the covariance of an output at
/// initialisation, and the limit of the neural tangent kernel. For K outputs each is this matrix times the identity of size K.
/// </summary>
/// <param name="NngpKernel">E[f(x) f(x')], N x N' (Lee et al. 2018; Matthews et al. 2018; Novak et al. 2019).</param>
/// <param name="NeuralTangentKernel">The limit of &lt;grad f(x), grad f(x')&gt;, N x N' (Jacot, Gabriel and Hongler 2018; Arora et al.
/// 2019).</param>
/// <param name="DualError">
/// The largest estimated error of a dual activation that had to be expanded, relative as in <see cref="DualMoments.Error"/>; 0 where all
/// have closed forms.
/// </param>
public sealed record AnalyticKernels(Matrix<double> NngpKernel, Matrix<double> NeuralTangentKernel, double DualError)
{
    /// <summary>
    /// Computes both. An entry depends on its own two inputs alone, and has the same bits with them swapped, in any batch, on any number
    /// of threads.
    /// </summary>
    /// <param name="architecture">Widths and channels count for nothing, but for those of the input.</param>
    /// <param name="inputs">N x D.</param>
    /// <param name="others">N' x D; the inputs themselves where nothing is given.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">
    /// A shape does not fit, a number is not finite, a batch is empty, or the architecture has no such kernel: weight normalisation, an
    /// activation of what is not normal, a sum of dependent branches, or outputs that differ.
    /// </exception>
    /// <exception cref="OverflowException">A kernel grows beyond what a double holds.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static AnalyticKernels Of(
        Architecture architecture, Matrix<double> inputs, Matrix<double>? others = null, AnalyticKernelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var reading = WideReading.Of(architecture);
        options ??= new();
        var left = WideBatch.Of(architecture, reading, inputs, nameof(inputs));
        var right = others is null || ReferenceEquals(others, inputs) ? left : WideBatch.Of(architecture, reading, others, nameof(others));

        var tiles = new KernelTiles(architecture, reading, left, right, options);
        tiles.Run();
        return new(tiles.Nngp, tiles.Ntk, reading.WorstError);
    }
}

/// <summary>Fills the matrices block by block of columns, row by row: the upper triangle alone where both sides are the same.</summary>
sealed class KernelTiles(Architecture architecture, WideReading reading, WideBatch left, WideBatch right, AnalyticKernelOptions options)
{
    int _done;

    public Matrix<double> Nngp { get; } = Matrix<double>.Build.Dense(left.Examples, right.Examples);

    public Matrix<double> Ntk { get; } = Matrix<double>.Build.Dense(left.Examples, right.Examples);

    bool IsSymmetric => left == right;

    public void Run()
    {
        if (options.Threads == 1)
        {
            for (var block = 0; block < right.Blocks; block++) Fill(block);
            return;
        }
        try
        {
            Parallel.For(
                0, right.Blocks,
                new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = options.Cancellation }, Fill);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    void Fill(int block)
    {
        var start = block * right.Lanes;
        var end = Math.Min(start + right.Lanes, right.Examples);
        var panel = right.Panel(block);
        var sides = new PairSides(left.Variances, right.Variances, start, right.Lanes);
        for (var row = 0; row < (IsSymmetric ? end : left.Examples); row += LaneArithmetic.Rows)
        {
            var inputs = left.Inputs(row, panel, right.Lanes);
            for (var i = 0; i < inputs.Length; i++)
            {
                using var input = inputs[i];
                if (row + i < left.Examples) FillRow(row + i, input, sides, start, end);
            }
        }
        options.Progress?.Report(Interlocked.Increment(ref _done) / (double)right.Blocks);
    }

    void FillRow(int row, Covariances input, PairSides sides, int start, int end)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        sides.Row = row;
        using var output = reading.Layer.Apply(input, sides);
        for (var column = IsSymmetric ? Math.Max(start, row) : start; column < end; column++)
            Set(row, column, output.Nngp(0)[column - start], output.Ntk(0)[column - start]);
    }

    void Set(int row, int column, double nngp, double ntk)
    {
        if (!double.IsFinite(nngp) || !double.IsFinite(ntk))
            throw new OverflowException($"The kernels of {architecture} at input {row} and input {column} are {nngp} and {ntk}: they grow "
                + "beyond what a double holds.");
        (Nngp[row, column], Ntk[row, column]) = (nngp, ntk);
        if (IsSymmetric) (Nngp[column, row], Ntk[column, row]) = (nngp, ntk);
    }
}
