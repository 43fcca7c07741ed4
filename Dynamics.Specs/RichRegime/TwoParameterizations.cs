using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>A dense network in the maximal update and in the mean-field parameterisation, from the same draws, and some data.</summary>
public sealed class TwoParameterizations
{
    const int Examples = 3;
    const int InputCount = 2;

    readonly int _hidden;
    readonly int _width;
    readonly int _steps;
    readonly double _rate;
    readonly int _seed;

    TwoParameterizations(int hidden, int width, int steps, double rate, int seed)
    {
        (_hidden, _width, _steps, _rate, _seed) = (hidden, width, steps, rate, seed);
        MaximalUpdateOutputs = Train(Parameterization.MaximalUpdate, rate);
    }

    public static Subjects<TwoParameterizations> Subjects => new(
        from hidden in Gen.Choose(1, 3)
        from width in Gen.Choose(2, 8)
        from steps in Gen.Choose(1, 3)
        from rate in Drawn.Number(.02, .1)
        from seed in Gen.Choose(0, int.MaxValue)
        select new TwoParameterizations(hidden, width, steps, rate, seed),
        pair => [.. Simpler.Count(pair._hidden, 1).Select(hidden => new TwoParameterizations(hidden, pair._width, pair._steps, pair._rate, pair._seed)),
            .. Simpler.Count(pair._steps, 1).Select(steps => new TwoParameterizations(pair._hidden, pair._width, steps, pair._rate, pair._seed))],
        pair => [Trait.Of("hidden layers", pair._hidden), Trait.Of("width", pair._width), Trait.Of("steps", pair._steps), Trait.Of("η", pair._rate)]);

    /// <summary>After steps of η.</summary>
    public Matrix<double> MaximalUpdateOutputs { get; }

    /// <summary>After as many steps of so much times η.</summary>
    public Matrix<double> MeanFieldOutputs(Func<int, double> factor) => Train(Parameterization.MeanField, factor(_width) * _rate);

    /// <summary>Roundings of a pass forth and back through each layer, each step, and of the last pass.</summary>
    public double Operations => (2 * _steps + 1) * (_hidden + 1) * (_width + Examples + 8);

    /// <summary>What a pass adds up, and what steps can make of an error: each takes the outputs along by η times the trace of the tangent kernel, or less.</summary>
    public double Magnitude
    {
        get
        {
            var network = Of(Parameterization.MeanField);
            var theta = network.Draw(Stream);
            return Math.Sqrt(Examples) * (1 + Inputs.FrobeniusNorm()) * Math.Pow(1 + _rate * _width * network.TangentKernel(theta, Inputs).Trace(), _steps);
        }
    }

    public override string ToString() => $"{_hidden} hidden layers of {_width}, {_steps} steps of {_rate}, seed {_seed}";

    RandomStream Stream => RandomStream.FromSeed((ulong)_seed).Substream("weights");

    Matrix<double> Inputs => RandomStream.FromSeed((ulong)_seed).Substream("inputs").NormalMatrix(Examples, InputCount);

    Network Of(Parameterization parameterization) =>
        new(new(Shape.Vector(InputCount), [.. Enumerable.Range(0, _hidden).SelectMany(_ => new Layer[] { new Dense(_width), new Activated(Activations.Tanh) }), new Dense(1)]), parameterization);

    Matrix<double> Train(Parameterization parameterization, double rate)
    {
        var (network, inputs) = (Of(parameterization), Inputs);
        var theta = network.Draw(Stream);
        for (var step = 0; step < _steps; step++) theta -= rate * network.TransposedJacobianVectorProduct(theta, inputs, network.Outputs(theta, inputs) - 1);
        return network.Outputs(theta, inputs);
    }
}
