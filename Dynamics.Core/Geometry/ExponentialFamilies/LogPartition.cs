using Dynamics.Numerics;

namespace Dynamics.Geometry;

/// <summary>psi as a function of theta: its gradient is eta, its Hessian the Fisher information.</summary>
/// <param name="family">The family.</param>
public sealed class LogPartition(IExponentialFamily family) : IScalarFunction
{
    /// <inheritdoc/>
    public T Evaluate<T>(ReadOnlySpan<T> x)
        where T : struct, IScalar<T> => family.LogPartition(x);
}
