using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>A dense network in the maximal update and in the mean-field parameterisation, from the same draws, and some data.</summary>
public sealed class TwoParameterizations
{
    public const int Examples = 3;
    const int InputCount = 2;

    readonly double _rate;
    readonly int _seed;

    TwoParameterizations(int hidden, int width, int steps, double rate, int seed)
    {
        (Hidden, Width, Steps, _rate, _seed) = (hidden, width, steps, rate, seed);
        MaximalUpdateOutputs = Train(Parameterization.MaximalUpdate, rate);
    }

    public static Subjects<TwoParameterizations> Subjects => new(
        from hidden in Gen.Choose(1, 3)
        from width in Gen.Choose(2, 8)
        from steps in Gen.Choose(1, 3)
        from rate in Drawn.Number(.02, .1)
        from seed in Gen.Choose(0, int.MaxValue)
        select new TwoParameterizations(hidden, width, steps, rate, seed),
        pair =>
        [
            .. Simpler.Count(pair.Hidden, 1).Select(few => new TwoParameterizations(few, pair.Width, pair.Steps, pair._rate, pair._seed)),
            .. Simpler.Count(pair.Steps, 1).Select(few => new TwoParameterizations(pair.Hidden, pair.Width, few, pair._rate, pair._seed)),
        ],
        pair =>
        [
            Trait.Of("hidden layers", pair.Hidden), Trait.Of("width", pair.Width),
            Trait.Of("steps", pair.Steps), Trait.Of("η", pair._rate),
        ]);

    /// <summary>After steps of η.</summary>
    public Matrix<double> MaximalUpdateOutputs { get; }

    /// <summary>After as many steps of so much times η.</summary>
    public Matrix<double> MeanFieldOutputs(Func<int, double> factor) => Train(Parameterization.MeanField, factor(Width) * _rate);

    public int Hidden { get; }

    public int Width { get; }

    public int Steps { get; }

    /// <summary>
    /// What steps can make of an error: each takes the outputs along by η times the norm of the tangent kernel, or less.
    /// </summary>
    public double Growth
    {
        get
        {
            var network = Of(Parameterization.MeanField);
            return Math.Pow(1 + _rate * Width * network.TangentKernel(network.DrawParameters(Stream), Inputs).L2Norm(), Steps);
        }
    }

    public Matrix<double> Inputs => RandomStream.FromSeed((ulong)_seed).Substream("inputs").NormalMatrix(Examples, InputCount);

    public override string ToString() => $"{Hidden} hidden layers of {Width}, {Steps} steps of {_rate}, seed {_seed}";

    RandomStream Stream => RandomStream.FromSeed((ulong)_seed).Substream("weights");

    Network Of(Parameterization parameterization) =>
        new(new(Shape.Vector(InputCount),
            [
                .. Enumerable.Range(0, Hidden).SelectMany(_ => new Layer[] { new Dense(Width), new Activated(Activations.Tanh) }),
                new Dense(1),
            ]), parameterization);

    Matrix<double> Train(Parameterization parameterization, double rate)
    {
        var (network, inputs) = (Of(parameterization), Inputs);
        var objective = Objective.Sum(network, Loss.Squared, inputs, Matrix<double>.Build.Dense(Examples, 1, 1));
        var run = new TrainingRun(new FullBatch(objective), new GradientDescent(rate), network.DrawParameters(Stream));
        run.Run(Steps);
        return network.Outputs(run.Parameters, inputs);
    }
}
