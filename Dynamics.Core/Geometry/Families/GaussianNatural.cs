using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// z ~ N(mu, sigma^2) in its natural parameters theta = (mu / sigma^2, -1 / (2 sigma^2)), theta_2 &lt; 0, with T(z) = (z, z^2) and
/// eta = (mu, mu^2 + sigma^2). The carrier is 1 / sqrt(2 pi).
/// </summary>
public sealed record GaussianNatural : IClosedFormFisher, IExponentialFamily
{
    /// <summary>The family.</summary>
    /// <param name="nodes">
    /// Quadrature nodes: expectations are exact for polynomials in z of degree 2 nodes - 1. The default does the third
    /// power of the score, of degree 6, with room.
    /// </param>
    public GaussianNatural(int nodes = 8)
    {
        Require.Between(nodes, 1, GaussHermite.MostNodes, nameof(nodes));
        Nodes = nodes;
    }

    /// <summary>Quadrature nodes.</summary>
    public int Nodes { get; }

    /// <inheritdoc/>
    public int ParameterCount => 2;

    /// <summary>theta = (mu / sigma^2, -1 / (2 sigma^2)).</summary>
    /// <param name="mean">mu.</param>
    /// <param name="scale">sigma, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">mu or sigma is not finite, sigma is not positive, or theta is beyond
    /// doubles.</exception>
    public static Vector<double> FromMeanAndScale(double mean, double scale)
    {
        if (!(scale > 0 && double.IsFinite(scale)))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, $"scale is {scale}; it needs to be finite and above 0.");
        Require.Finite(mean, nameof(mean));
        var (first, second) = (mean / (scale * scale), -.5 / (scale * scale));
        if (!(double.IsFinite(first) && double.IsFinite(second) && second < 0))
            throw new ArgumentOutOfRangeException(nameof(scale), scale,
                $"mean is {mean} and scale is {scale}; their natural parameters are beyond what a double holds.");
        return Vector<double>.Build.Dense([first, second]);
    }

    /// <summary>(mu, sigma).</summary>
    /// <exception cref="ArgumentException">theta does not fit, is not finite, or theta_2 is not negative.</exception>
    public (double Mean, double Scale) MeanAndScale(Vector<double> natural)
    {
        RequireNatural(natural, nameof(natural));
        return (-.5 * natural[0] / natural[1], Math.Sqrt(-.5 / natural[1]));
    }

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        return (parameters[0] + parameters[1] * outcome[0]) * outcome[0] - LogPartition(parameters) - Elementary.HalfLogTwoPi;
    }

    /// <inheritdoc/>
    public Vector<double> SufficientStatistic(ReadOnlySpan<double> outcome)
    {
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        return Vector<double>.Build.Dense([outcome[0], outcome[0] * outcome[0]]);
    }

    /// <summary>1/2 theta_1 mu - 1/2 log(-2 theta_2) = mu^2 / (2 sigma^2) + log sigma, with mu = -theta_1 / (2 theta_2).</summary>
    public TScalar LogPartition<TScalar>(ReadOnlySpan<TScalar> natural)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(natural.Length, ParameterCount, nameof(natural), this);
        var precision = natural[1] * -2;
        var mean = natural[0] / precision;
        return (natural[0] * mean - TScalar.Log(precision)) * .5;
    }

    /// <summary>-1/2 - 1/2 log(eta_2 - eta_1^2) = -1/2 - log sigma.</summary>
    public TScalar NegativeEntropy<TScalar>(ReadOnlySpan<TScalar> mean)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(mean.Length, ParameterCount, nameof(mean), this);
        return TScalar.Log(mean[1] - mean[0] * mean[0]) * -.5 - .5;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">theta does not fit, is not finite, or theta_2 is not negative.</exception>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        RequireNatural(parameters, nameof(parameters));
        (var mean, var scale) = MeanAndScale(parameters);
        var rule = GaussHermite.Rule(Nodes);
        return new(Require.Outcomes([.. rule.Nodes.Select(node => mean + scale * node)], this, parameters), [.. rule.Weights], 0);
    }

    /// <summary>The covariance of (z, z^2): sigma^2 [[1, 2 mu], [2 mu, 4 mu^2 + 2 sigma^2]].</summary>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters)
    {
        RequireNatural(parameters, nameof(parameters));
        (var mean, var scale) = MeanAndScale(parameters);
        var variance = scale * scale;
        return variance * Matrix<double>.Build.DenseOfRowMajor(2, 2, [1, 2 * mean, 2 * mean, 4 * mean * mean + 2 * variance]);
    }

    /// <inheritdoc/>
    public override string ToString() => "Gaussian(natural)";

    void RequireNatural(Vector<double> natural, string name)
    {
        Require.Parameters(this, natural, name);
        if (!(natural[1] < 0))
            throw new ArgumentException($"{name}[1] is {natural[1]}; it needs to be negative, it is -1 / (2 sigma^2).", name);
    }
}
