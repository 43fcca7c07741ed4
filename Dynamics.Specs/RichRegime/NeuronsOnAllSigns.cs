using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// A few neurons in pairs of opposite votes, so that their network is zero, before and after a step on all vectors of signs.
/// </summary>
public sealed class NeuronsOnAllSigns
{
    const double OutputScale = 2;

    readonly XorParitySettings _settings;
    readonly int _seed;
    readonly ParityNetwork _before;
    readonly double[] _start;

    NeuronsOnAllSigns(int dimension, int pairs, double rate, int seed)
    {
        (_seed, _settings) = (seed, new() { Dimension = dimension, Width = 2 * pairs, LearningRate = rate, OutputScale = OutputScale });
        (_before, var after) = (Draw(), Draw());
        _start = _before.SignalWeights();
        var inputs = Signs(dimension);
        after.Step(inputs, [.. inputs.EnumerateRows().Select(row => -row[0] * row[1])]);
        Movement = Vector<double>.Build.Dense([.. after.SignalWeights().Zip(_start, (end, start) => end - start)]);
    }

    public static Subjects<NeuronsOnAllSigns> Subjects => new(
        from dimension in Gen.Choose(4, 9)
        from pairs in Gen.Choose(1, 3)
        from rate in Drawn.Number(.1, 2)
        from seed in Gen.Choose(0, int.MaxValue)
        select new NeuronsOnAllSigns(dimension, pairs, rate, seed),
        subject => Simpler.Count(subject.Width / 2, 1)
            .Select(pairs => new NeuronsOnAllSigns(subject.Dimension, pairs, subject._settings.LearningRate, subject._seed)),
        subject => [Trait.Of("d", subject.Dimension), Trait.Of("neurons", subject.Width), Trait.Of("η", subject._settings.LearningRate)]);

    public int Dimension => _settings.Dimension;

    int Width => _settings.Width;

    /// <summary>How far each neuron's signal weight has moved.</summary>
    public Vector<double> Movement { get; }

    /// <summary>The sum over neurons of what a step adds up without regard to signs, and of the weight that it is added to.</summary>
    public double Magnitude => _before.Outgoing.Select((vote, neuron) => Math.Abs(_start[neuron]) + Rate * Math.Abs(vote)).Sum();

    /// <summary>By the law, with how often the noise is smaller than the signal counted one by one.</summary>
    /// <param name="signalOfInputs">The signal's part in a pre-activation, over the signal weight.</param>
    /// <param name="slopeAtZero">-l'(0) of the logistic loss.</param>
    public Vector<double> Predicted(double signalOfInputs, double slopeAtZero)
    {
        var (incoming, noises) = (_before.Incoming, Signs(Dimension - 2));
        return Vector<double>.Build.Dense(Width, neuron =>
        {
            var noise = noises * incoming.Row(neuron).SubVector(2, Dimension - 2);
            var smaller = noise.Count(z => Math.Abs(z) < signalOfInputs * Math.Abs(_start[neuron])) / (double)noises.RowCount;
            return Rate * slopeAtZero * Math.Abs(_before.Outgoing[neuron]) * Math.Sqrt(2) / 4 * Math.Sign(_start[neuron]) * smaller;
        });
    }

    public override string ToString() => $"{Width} neurons in {Dimension} dimensions, η = {_settings.LearningRate}, seed {_seed}";

    double Rate => _settings.LearningRate / OutputScale;

    ParityNetwork Draw() => new(_settings, RandomStream.FromSeed((ulong)_seed));

    static Matrix<double> Signs(int dimension) =>
        Matrix<double>.Build.Dense(1 << dimension, dimension, (i, k) => (i >> k & 1) == 0 ? 1 : -1);
}
