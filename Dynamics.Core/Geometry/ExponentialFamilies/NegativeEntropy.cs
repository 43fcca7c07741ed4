using Dynamics.Numerics;

namespace Dynamics.Geometry;

/// <summary>phi as a function of eta: its gradient is theta, its Hessian the inverse of the Fisher information.</summary>
/// <param name="family">The family.</param>
public sealed class NegativeEntropy(IExponentialFamily family) : IScalarFunction
{
    /// <inheritdoc/>
    public T Evaluate<T>(ReadOnlySpan<T> x)
        where T : struct, IScalar<T> => family.NegativeEntropy(x);
}
