using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>n independent draws from one model; an outcome is the n outcomes end to end.</summary>
public sealed record IndependentObservations : IStatisticalModel
{
    const int MostOutcomes = 1_000_000;

    /// <summary>The n-fold product.</summary>
    /// <param name="model">The model of one draw.</param>
    /// <param name="count">n, at least 1.</param>
    public IndependentObservations(IStatisticalModel model, int count)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Size(count, nameof(count));
        (Model, Count) = (model, count);
    }

    /// <summary>The model of one draw.</summary>
    public IStatisticalModel Model { get; }

    /// <summary>n.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public int ParameterCount => Model.ParameterCount;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        if (outcome.IsEmpty || outcome.Length % Count != 0)
            throw new ArgumentException($"outcome has {outcome.Length} entries; {this} need as many for each.", nameof(outcome));
        var length = outcome.Length / Count;
        var sum = TScalar.Constant(0);
        for (var i = 0; i < Count; i++)
            sum += Model.LogDensity(parameters, outcome.Slice(i * length, length));
        return sum;
    }

    /// <summary>All products of outcomes, at most a million.</summary>
    /// <exception cref="InvalidOperationException">There are more.</exception>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        var one = Model.Expectation(parameters);
        double size = 1;
        for (var i = 0; i < Count; i++)
            size *= one.Count;
        if (size > MostOutcomes)
            throw new InvalidOperationException(
                $"{Count} draws of {one.Count} outcomes are {size:g3} outcomes; at most {MostOutcomes} are enumerated.");

        var length = one.OutcomeLength;
        Require.Room((long)size * Count * length, nameof(parameters));
        var outcomes = new double[(int)size * Count * length];
        var weights = new double[(int)size];
        for (var product = 0; product < weights.Length; product++)
        {
            weights[product] = 1;
            for (int draw = 0, index = product; draw < Count; draw++, index /= one.Count)
            {
                one.Outcome(index % one.Count).CopyTo(outcomes.AsSpan((product * Count + draw) * length));
                weights[product] *= one.Weight(index % one.Count);
            }
        }
        return new(outcomes, weights, Count * one.TruncationError);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Count} draws of {Model}";
}
