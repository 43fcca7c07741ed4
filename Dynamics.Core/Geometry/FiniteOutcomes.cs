using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>The outcomes of a model that has finitely many, the same for every theta, in the order of its expectation rule.</summary>
sealed class FiniteOutcomes
{
    readonly IStatisticalModel _model;
    readonly double[][] _outcomes;

    public FiniteOutcomes(IStatisticalModel model, MarkovMap map)
    {
        _model = model;
        _outcomes = Enumerate(Require.Named(
            "parameters", nameof(model), () => model.Expectation(Vector<double>.Build.Dense(model.ParameterCount))));
        if (_outcomes.Length != map.InputCount)
            throw new ArgumentException($"map takes {map.InputCount} outcomes; {model} has {_outcomes.Length}.", nameof(map));
    }

    public double[] this[int x] => _outcomes[x];

    public int IndexOf(ReadOnlySpan<double> outcome)
    {
        for (var x = 0; x < _outcomes.Length; x++)
            if (outcome.SequenceEqual(_outcomes[x]))
                return x;
        throw new ArgumentException(
            $"The outcome ({string.Join(", ", outcome.ToArray())}) is none of the {_outcomes.Length} of {_model}.", nameof(outcome));
    }

    /// <summary>p(x | theta) for every x.</summary>
    public Vector<double> Probabilities(Vector<double> parameters)
    {
        var rule = _model.Expectation(parameters);
        if (!Enumerate(rule).Zip(_outcomes).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)) || rule.Count != _outcomes.Length)
            throw new InvalidOperationException(
                $"The outcomes of {_model} move with its parameters; a Markov map needs finitely many fixed ones.");
        return Vector<double>.Build.Dense(rule.Count, rule.Weight);
    }

    static double[][] Enumerate(ExpectationRule rule) => [.. Enumerable.Range(0, rule.Count).Select(x => rule.Outcome(x).ToArray())];
}
