using Dynamics.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>All examples at every step.</summary>
/// <param name="objective">Their loss.</param>
public sealed class FullBatch(Objective objective) : IGradientOracle
{
    /// <inheritdoc/>
    public int ParameterCount => objective.ParameterCount;

    /// <inheritdoc/>
    public double ValueAndGradient(int step, Vector<double> parameters, Vector<double> gradient) =>
        objective.ValueAndGradient(parameters, gradient);

    /// <inheritdoc/>
    public override string ToString() => $"{objective}";
}
