using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// The Amari-Chentsov tensor T_ijk = E[s_i s_j s_k] (Chentsov 1972; Amari 1985), totally symmetric: what tells a divergence from its
/// reverse, where the Fisher information cannot.
/// </summary>
public static class AmariChentsovTensor
{
    /// <summary>T(d, d, d) = E[(s . d)^3], which determines the tensor: its third-order form along a direction.</summary>
    /// <param name="model">The family; its expectations must be exact for the third power of its score.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="direction">d, length P.</param>
    /// <exception cref="ArgumentException">theta or d does not fit the model or is not finite, or the tensor is beyond
    /// doubles.</exception>
    public static double Along(IStatisticalModel model, Vector<double> parameters, Vector<double> direction)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Parameters(model, parameters);
        Require.Parameters(model, direction, nameof(direction));
        var along = model.Expectation(parameters).Mean(outcome =>
        {
            var slope = Score.Of(model, parameters, outcome) * direction;
            return slope * slope * slope;
        });
        return double.IsNaN(along) ? throw FisherInformation.Beyond(model, parameters, "Amari-Chentsov tensor") : along;
    }
}
