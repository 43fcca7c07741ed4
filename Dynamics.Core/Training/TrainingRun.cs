using System.Diagnostics;
using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>Parameters on their way: an oracle, an optimiser, and where they have come to. Not for several threads at once.</summary>
public sealed class TrainingRun
{
    static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(200);

    readonly IGradientOracle _oracle;
    readonly Optimiser _optimiser;
    readonly Vector<double> _gradient;
    readonly double[][] _memory;

    /// <summary>A run from its start.</summary>
    /// <param name="oracle">The loss and its gradient.</param>
    /// <param name="optimiser">The rule of a step.</param>
    /// <param name="start">theta, length P; it is copied.</param>
    /// <exception cref="ArgumentException">The start has another length, or a number in it is not finite.</exception>
    public TrainingRun(IGradientOracle oracle, Optimiser optimiser, Vector<double> start)
        : this(oracle, optimiser,
            new Checkpoint(0, Checked(start, oracle), [.. Enumerable.Range(0, Require.There(optimiser, nameof(optimiser)).MemoryCount)
                .Select(_ => Vector<double>.Build.Dense(start.Count))]))
    {
    }

    /// <summary>A run that goes on from a checkpoint, to the bits of one that was not interrupted.</summary>
    /// <param name="oracle">The loss and its gradient.</param>
    /// <param name="optimiser">The rule of a step.</param>
    /// <param name="checkpoint">Where it was; it is copied.</param>
    /// <exception cref="ArgumentException">The checkpoint does not fit the oracle or the optimiser, or a number in it is not
    /// finite.</exception>
    public TrainingRun(IGradientOracle oracle, Optimiser optimiser, Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(oracle);
        ArgumentNullException.ThrowIfNull(optimiser);
        ArgumentNullException.ThrowIfNull(checkpoint);
        Require.Length(checkpoint.Parameters, oracle.ParameterCount, "parameters", oracle);
        Require.Finite(checkpoint.Parameters, "parameters");
        if (checkpoint.Memory.Count != optimiser.MemoryCount)
            throw new ArgumentException(
                $"checkpoint remembers {checkpoint.Memory.Count} vectors; {optimiser.GetType().Name} needs {optimiser.MemoryCount}.",
                nameof(checkpoint));
        foreach (var vector in checkpoint.Memory)
        {
            Require.Length(vector, oracle.ParameterCount, "memory", oracle);
            Require.Finite(vector, "memory");
        }

        optimiser.RequireFits(oracle.ParameterCount);
        (_oracle, _optimiser, Step, Loss) = (oracle, optimiser, checkpoint.Step, double.NaN);
        (Parameters, _gradient) =
            (Vector<double>.Build.DenseOfVector(checkpoint.Parameters), Vector<double>.Build.Dense(oracle.ParameterCount));
        _memory = [.. checkpoint.Memory.Select(vector => vector.ToArray())];
    }

    /// <summary>Steps so far.</summary>
    public int Step { get; private set; }

    /// <summary>theta, length P, where it is now: every step moves it.</summary>
    public Vector<double> Parameters { get; }

    /// <summary>The loss that the latest step saw, before it moved; not a number before the first one.</summary>
    public double Loss { get; private set; }

    /// <summary>A copy of all that is needed to go on.</summary>
    public Checkpoint Checkpoint() =>
        new(Step, Vector<double>.Build.DenseOfVector(Parameters),
            [.. _memory.Select(vector => Vector<double>.Build.DenseOfArray(vector))]);

    /// <summary>Goes on for some steps. Where it is cancelled it stands at a whole step, and can go on from there.</summary>
    /// <param name="steps">How many, at least 0.</param>
    /// <param name="watch">Called after every step.</param>
    /// <param name="progress">Told now and then, and at the end.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <exception cref="DivergedException">The loss or a parameter is not finite; names the step and the loss.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are less than 0 steps.</exception>
    public void Run(
        int steps, Action<TrainingRun>? watch = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        Require.AtLeast(steps, 0, nameof(steps));
        if (steps > int.MaxValue - Step)
            throw new ArgumentOutOfRangeException(
                nameof(steps), steps, $"steps is {steps} after {Step}; together they need to be at most {int.MaxValue}.");
        var (first, last, start, reported) = (Step, Step + steps, Stopwatch.GetTimestamp(), TimeSpan.Zero);
        while (Step < last)
        {
            cancellation.ThrowIfCancellationRequested();
            Advance();
            watch?.Invoke(this);
            if (progress is null) continue;
            var elapsed = Stopwatch.GetElapsedTime(start);
            if (Step < last && elapsed - reported < BetweenReports) continue;
            reported = elapsed;
            progress.Report(new(Step, last, Loss, elapsed / (Step - first) * (last - Step)));
        }
    }

    static Vector<double> Checked(Vector<double> start, IGradientOracle oracle)
    {
        ArgumentNullException.ThrowIfNull(oracle);
        Require.Length(start, oracle.ParameterCount, nameof(start), oracle);
        Require.Finite(start, nameof(start));
        return start;
    }

    void Advance()
    {
        var loss = _oracle.ValueAndGradient(Step, Parameters, _gradient);
        if (!double.IsFinite(loss)) throw new DivergedException("loss", Step + 1, loss);
        _optimiser.Step(Step, Parameters.AsArray(), _gradient.AsArray(), _memory);
        (Step, Loss) = (Step + 1, loss);
        if (!Require.AreFinite(Parameters.AsArray()))
            throw new DivergedException($"path, at a loss of {loss:g6},", Step, Parameters.First(number => !double.IsFinite(number)));
    }
}
