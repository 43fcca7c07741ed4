using Dynamics.Geometry;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>
/// The mean loss over a mini-batch, another one at every step. A batch is cut into shards of at most 64 examples whose sums are added in
/// order, whether one thread takes all of them or several share them. It may be shared between threads: its buffers are one call's at a
/// time, and calls wait for each other.
/// </summary>
public sealed class MiniBatches : IGradientOracle
{
    const int ShardSize = 64;

    readonly IDifferentiableModel _model;
    readonly Loss _loss;
    readonly BatchOrder _order;
    readonly int _threads;

    /// <summary>D x N and K x N, so that an example lies in one piece.</summary>
    readonly Block _inputs, _targets;

    readonly Dictionary<int, Shard[]> _shards = [];
    readonly Lock _turn = new();

    /// <summary>Mini-batches of examples.</summary>
    /// <param name="model">f.</param>
    /// <param name="loss">l.</param>
    /// <param name="inputs">N x D; they are copied.</param>
    /// <param name="targets">N x K; they are copied.</param>
    /// <param name="size">B, how many examples a batch has, at most N.</param>
    /// <param name="stream">The order; see <see cref="BatchOrder"/>.</param>
    /// <param name="threads">Threads; the bits do not depend on them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not from 1 to N, or there is no thread.</exception>
    /// <exception cref="ArgumentException">There is no example, a shape does not fit, or a number is not finite.</exception>
    public MiniBatches(
        IDifferentiableModel model, Loss loss, Matrix<double> inputs,
        Matrix<double> targets, int size, RandomStream stream, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(inputs);
        Require.AtLeast(inputs.RowCount, 1, "inputs.RowCount");
        Require.Shape(inputs, inputs.RowCount, model.InputCount, nameof(inputs));
        Require.Finite(inputs, nameof(inputs));
        Require.Shape(targets, inputs.RowCount, model.OutputCount, nameof(targets));
        Require.Finite(targets, nameof(targets));
        Require.Threads(threads, nameof(threads));
        (_model, _loss, _order, _threads) = (model, loss, new(inputs.RowCount, size, stream), threads);
        (_inputs, _targets) = (Networks.Kernels.Transposed(Block.Of(inputs)), Networks.Kernels.Transposed(Block.Of(targets)));
    }

    /// <inheritdoc/>
    public int ParameterCount => _model.ParameterCount;

    /// <summary>How many batches see every example once.</summary>
    public int StepsAnEpoch => _order.StepsAnEpoch;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public double ValueAndGradient(int step, Vector<double> parameters, Vector<double> gradient)
    {
        Require.Parameters(parameters, ParameterCount, nameof(parameters), _model);
        Require.Length(gradient, ParameterCount, nameof(gradient), _model);
        lock (_turn)
        {
            var batch = _order.Batch(step);
            var shards = ShardsOf(batch.Length);
            if (_threads == 1)
                foreach (var shard in shards) Evaluate(shard);
            else Parallel.ForEach(shards, new() { MaxDegreeOfParallelism = _threads }, Evaluate);
            return Mean(shards, batch.Length, gradient);

            void Evaluate(Shard shard) => shard.Evaluate(parameters, batch.Span.Slice(shard.First, shard.Count), _inputs, _targets);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"batches of {_order.Size} from {_order.Count} examples, {_loss} loss";

    static double Mean(Shard[] shards, int count, Vector<double> gradient)
    {
        var storage = gradient.AsArray() ?? new double[gradient.Count];
        Networks.Kernels.SetMultiple(storage, 1.0 / count, shards[0].Gradient);
        foreach (var shard in shards.AsSpan(1)) Chains.AddMultiple(storage, 1.0 / count, shard.Gradient);
        if (gradient.AsArray() is null) gradient.SetValues(storage);
        return shards.Sum(shard => shard.Value) / count;
    }

    Shard[] ShardsOf(int count)
    {
        if (_shards.TryGetValue(count, out var shards)) return shards;
        shards = [.. Enumerable.Range(0, (count + ShardSize - 1) / ShardSize)
            .Select(i => new Shard(_model, _loss, i * ShardSize, Math.Min(ShardSize, count - i * ShardSize)))];
        _shards.Add(count, shards);
        return shards;
    }

    /// <summary>A part of a batch, with room for its examples and their summed gradient.</summary>
    sealed class Shard(IDifferentiableModel model, Loss loss, int first, int count)
    {
        readonly Objective _objective = Objective.Sum(
            model, loss, Matrix<double>.Build.Dense(count, model.InputCount), Matrix<double>.Build.Dense(count, model.OutputCount));
        readonly Vector<double> _gradient = Vector<double>.Build.Dense(model.ParameterCount);

        public int First => first;

        public int Count => count;

        public double Value { get; set; }

        public double[] Gradient => _gradient.AsArray();

        public void Evaluate(Vector<double> parameters, ReadOnlySpan<int> examples, Block inputs, Block targets)
        {
            _objective.TakeExamples(examples, inputs, targets);
            Value = _objective.ValueAndGradient(parameters, _gradient);
        }
    }
}
