namespace Dynamics.Numerics;

/// <summary>A real function of several variables, stated once and differentiable by <see cref="Differentiate"/>.</summary>
public interface IScalarFunction
{
    /// <summary>The function at x.</summary>
    T Evaluate<T>(ReadOnlySpan<T> x)
        where T : struct, IScalar<T>;
}
