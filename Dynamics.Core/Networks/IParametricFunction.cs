using Dynamics.Numerics;

namespace Dynamics.Networks;

/// <summary>
/// f(x; theta), written once over any scalar, as <see cref="IScalarFunction"/> is: <see cref="FunctionModel"/> makes a differentiable
/// model of it.
/// </summary>
public interface IParametricFunction
{
    /// <summary>P, the length of theta.</summary>
    int ParameterCount { get; }

    /// <summary>D, the length of one input.</summary>
    int InputCount { get; }

    /// <summary>K, the number of outputs for one input.</summary>
    int OutputCount { get; }

    /// <summary>The outputs for one input.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="input">x, length D.</param>
    /// <param name="outputs">Takes f(x; theta), length K.</param>
    void Evaluate<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> input, Span<TScalar> outputs)
        where TScalar : struct, IScalar<TScalar>;
}
