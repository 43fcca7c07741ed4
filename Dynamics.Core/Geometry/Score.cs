using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>The score s = d log p(z | theta) / d theta (Fisher 1925).</summary>
public static class Score
{
    /// <summary>The score at one outcome, length P; exact, by P evaluations over dual numbers.</summary>
    /// <exception cref="ArgumentException">theta does not fit the model or is not finite.</exception>
    public static Vector<double> Of(IStatisticalModel model, Vector<double> parameters, ReadOnlySpan<double> outcome)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Parameters(model, parameters);
        return -Differentiate.Gradient(new NegativeLogLikelihood(model, outcome), parameters);
    }
}
