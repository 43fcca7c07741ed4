using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>
/// What a step of training asks for: a loss, and a direction in which it grows. Both are functions of the step and of the parameters
/// alone, so that a run can be taken up again.
/// </summary>
public interface IGradientOracle
{
    /// <summary>P, the length of theta.</summary>
    int ParameterCount { get; }

    /// <summary>The loss at a step, and its gradient into a vector that is there.</summary>
    /// <param name="step">Steps so far, from 0.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="gradient">Where the gradient goes, length P.</param>
    double ValueAndGradient(int step, Vector<double> parameters, Vector<double> gradient);
}
