using Dynamics.Numerics;

namespace Dynamics.Geometry;

/// <summary>
/// psi as a function of theta: its gradient is eta, its Hessian the Fisher information. It may be shared between threads.
/// </summary>
/// <param name="family">The family.</param>
public sealed class LogPartition(IExponentialFamily family) : IScalarFunction
{
    readonly IExponentialFamily _family = Require.There(family, nameof(family));

    /// <inheritdoc/>
    public T Evaluate<T>(ReadOnlySpan<T> x)
        where T : struct, IScalar<T>
    {
        Require.Length(x.Length, _family.ParameterCount, nameof(x), _family);
        return _family.LogPartition(x);
    }
}
