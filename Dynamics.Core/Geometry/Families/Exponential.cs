using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>A waiting time z &gt; 0 with log-rate theta: density e^theta exp(-e^theta z), mean e^-theta.</summary>
public sealed record Exponential : IClosedFormFisher, ISampleable
{
    /// <summary>The family.</summary>
    /// <param name="nodes">
    /// Quadrature nodes: expectations are exact for polynomials in z of degree 2 nodes - 1. The default does the fourth power of
    /// the score, of degree 4, with room.
    /// </param>
    public Exponential(int nodes = 4)
    {
        Require.Between(nodes, 1, GaussLaguerre.MostNodes, nameof(nodes));
        Nodes = nodes;
    }

    /// <summary>Quadrature nodes.</summary>
    public int Nodes { get; }

    /// <inheritdoc/>
    public int ParameterCount => 1;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        if (!(outcome[0] >= 0))
            throw new ArgumentOutOfRangeException(
                nameof(outcome), outcome[0], $"An outcome of {this} is a waiting time, at least 0; this one is {outcome[0]}.");
        return parameters[0] - TScalar.Exp(parameters[0]) * outcome[0];
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        var mean = Mean(parameters);
        var rule = GaussLaguerre.Rule(Nodes);
        return new(Require.Outcomes([.. rule.Nodes.Select(node => mean * node)], this, parameters), [.. rule.Weights], 0);
    }

    /// <summary>1: a log-rate is a location parameter of log z, and its information is the same everywhere.</summary>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return Matrix<double>.Build.Dense(1, 1, 1);
    }

    /// <inheritdoc/>
    public double[] Draw(Vector<double> parameters, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return [-Elementary.Log(stream.NextUniform()) * Mean(parameters)];
    }

    /// <inheritdoc/>
    public override string ToString() => "Exponential(log rate)";

    double Mean(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return Elementary.Exp(-parameters[0]);
    }
}
