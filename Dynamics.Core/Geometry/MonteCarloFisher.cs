using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// The Fisher information by draws: the mean of s s^T over outcomes drawn from the model itself, P x P, of one outcome. Without
/// bias, with an error like one over the root of the number of draws.
/// </summary>
public static class MonteCarloFisher
{
    /// <summary>1/n sum_i s(z_i) s(z_i)^T with z_i ~ p(. | theta): exactly symmetric, positive semi-definite up to roundoff.</summary>
    /// <param name="model">The family.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="draws">n, at least 1.</param>
    /// <param name="stream">Where the draws come from; it moves on.</param>
    /// <exception cref="ArgumentException">theta does not fit the model or is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no draws.</exception>
    public static Matrix<double> Of(ISampleable model, Vector<double> parameters, int draws, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Parameters(model, parameters);
        Require.AtLeast(Require.Steps(draws, nameof(draws)), 1, nameof(draws));
        ArgumentNullException.ThrowIfNull(stream);
        var sum = new OuterProductSum(nameof(parameters));
        for (var i = 0; i < draws; i++)
            sum.Add(1.0 / draws, Score.Of(model, parameters, model.Draw(parameters, stream)));
        return sum.ToMatrix();
    }
}
