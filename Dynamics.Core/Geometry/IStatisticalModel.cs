using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// A family of probability distributions p(z | theta) over outcomes z, smooth in theta, with a support that does not
/// move with theta. Besides the number of parameters two members suffice: the log-density, stated once over a generic
/// scalar, and how to take exact expectations; score, Fisher information, divergences and the natural gradient follow.
/// </summary>
public interface IStatisticalModel
{
    /// <summary>P, the length of theta.</summary>
    int ParameterCount { get; }

    /// <summary>log p(z | theta), normalised, in nats.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="outcome">z.</param>
    TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>;

    /// <summary>The rule that takes expectations under p(. | theta).</summary>
    /// <param name="parameters">theta, length P.</param>
    ExpectationRule Expectation(Vector<double> parameters);

    /// <summary>The length of an outcome z. Override it where the rule is dear, or too large to be made.</summary>
    /// <param name="parameters">theta, length P.</param>
    int OutcomeLength(Vector<double> parameters) => Expectation(parameters).OutcomeLength;

    /// <summary>
    /// -sum_w w log p(z | theta): the cross-entropy from the distribution of a rule to p(. | theta), in nats. Override
    /// it to share work between outcomes.
    /// </summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="under">Outcomes and weights, which do not depend on theta.</param>
    TScalar CrossEntropy<TScalar>(ReadOnlySpan<TScalar> parameters, ExpectationRule under)
        where TScalar : struct, IScalar<TScalar>
    {
        ArgumentNullException.ThrowIfNull(under);
        var sum = TScalar.Constant(0);
        for (var i = 0; i < under.Count; i++)
            sum -= LogDensity(parameters, under.Outcome(i)) * under.Weight(i);
        return sum;
    }
}
