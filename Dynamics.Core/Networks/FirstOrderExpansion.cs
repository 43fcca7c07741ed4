using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>
/// A model made linear in its parameters around a point (Lee et al. 2019): f(x; theta_0) + J(x; theta_0) (theta - theta_0). Its tangent
/// kernel is that of the model at the point, wherever its own parameters are. It may be shared between threads, if the model may.
/// </summary>
public sealed class FirstOrderExpansion : IDifferentiableModel
{
    readonly IDifferentiableModel _model;
    readonly Vector<double> _around;

    /// <summary>Expands a model.</summary>
    /// <param name="model">f.</param>
    /// <param name="around">theta_0, length P.</param>
    /// <exception cref="ArgumentException">The length does not fit, or a number is not finite.</exception>
    public FirstOrderExpansion(IDifferentiableModel model, Vector<double> around)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Length(around, model.ParameterCount, nameof(around), model);
        Require.Finite(around, nameof(around));
        (_model, _around) = (model, around.Clone());
    }

    /// <inheritdoc/>
    public int ParameterCount => _model.ParameterCount;

    /// <inheritdoc/>
    public int InputCount => _model.InputCount;

    /// <inheritdoc/>
    public int OutputCount => _model.OutputCount;

    /// <inheritdoc/>
    public Matrix<double> Outputs(Vector<double> parameters, Matrix<double> inputs)
    {
        RequireBatch(parameters, inputs);
        return _model.Outputs(_around, inputs) + _model.JacobianVectorProduct(_around, inputs, parameters - _around);
    }

    /// <inheritdoc/>
    public Matrix<double> JacobianVectorProduct(Vector<double> parameters, Matrix<double> inputs, Vector<double> direction)
    {
        RequireBatch(parameters, inputs);
        return _model.JacobianVectorProduct(_around, inputs, direction);
    }

    /// <inheritdoc/>
    public Vector<double> TransposedJacobianVectorProduct(Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent)
    {
        RequireBatch(parameters, inputs);
        return _model.TransposedJacobianVectorProduct(_around, inputs, cotangent);
    }

    /// <summary>Zero: it is linear.</summary>
    /// <inheritdoc/>
    public Vector<double> CurvatureVectorProduct(
        Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent, Vector<double> direction)
    {
        RequireBatch(parameters, inputs);
        Require.Length(direction, ParameterCount, nameof(direction), this);
        Require.Finite(direction, nameof(direction));
        Require.Shape(cotangent, inputs.RowCount, OutputCount, nameof(cotangent));
        Require.Finite(cotangent, nameof(cotangent));
        return Vector<double>.Build.Dense(ParameterCount);
    }

    /// <inheritdoc/>
    public Matrix<double> TangentKernel(Vector<double> parameters, Matrix<double> inputs)
    {
        RequireBatch(parameters, inputs);
        return _model.TangentKernel(_around, inputs);
    }

    /// <inheritdoc/>
    public override string ToString() => $"first-order expansion of {_model}";

    void RequireBatch(Vector<double> parameters, Matrix<double> inputs)
    {
        Require.Length(parameters, ParameterCount, nameof(parameters), this);
        Require.Finite(parameters, nameof(parameters));
        ArgumentNullException.ThrowIfNull(inputs);
        Require.Shape(inputs, inputs.RowCount, InputCount, nameof(inputs));
        Require.Finite(inputs, nameof(inputs));
    }
}
