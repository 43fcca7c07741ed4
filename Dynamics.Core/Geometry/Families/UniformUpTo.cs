using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// z uniform on (0, theta), theta &gt; 0: the textbook's example of a support that moves with its parameter. What presupposes a
/// support that stands still fails on it, beginning with a score of mean 0: its score is -1 / theta whatever z is.
/// </summary>
public sealed record UniformUpTo : IStatisticalModel
{
    /// <summary>The family.</summary>
    /// <param name="nodes">Quadrature nodes: expectations are exact for polynomials in z of degree 2 nodes - 1.</param>
    public UniformUpTo(int nodes = 4)
    {
        Require.Between(nodes, 1, GaussLegendre.MostNodes, nameof(nodes));
        Nodes = nodes;
    }

    /// <summary>Quadrature nodes.</summary>
    public int Nodes { get; }

    /// <inheritdoc/>
    public int ParameterCount => 1;

    /// <inheritdoc/>
    /// <remarks>-log theta, and minus infinity outside the support.</remarks>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        if (double.IsNaN(outcome[0]) || double.IsNaN(parameters[0].Value)) return parameters[0] * double.NaN;
        return outcome[0] > 0 && outcome[0] < parameters[0].Value
            ? -TScalar.Log(parameters[0])
            : TScalar.Constant(double.NegativeInfinity);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">theta is not positive.</exception>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        if (!(parameters[0] > 0))
            throw new ArgumentOutOfRangeException(
                nameof(parameters), parameters[0], $"parameters[0] is {parameters[0]}; {this} needs it to be positive.");
        var rule = GaussLegendre.Rule(Nodes);
        return new([.. rule.Nodes.Select(node => parameters[0] * node)], [.. rule.Weights], 0);
    }

    /// <inheritdoc/>
    public override string ToString() => "UniformUpTo(upper end)";
}
