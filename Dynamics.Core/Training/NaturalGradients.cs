using Dynamics.Geometry;
using Dynamics.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>
/// (F + damping I)^-1 grad -log p in the gradient's place, with the true Fisher information, all examples at every step: what descends
/// it is natural gradient descent (Amari 1998). It may be shared between threads, if the model may.
/// </summary>
public sealed class NaturalGradients : IGradientOracle
{
    readonly Objective _objective;
    readonly Likelihood _likelihood;
    readonly Matrix<double> _labels;
    readonly double _damping;

    /// <summary>Natural gradients of labels under a model with a head.</summary>
    /// <param name="objective">The loss that a step reports.</param>
    /// <param name="likelihood">The model, its head and its inputs.</param>
    /// <param name="labels">y, N rows, each an outcome of the head; they are copied.</param>
    /// <param name="damping">At least 0, in the units of F.</param>
    /// <exception cref="ArgumentOutOfRangeException">The damping is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The loss and the likelihood are of different models, or the labels are too few or not
    /// finite.</exception>
    public NaturalGradients(Objective objective, Likelihood likelihood, Matrix<double> labels, double damping)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(likelihood);
        ArgumentNullException.ThrowIfNull(labels);
        if (objective.ParameterCount != likelihood.Model.ParameterCount)
            throw new ArgumentException(
                $"objective has {objective.ParameterCount} parameters; {likelihood.Model} needs {likelihood.Model.ParameterCount}.",
                nameof(objective));
        Require.NotNegative(damping, nameof(damping));
        Require.Shape(labels, likelihood.Inputs.RowCount, labels.ColumnCount, nameof(labels));
        Require.Finite(labels, nameof(labels));
        (_objective, _likelihood, _labels, _damping) = (objective, likelihood, labels.Clone(), damping);
    }

    /// <inheritdoc/>
    public int ParameterCount => _objective.ParameterCount;

    /// <inheritdoc/>
    /// <exception cref="SingularMetricException">The damped Fisher information is singular to working precision.</exception>
    public double ValueAndGradient(int step, Vector<double> parameters, Vector<double> gradient)
    {
        Require.AtLeast(step, 0, nameof(step));
        Require.Length(gradient, ParameterCount, nameof(gradient), _likelihood.Model);
        var value = _objective.Value(parameters);
        _likelihood.NaturalGradient(parameters, _labels, _damping).CopyTo(gradient);
        return value;
    }

    /// <inheritdoc/>
    public override string ToString() => $"natural gradients of {_likelihood}, damping {_damping}";
}
