using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// What is left of a model once y was seen through a Markov map: p(x | y, theta) = M_yx p(x | theta) / p'(y | theta). Its Fisher
/// information, averaged over y, is what seeing y does not tell. It may be shared between threads.
/// </summary>
public sealed class GivenSeen : IStatisticalModel
{
    readonly FiniteOutcomes _outcomes;
    readonly double[] _seen;

    /// <summary>Conditions a model on what is seen.</summary>
    /// <param name="through">The model of y.</param>
    /// <param name="y">What was seen.</param>
    /// <exception cref="ArgumentOutOfRangeException">y is no outcome of the map, or no x leads to it.</exception>
    public GivenSeen(SeenThrough through, int y)
    {
        ArgumentNullException.ThrowIfNull(through);
        through.RequirePossible(Require.Between(y, 0, through.Map.OutputCount - 1, nameof(y)), nameof(y));
        (Through, Y, _outcomes, _seen) = (through, y, new(through.Model, through.Map), [y]);
    }

    /// <summary>The model of y.</summary>
    public SeenThrough Through { get; }

    /// <summary>What was seen.</summary>
    public int Y { get; }

    /// <inheritdoc/>
    public int ParameterCount => Through.ParameterCount;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The outcome is none of the model's, or does not lead to y.</exception>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        var probability = Through.Map[Y, _outcomes.IndexOf(outcome)];
        if (probability == 0)
            throw new ArgumentException(
                $"The outcome ({string.Join(", ", outcome.ToArray())}) of {Through.Model} does not lead to {Y}.", nameof(outcome));
        return Through.Model.LogDensity(parameters, outcome) + Elementary.Log(
            probability) - Through.LogDensity<TScalar>(parameters, _seen);
    }

    /// <summary>Every x that can lead to y.</summary>
    /// <exception cref="InvalidOperationException">The outcomes of the model move with theta.</exception>
    /// <exception cref="ArgumentException">theta does not fit, is not finite, or all but excludes y.</exception>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        var joint = _outcomes.Probabilities(parameters);
        var possible = Enumerable.Range(0, joint.Count).Where(x => Through.Map[Y, x] > 0).ToArray();
        var weights = possible.Select(x => joint[x] * Through.Map[Y, x]).ToArray();
        double total = 0;
        foreach (var weight in weights)
            total += weight;
        if (total == 0)
            throw new ArgumentException(
                $"parameters is {Require.Show(parameters)}; the probability of {Y} underflows there.", nameof(parameters));
        return new([.. possible.Select(x => _outcomes[x])], [.. weights.Select(weight => weight / total)]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Through.Model} once {Y} was seen through a {Through.Map}";
}
