using Dynamics.Geometry;
using Dynamics.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>All examples at every step. It may be shared between threads, if the model may.</summary>
/// <param name="objective">Their loss.</param>
public sealed class FullBatch(Objective objective) : IGradientOracle
{
    readonly Objective _objective = Require.There(objective, nameof(objective));

    /// <inheritdoc/>
    public int ParameterCount => _objective.ParameterCount;

    /// <inheritdoc/>
    public double ValueAndGradient(int step, Vector<double> parameters, Vector<double> gradient)
    {
        Require.AtLeast(step, 0, nameof(step));
        return _objective.ValueAndGradient(parameters, gradient);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{_objective}";
}
