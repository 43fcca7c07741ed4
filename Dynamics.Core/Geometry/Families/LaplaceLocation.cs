using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// z with density 1/2 e^-|z - theta|: its log-density has a kink at z = theta, so that it is not twice differentiable. The score,
/// the sign of z - theta, has variance 1, while the second derivative is 0 wherever there is one.
/// </summary>
public sealed record LaplaceLocation : IClosedFormFisher
{
    const double LogTwo = 0.69314718055994531;

    /// <summary>The family.</summary>
    /// <param name="nodes">
    /// Quadrature nodes on each side of the kink: expectations under theta are exact for functions of z that are polynomials of
    /// degree 2 nodes - 1 on each side of theta. The log-density of another theta has its kink elsewhere, and is not one.
    /// </param>
    public LaplaceLocation(int nodes = 4)
    {
        Require.Between(nodes, 1, GaussLaguerre.MostNodes, nameof(nodes));
        Nodes = nodes;
    }

    /// <summary>Quadrature nodes on each side.</summary>
    public int Nodes { get; }

    /// <inheritdoc/>
    public int ParameterCount => 1;

    /// <inheritdoc/>
    /// <remarks>At the kink it is differentiated from the side of larger theta.</remarks>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        var distance = parameters[0] - outcome[0];
        if (double.IsNaN(distance.Value)) return distance * double.NaN;
        return (distance.Value < 0 ? distance : -distance) - LogTwo;
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        var side = GaussLaguerre.Rule(Nodes);
        return new(
            [.. side.Nodes.Reverse().Select(node => parameters[0] - node), .. side.Nodes.Select(node => parameters[0] + node)],
            [.. side.Weights.Reverse().Concat(side.Weights).Select(weight => 0.5 * weight)],
            0);
    }

    /// <summary>1, the variance of the score.</summary>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return Matrix<double>.Build.Dense(1, 1, 1);
    }

    /// <inheritdoc/>
    public override string ToString() => "LaplaceLocation";
}
