using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// The 'empirical Fisher': the mean of s s^T over observed data, P x P, of one outcome. It is not the Fisher information, whose
/// outcomes follow the model; the two agree in the limit of many data if the model is well specified and theta is the truth
/// (White 1982; Kunstner, Balles and Hennig 2019).
/// </summary>
public static class EmpiricalFisher
{
    /// <summary>1/n sum_i s(z_i) s(z_i)^T: exactly symmetric, positive semi-definite up to roundoff.</summary>
    /// <param name="model">The family.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="data">z, one outcome a row.</param>
    /// <exception cref="ArgumentException">theta does not fit the model, a number is not finite, there are no data, or a row
    /// is no outcome of the model.</exception>
    public static Matrix<double> Of(IStatisticalModel model, Vector<double> parameters, Matrix<double> data)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        Require.Parameters(model, parameters);
        Require.Shape(data, data.RowCount, model.OutcomeLength(parameters), nameof(data));
        var rule = ExpectationRule.OfData(data);
        return Require.Named("outcome", nameof(data), () => FisherInformation.ScoreSecondMoment(model, parameters, rule));
    }
}
