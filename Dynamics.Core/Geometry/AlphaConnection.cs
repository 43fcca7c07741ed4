using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// The alpha-connections of a statistical model (Chentsov 1972; Amari 1985). Alpha = 1 is the exponential connection, -1 the mixture
/// connection, 0 that of Levi-Civita;
/// alpha and -alpha are dual with respect to the Fisher metric.
/// </summary>
public static class AlphaConnection
{
    /// <summary>
    /// Gamma(alpha)_ij,k = E[(d_i d_j log p + (1 - alpha)/2 s_i s_j) s_k], the coefficients with the last index lowered: for each k a
    /// matrix over i and j, P x P, symmetric.
    /// </summary>
    /// <param name="model">The family; its expectations must be exact for the third power of its score.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="alpha">Any finite number.</param>
    /// <exception cref="ArgumentException">theta does not fit the model, a number is not finite, or a coefficient is beyond
    /// doubles.</exception>
    public static IReadOnlyList<Matrix<double>> Coefficients(IStatisticalModel model, Vector<double> parameters, double alpha)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Parameters(model, parameters);
        Require.Finite(alpha, nameof(alpha));
        var count = parameters.Count;
        Require.Room((long)count * count, nameof(parameters));
        Require.Room((long)count * count * count, nameof(parameters));
        Matrix<double>[] coefficients = [.. Enumerable.Range(0, count).Select(_ => Matrix<double>.Build.Dense(count, count))];
        var outcomes = model.Expectation(parameters);
        for (var i = 0; i < outcomes.Count; i++)
        {
            var score = Score.Of(model, parameters, outcomes.Outcome(i));
            var bend = score.OuterProduct(score) * ((1 - alpha) / 2)
                - Differentiate.Hessian(new NegativeLogLikelihood(model, outcomes.Outcome(i)), parameters);
            for (var k = 0; k < count; k++) coefficients[k] += outcomes.Weight(i) * score[k] * bend;
        }

        return coefficients.Any(matrix => matrix.Enumerate(Zeros.Include).Any(double.IsNaN))
            ? throw FisherInformation.Beyond(model, parameters, "connection") : coefficients;
    }
}
