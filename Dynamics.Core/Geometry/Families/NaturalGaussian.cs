using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// z ~ N(mu, sigma^2) in its natural parameters theta = (mu / sigma^2, -1 / (2 sigma^2)), theta_1 &lt; 0: the exponential family of
/// (z, z^2), log p = theta_0 z + theta_1 z^2 - A(theta).
/// </summary>
public sealed record NaturalGaussian : IClosedFormFisher
{
    const double HalfLogTwoPi = 0.91893853320467274;

    /// <summary>The family.</summary>
    /// <param name="nodes">
    /// Quadrature nodes: expectations are exact for polynomials in z of degree 2 nodes - 1. The default does the third power of the
    /// score, of degree 6.
    /// </param>
    public NaturalGaussian(int nodes = 4)
    {
        Require.AtLeast(nodes, 1, nameof(nodes));
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
        var precision = -2 * parameters[1];
        var mean = parameters[0] / precision;
        var logPartition = 0.5 * (parameters[0] * mean - TScalar.Log(precision)) + HalfLogTwoPi;
        return parameters[0] * outcome[0] + parameters[1] * (outcome[0] * outcome[0]) - logPartition;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">theta_1 is not negative.</exception>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        var (mean, variance) = Moments(parameters);
        var (rule, sigma) = (GaussHermite.Rule(Nodes), Math.Sqrt(variance));
        return new([.. rule.Nodes.Select(node => mean + sigma * node)], [.. rule.Weights], 0);
    }

    /// <summary>The covariance of (z, z^2): [[v, 2 mu v], [2 mu v, 2 v^2 + 4 mu^2 v]] with v = sigma^2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">theta_1 is not negative.</exception>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters)
    {
        var (mean, v) = Moments(parameters);
        return Matrix<double>.Build.DenseOfRowMajor(2, 2, [v, 2 * mean * v, 2 * mean * v, 2 * v * v + 4 * mean * mean * v]);
    }

    /// <inheritdoc/>
    public override string ToString() => "Gaussian(natural)";

    (double Mean, double Variance) Moments(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        if (!(parameters[1] < 0))
            throw new ArgumentOutOfRangeException(
                nameof(parameters), parameters[1], $"parameters[1] is {parameters[1]}; {this} needs it to be negative.");
        var variance = -0.5 / parameters[1];
        return (parameters[0] * variance, variance);
    }
}
