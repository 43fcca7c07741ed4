using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>
/// A small network with two outputs, trained by gradient descent on all examples or on two batches in turn, and its outputs on these
/// examples
/// and on others, over a duration in which its kernel moves: 2 / λ_max of the kernel at the start.
/// </summary>
public sealed class OutputPath
{
    const int Width = 6;
    const int Outputs = 2;
    const int Examples = 4;
    const int Others = 2;

    readonly (Activation Activation, Loss Loss, int Batches, int Seed) _drawn;
    readonly Network _network;
    readonly Matrix<double> _inputs, _targets, _all;
    readonly Vector<double> _start;
    readonly double _duration;

    OutputPath((Activation Activation, Loss Loss, int Batches, int Seed) drawn)
    {
        _drawn = drawn;
        var stream = RandomStream.FromSeed((ulong)drawn.Seed);
        _network = new(new(Shape.Vector(2), new Dense(Width, 2, .1), new Activated(drawn.Activation), new Dense(Outputs)));
        _inputs = stream.Substream("inputs").NormalMatrix(Examples, 2);
        _all = _inputs.Stack(stream.Substream("others").NormalMatrix(Others, 2));
        _targets = drawn.Loss == Loss.Squared ? stream.Substream("targets").NormalMatrix(Examples, Outputs)
            : Matrix<double>.Build.Dense(Examples, Outputs, (i, k) => i % Outputs == k ? 1 : 0);
        _start = _network.DrawParameters(stream.Substream("theta"));
        _duration = 2 / _network.TangentKernel(_start, _inputs).L2Norm();
    }

    /// <summary>With smooth activations, the squared loss or cross-entropy, one batch or two.</summary>
    public static Subjects<OutputPath> Subjects => new(
        from activation in Gen.Elements<Activation>(Activations.Tanh, Activations.Erf, Activations.Softplus)
        from loss in Gen.Elements(Loss.Squared, Loss.SoftmaxCrossEntropy)
        from batches in Gen.Choose(1, 2)
        from seed in Gen.Choose(0, int.MaxValue)
        select new OutputPath((activation, loss, batches, seed)),
        at => Simpler.Count(at._drawn.Batches, 1).Select(batches => new OutputPath(at._drawn with { Batches = batches })),
        at => [Trait.Of("activation", at._drawn.Activation.Name), Trait.Of("loss", $"{at._drawn.Loss}"),
            Trait.Of("batches", at._drawn.Batches)]);

    /// <summary>(f_T − f_0 + η Σ Θ_t(·, B_t) ℓ'(f_t(B_t))) / |f_T − f_0| over all outputs, in so many steps.</summary>
    /// <param name="read">What the sum is made of.</param>
    public Vector<double> Remainder(int steps, Reading read)
    {
        var rate = Rate(steps);
        var run = new TrainingRun(new InTurn(this), new GradientDescent(rate), _start);
        var path = Vector<double>.Build.Dense(_all.RowCount * Outputs);
        for (var step = 0; step < steps; step++)
        {
            var batch = Batch(read == Reading.AllExamples ? null : step);
            var inputs = Rows(_inputs, batch);
            var kernel = EmpiricalNtk.Full(_network, read == Reading.KernelOfTheStart ? _start : run.Parameters, _all, inputs).Matrix;
            path += rate * (kernel * Slopes(_network.Outputs(run.Parameters, inputs), Rows(_targets, batch),
                read == Reading.Residuals ? Loss.Squared : _drawn.Loss));
            run.Run(1);
        }

        var moved = Flat(_network.Outputs(run.Parameters, _all) - _network.Outputs(_start, _all));
        return (moved + path) / moved.L2Norm();
    }

    /// <summary>η of a run in so many steps.</summary>
    public double Rate(int steps) => _duration / steps;

    /// <summary>P.</summary>
    public int Parameters => _start.Count;

    /// <summary>The sums over such a run, as its oracle saw it.</summary>
    public Moments Moments(int steps)
    {
        var watched = new WatchedOracle(new InTurn(this));
        var run = new TrainingRun(watched, new GradientDescent(Rate(steps)), _start);
        run.Run(steps);
        return watched.Seen(_start * _start, run.Parameters * run.Parameters);
    }

    public override string ToString() =>
        $"{_drawn.Activation} network, {_drawn.Loss} loss, {_drawn.Batches} batches in turn, seed {_drawn.Seed}";

    /// <summary>The examples of a step: all, or every second.</summary>
    int[] Batch(int? step) => [.. Enumerable.Range(0, Examples).Where(i => step is not { } t || (i - t) % _drawn.Batches == 0)];

    static Vector<double> Slopes(Matrix<double> outputs, Matrix<double> targets, Loss loss)
    {
        var slopes = new double[outputs.RowCount * Outputs];
        for (var i = 0; i < outputs.RowCount; i++)
            loss.Derivative(outputs.Row(i).ToArray(), targets.Row(i).ToArray(), slopes.AsSpan(i * Outputs, Outputs));
        return Vector<double>.Build.DenseOfArray(slopes);
    }

    static Matrix<double> Rows(Matrix<double> matrix, int[] rows) => Matrix<double>.Build.DenseOfRowVectors(rows.Select(matrix.Row));

    static Vector<double> Flat(Matrix<double> outputs) => Vector<double>.Build.DenseOfArray(outputs.ToRowMajorArray());

    /// <summary>The sum of the losses of the step's batch.</summary>
    sealed class InTurn(OutputPath at) : IGradientOracle
    {
        readonly Objective[] _objectives = [.. Enumerable.Range(0, at._drawn.Batches).Select(step => at.Batch(step)).Select(batch =>
            Objective.Sum(at._network, at._drawn.Loss, Rows(at._inputs, batch), Rows(at._targets, batch)))];

        public int ParameterCount => at._start.Count;

        public double ValueAndGradient(int step, Vector<double> parameters, Vector<double> gradient) =>
            _objectives[step % _objectives.Length].ValueAndGradient(parameters, gradient);
    }
}

/// <summary>What a sum over a path is made of.</summary>
public enum Reading
{
    /// <summary>The kernel of each moment, and the slopes of the loss on the batch.</summary>
    Path,

    /// <summary>By mistake the kernel of the start.</summary>
    KernelOfTheStart,

    /// <summary>By mistake f − y, whatever the loss.</summary>
    Residuals,

    /// <summary>By mistake all examples at each step.</summary>
    AllExamples,
}
