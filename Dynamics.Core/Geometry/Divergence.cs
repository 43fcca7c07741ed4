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
    /// <exception cref="ArgumentException">theta or theta' does not fit the model or is not finite, or the density under which
    /// the expectation is taken is beyond doubles.</exception>
    public static double KullbackLeibler(IStatisticalModel model, Vector<double> theta, Vector<double> thetaPrime)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Parameters(model, theta, nameof(theta));
        Require.Parameters(model, thetaPrime, nameof(thetaPrime));
        return Of(model, theta, thetaPrime, nameof(theta));
    }

    /// <summary>
    /// KL(theta', theta): the same two members of the family, compared under the other one. The two divergences agree to second order
    /// alone.
    /// </summary>
    /// <exception cref="ArgumentException">theta or theta' does not fit the model or is not finite, or the density under which
    /// the expectation is taken is beyond doubles.</exception>
    public static double ReverseKullbackLeibler(IStatisticalModel model, Vector<double> theta, Vector<double> thetaPrime)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Parameters(model, theta, nameof(theta));
        Require.Parameters(model, thetaPrime, nameof(thetaPrime));
        return Of(model, thetaPrime, theta, nameof(thetaPrime));
    }

    /// <summary>
    /// An outcome of weight 0 adds nothing, however improbable. A number that is none may come from the second member, outside of its
    /// family; of the first its own rule says that it is inside.
    /// </summary>
    static double Of(IStatisticalModel model, Vector<double> first, Vector<double> second, string nameOfFirst)
    {
        Real[] from = Lift(first), to = Lift(second);
        var rule = model.Expectation(first);
        var sum = new CompensatedSum();
        for (var i = 0; i < rule.Count; i++)
        {
            if (rule.Weight(i) == 0) continue;
            var own = model.LogDensity<Real>(from, rule.Outcome(i));
            if (!double.IsFinite(own.Value))
                throw new ArgumentException(
                    $"{nameOfFirst} is {Require.Show(first)}; the density of {model} is beyond what a double holds there.", nameOfFirst);
            sum.Add(rule.Weight(i) * (own - model.LogDensity<Real>(to, rule.Outcome(i))).Value);
        }

        return sum.Total;
    }

    static Real[] Lift(Vector<double> parameters) => [.. parameters.Select(Real.Constant)];
}
