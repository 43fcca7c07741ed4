using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>z ~ N(mu, sigma^2) with theta = (mu, log sigma), which are not its natural parameters.</summary>
public sealed record Gaussian : IClosedFormFisher, ISampleable
{
    /// <summary>The family.</summary>
    /// <param name="nodes">
    /// Quadrature nodes: expectations are exact for polynomials in z of degree 2 nodes - 1. The default does the third
    /// power of the score, of degree 6, with room.
    /// </param>
    public Gaussian(int nodes = 8)
    {
        Require.Between(nodes, 1, GaussHermite.MostNodes, nameof(nodes));
        Nodes = nodes;
    }

    /// <summary>Quadrature nodes.</summary>
    public int Nodes { get; }

    /// <inheritdoc/>
    public int ParameterCount => 2;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        var standardised = (outcome[0] - parameters[0]) * TScalar.Exp(-parameters[1]);
        return standardised * standardised * -0.5 - parameters[1] - Elementary.HalfLogTwoPi;
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        var rule = GaussHermite.Rule(Nodes);
        var sigma = Elementary.Exp(parameters[1]);
        return new(Require.Outcomes([.. rule.Nodes.Select(node => parameters[0] + sigma * node)], this, parameters), [.. rule.Weights], 0);
    }

    /// <summary>diag(1 / sigma^2, 2).</summary>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return Matrix<double>.Build.DenseOfDiagonalArray([Elementary.Exp(-2 * parameters[1]), 2]);
    }

    /// <inheritdoc/>
    public double[] Draw(Vector<double> parameters, RandomStream stream)
    {
        Require.Parameters(this, parameters);
        ArgumentNullException.ThrowIfNull(stream);
        return [parameters[0] + Elementary.Exp(parameters[1]) * stream.NextNormal()];
    }

    /// <inheritdoc/>
    public override string ToString() => "Gaussian(mean, log scale)";
}
