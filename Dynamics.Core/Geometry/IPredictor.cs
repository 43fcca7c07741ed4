using Dynamics.Numerics;

namespace Dynamics.Geometry;

/// <summary>f(x_i; theta): the outputs of a parametrised function on a fixed set of examples.</summary>
public interface IPredictor
{
    /// <summary>P, the length of theta.</summary>
    int ParameterCount { get; }

    /// <summary>N, the number of examples.</summary>
    int ExampleCount { get; }

    /// <summary>K, the number of outputs for each example.</summary>
    int OutputCount { get; }

    /// <summary>The outputs for one example.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="example">From 0 to N - 1.</param>
    /// <param name="outputs">Receives f(x_example; theta), length K.</param>
    void Predict<TScalar>(ReadOnlySpan<TScalar> parameters, int example, Span<TScalar> outputs)
        where TScalar : struct, IScalar<TScalar>;
}
