using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// A model of finitely many outcomes seen through a Markov map: p'(y | theta) = sum_x M_yx p(x | theta). An outcome is the index y. It
/// may be shared between threads.
/// </summary>
public sealed class SeenThrough : IStatisticalModel
{
    readonly FiniteOutcomes _outcomes;

    /// <summary>Puts a Markov map behind a model.</summary>
    /// <param name="model">A model whose outcomes are finitely many and the same for every theta, 0 among them.</param>
    /// <param name="map">Its columns belong to the outcomes in the order of the model's expectation rule.</param>
    /// <exception cref="ArgumentException">The model has another number of outcomes than the map takes, or none at
    /// theta = 0.</exception>
    public SeenThrough(IStatisticalModel model, MarkovMap map)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(map);
        (Model, Map, _outcomes) = (model, map, new(model, map));
    }

    /// <summary>The model of x.</summary>
    public IStatisticalModel Model { get; }

    /// <summary>From x to y.</summary>
    public MarkovMap Map { get; }

    /// <inheritdoc/>
    public int ParameterCount => Model.ParameterCount;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The outcome is no index, or no x leads to it.</exception>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        var y = Require.Index(outcome[0], Map.OutputCount, this);
        RequirePossible(y, nameof(outcome));
        var terms = new List<TScalar>();
        for (var x = 0; x < Map.InputCount; x++)
            if (Map[y, x] > 0)
                terms.Add(Model.LogDensity(parameters, _outcomes[x]) + Elementary.Log(Map[y, x]));
        return LogSumExp.Of<TScalar>(terms.ToArray());
    }

    /// <summary>Every y that some x leads to.</summary>
    /// <exception cref="InvalidOperationException">The outcomes of the model move with theta.</exception>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        var probabilities = Map.Apply(_outcomes.Probabilities(parameters));
        var possible = Enumerable.Range(0, Map.OutputCount).Where(IsPossible).ToArray();
        return new([.. possible.Select(y => (double)y)], [.. possible.Select(y => probabilities[y])], 0);
    }

    internal void RequirePossible(int y, string name)
    {
        if (!IsPossible(y))
            throw new ArgumentOutOfRangeException(
                name, y, $"The outcome {y} of {this} has probability 0; it needs an outcome that leads to it.");
    }

    bool IsPossible(int y) => Enumerable.Range(0, Map.InputCount).Any(x => Map[y, x] > 0);

    /// <inheritdoc/>
    public override string ToString() => $"{Model} seen through a {Map}";
}
