using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// A family p(z | theta) = h(z) exp(theta . T(z) - psi(theta)) in its natural parameters theta, of full rank. Its other
/// coordinates are the mean parameters eta = E[T(z)]; two convex functions lead from one to the other, eta = grad psi(theta) and
/// theta = grad phi(eta), and are each other's Legendre transform (Barndorff-Nielsen 1978; Amari and Nagaoka 2000).
/// </summary>
public interface IExponentialFamily : IStatisticalModel
{
    /// <summary>T(z), length P.</summary>
    /// <param name="outcome">z.</param>
    Vector<double> SufficientStatistic(ReadOnlySpan<double> outcome);

    /// <summary>psi(theta) = log E_h[exp(theta . T)], in nats; not finite outside the family.</summary>
    /// <param name="natural">theta, length P.</param>
    TScalar LogPartition<TScalar>(ReadOnlySpan<TScalar> natural)
        where TScalar : struct, IScalar<TScalar>;

    /// <summary>
    /// phi(eta) = sup_theta (theta . eta - psi(theta)) = E[log (p / h)]: the negative entropy relative to the carrier h, in nats; not
    /// finite outside the family.
    /// </summary>
    /// <param name="mean">eta, length P.</param>
    TScalar NegativeEntropy<TScalar>(ReadOnlySpan<TScalar> mean)
        where TScalar : struct, IScalar<TScalar>;
}
