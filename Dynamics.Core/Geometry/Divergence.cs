using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>Divergences between two members of one family.</summary>
public static class Divergence
{
    /// <summary>
    /// KL(theta, theta') = E_theta[log p(z | theta) - log p(z | theta')] (Kullback and Leibler 1951), in nats. The
    /// differences are taken outcome by outcome, then added up with compensation: an absolute error of a few
    /// u max |log p|, however close the two are.
    /// </summary>
    /// <exception cref="ArgumentException">theta or theta' does not fit the model or is not finite.</exception>
    public static double KullbackLeibler(IStatisticalModel model, Vector<double> theta, Vector<double> thetaPrime)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Parameters(model, theta, nameof(theta));
        Require.Parameters(model, thetaPrime, nameof(thetaPrime));
        Real[] from = Lift(theta), to = Lift(thetaPrime);
        return model.Expectation(theta).Mean(outcome =>
            (model.LogDensity<Real>(from, outcome) - model.LogDensity<Real>(to, outcome)).Value);
    }

    /// <summary>
    /// KL(theta', theta): the same two members of the family, compared under the other one. The two divergences agree to second order
    /// alone.
    /// </summary>
    /// <exception cref="ArgumentException">theta or theta' does not fit the model or is not finite.</exception>
    public static double ReverseKullbackLeibler(IStatisticalModel model, Vector<double> theta, Vector<double> thetaPrime)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Parameters(model, theta, nameof(theta));
        Require.Parameters(model, thetaPrime, nameof(thetaPrime));
        return KullbackLeibler(model, thetaPrime, theta);
    }

    static Real[] Lift(Vector<double> parameters) => [.. parameters.Select(Real.Constant)];
}
