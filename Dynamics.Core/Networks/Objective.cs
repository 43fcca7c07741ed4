using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>
/// What training lowers: the loss of a model on examples, as their sum or as their mean, with its derivatives in the parameters. It may
/// be shared between threads, if the model may.
/// </summary>
public sealed class Objective
{
    readonly IDifferentiableModel _model;
    readonly Loss _loss;
    readonly Matrix<double> _inputs;

    /// <summary>K x N, so that the target of an example lies in one piece.</summary>
    readonly Block _targets;

    readonly double _weight;

    Objective(IDifferentiableModel model, Loss loss, Matrix<double> inputs, Matrix<double> targets, bool mean)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.RowCount == 0)
            throw new ArgumentException("inputs has no rows; an objective needs at least one example.", nameof(inputs));
        Require.Shape(targets, inputs.RowCount, model.OutputCount, nameof(targets));
        Require.Finite(targets, nameof(targets));
        (_model, _loss, _inputs, _targets, _weight) =
            (model, loss, inputs.ToDense(), Kernels.Transposed(Block.Of(targets)), mean ? 1.0 / inputs.RowCount : 1);
    }

    /// <summary>sum_i l(f(x_i), y_i).</summary>
    /// <param name="model">f.</param>
    /// <param name="loss">l.</param>
    /// <param name="inputs">N x D; they are copied.</param>
    /// <param name="targets">N x K; they are copied.</param>
    /// <exception cref="ArgumentException">There is no example, a shape does not fit, or a number is not finite.</exception>
    public static Objective Sum(IDifferentiableModel model, Loss loss, Matrix<double> inputs, Matrix<double> targets) =>
        new(model, loss, inputs, targets, mean: false);

    /// <summary>1/N sum_i l(f(x_i), y_i).</summary>
    /// <param name="model">f.</param>
    /// <param name="loss">l.</param>
    /// <param name="inputs">N x D; they are copied.</param>
    /// <param name="targets">N x K; they are copied.</param>
    /// <exception cref="ArgumentException">There is no example, a shape does not fit, or a number is not finite.</exception>
    public static Objective Mean(IDifferentiableModel model, Loss loss, Matrix<double> inputs, Matrix<double> targets) =>
        new(model, loss, inputs, targets, mean: true);

    /// <summary>P, the length of theta.</summary>
    public int ParameterCount => _model.ParameterCount;

    /// <summary>L(theta).</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public double Value(Vector<double> parameters) => Value(_model.Outputs(parameters, _inputs));

    double Value(Matrix<double> outputs) => Value(Block.Of(outputs));

    /// <summary>J^T l', length P.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Vector<double> Gradient(Vector<double> parameters) =>
        _model.TransposedJacobianVectorProduct(parameters, _inputs, InOutputs(_model.Outputs(parameters, _inputs)));

    /// <summary>
    /// L(theta), and J^T l' into a vector that is there: a step of training. A network goes over its examples once, in memory that the
    /// steps share.
    /// </summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="gradient">Where J^T l' goes, length P.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public double ValueAndGradient(Vector<double> parameters, Vector<double> gradient)
    {
        Require.Length(gradient, _model.ParameterCount, nameof(gradient), _model);
        if (_model is Network network)
            return network.ValueAndGradient(parameters, _inputs, outputs => (Value(outputs), InOutputs(outputs)), gradient);
        var outputs = _model.Outputs(parameters, _inputs);
        _model.TransposedJacobianVectorProduct(parameters, _inputs, InOutputs(outputs)).CopyTo(gradient);
        return Value(outputs);
    }

    /// <summary>
    /// The gradients of the examples one by one, N x P; weighted as in the sum or the mean, they add up to the gradient.
    /// </summary>
    /// <param name="parameters">theta, length P.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Matrix<double> GradientsOfExamples(Vector<double> parameters)
    {
        var derivative = InOutputs(_model.Outputs(parameters, _inputs));
        return Matrix<double>.Build.DenseOfRowVectors(Enumerable.Range(0, _inputs.RowCount).Select(i =>
            _model.TransposedJacobianVectorProduct(
                parameters, _inputs.SubMatrix(i, 1, 0, _inputs.ColumnCount), derivative.SubMatrix(i, 1, 0, derivative.ColumnCount))));
    }

    /// <summary>J^T l'' J u, length P: the generalised Gauss-Newton matrix times a direction (Schraudolph 2002).</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="direction">u, length P.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Vector<double> GaussNewtonVectorProduct(Vector<double> parameters, Vector<double> direction) =>
        GaussNewtonVectorProduct(parameters, direction, _model.Outputs(parameters, _inputs));

    Vector<double> GaussNewtonVectorProduct(Vector<double> parameters, Vector<double> direction, Matrix<double> outputs)
    {
        var moved = _model.JacobianVectorProduct(parameters, _inputs, direction);
        for (var i = 0; i < moved.RowCount; i++)
            moved.SetRow(i, _weight * (Differentiate.Hessian(Example(i), outputs.Row(i)) * moved.Row(i)));
        return _model.TransposedJacobianVectorProduct(parameters, _inputs, moved);
    }

    /// <summary>
    /// The Hessian of L times a direction, length P: Gauss-Newton, and the curvature of the outputs weighted by l' (Pearlmutter 1994).
    /// </summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="direction">u, length P.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Vector<double> HessianVectorProduct(Vector<double> parameters, Vector<double> direction)
    {
        var outputs = _model.Outputs(parameters, _inputs);
        return GaussNewtonVectorProduct(parameters, direction, outputs)
            + _model.CurvatureVectorProduct(parameters, _inputs, InOutputs(outputs), direction);
    }

    /// <summary>Puts as many other examples in the place of these.</summary>
    /// <param name="examples">Which.</param>
    /// <param name="inputs">D x all of them.</param>
    /// <param name="targets">K x all of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void TakeExamples(ReadOnlySpan<int> examples, Block inputs, Block targets)
    {
        const int tile = 8;
        var to = Block.Of(_inputs);
        for (var first = 0; first < examples.Length; first += tile)
            for (var d = 0; d < inputs.Rows; d++)
            {
                var column = to.Column(d);
                for (var i = first; i < Math.Min(first + tile, examples.Length); i++)
                    column[i] = inputs.Storage[inputs.Offset + examples[i] * inputs.Rows + d];
            }

        for (var i = 0; i < examples.Length; i++) targets.Column(examples[i]).CopyTo(_targets.Column(i));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(_weight == 1 ? "sum" : "mean")} of the {_loss} loss over {_inputs.RowCount} examples";

    /// <summary>l' of each example, weighted, N x K.</summary>
    Matrix<double> InOutputs(Matrix<double> outputs) => InOutputs(Block.Of(outputs)).ToMatrix();

    Block InOutputs(Block outputs)
    {
        var ofExamples = Kernels.Transposed(outputs);
        var derivative = Block.New(ofExamples.Rows, ofExamples.Columns);
        for (var i = 0; i < outputs.Rows; i++) _loss.Derivative(ofExamples.Column(i), _targets.Column(i), derivative.Column(i));
        return Kernels.Scale(Kernels.Transposed(derivative), _weight);
    }

    double Value(Block outputs)
    {
        var ofExamples = Kernels.Transposed(outputs);
        var sum = 0.0;
        for (var i = 0; i < outputs.Rows; i++)
            sum += _loss.Of(MemoryMarshal.Cast<double, Real>(ofExamples.Column(i)), _targets.Column(i)).Value;
        return _weight * sum;
    }

    IScalarFunction Example(int i) => _loss.At(_targets.Column(i).ToArray());
}
