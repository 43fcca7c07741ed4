using Dynamics.Geometry;
using Dynamics.Numerics;

namespace Dynamics.Training;

/// <summary>
/// Which examples a step sees: in each epoch every example once, in an order drawn for the epoch from the stream's substream of its
/// number. The last batch of an epoch is what is left. A step's batch depends on nothing but the step. Not for several threads at once.
/// </summary>
public sealed class BatchOrder
{
    readonly RandomStream _stream;
    readonly int[] _order;
    int _epoch = -1;

    /// <summary>An order of batches.</summary>
    /// <param name="count">N, how many examples there are.</param>
    /// <param name="size">B, how many a batch has, at most N.</param>
    /// <param name="stream">Its substreams 0, 1, 2 .. shuffle the epochs; it does not move.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no examples, or the size is not from 1 to N.</exception>
    public BatchOrder(int count, int size, RandomStream stream)
    {
        Require.AtLeast(count, 1, nameof(count));
        Require.Room(count, nameof(count));
        ArgumentNullException.ThrowIfNull(stream);
        if (size < 1 || size > count)
            throw new ArgumentOutOfRangeException(nameof(size), size, $"size is {size}; it needs to be from 1 to the {count} examples.");
        (Count, Size, _stream, _order) = (count, size, stream, new int[count]);
    }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>B.</summary>
    public int Size { get; }

    /// <summary>ceil(N / B).</summary>
    public int StepsAnEpoch => (Count - 1) / Size + 1;

    /// <summary>The examples of a step, from 0 to N - 1; they stay until the next call.</summary>
    /// <param name="step">Steps so far, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public ReadOnlySpan<int> At(int step) => Batch(step).Span;

    internal ReadOnlyMemory<int> Batch(int step)
    {
        Require.AtLeast(step, 0, nameof(step));
        Shuffle(step / StepsAnEpoch);
        var first = step % StepsAnEpoch * Size;
        return _order.AsMemory(first, Math.Min(Size, Count - first));
    }

    void Shuffle(int epoch)
    {
        if (epoch == _epoch) return;
        for (var i = 0; i < Count; i++) _order[i] = i;
        _stream.Substream(epoch).Shuffle<int>(_order);
        _epoch = epoch;
    }
}
