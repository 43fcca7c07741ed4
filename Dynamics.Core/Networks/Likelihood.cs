using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>
/// A differentiable model with a head is a statistical model of labels: p(y_i | x_i, theta) = p_head(y_i | f(x_i; theta)). Its Fisher
/// information is J_i^T C_i J_i, over examples, with a K x K matrix C_i for each: the true one, the Monte-Carlo one and the empirical
/// one differ in nothing but this C_i. It may be shared between threads, if the model may.
/// </summary>
public sealed class Likelihood
{
    readonly double _weight;

    Likelihood(IDifferentiableModel model, IStatisticalModel head, Matrix<double> inputs, bool mean)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(inputs);
        if (head.ParameterCount != model.OutputCount)
            throw new ArgumentException(
                $"{head} has {head.ParameterCount} parameters; {model} needs a head with {model.OutputCount}.", nameof(head));
        Require.AtLeast(inputs.RowCount, 1, "inputs.RowCount");
        Require.Shape(inputs, inputs.RowCount, model.InputCount, nameof(inputs));
        Require.Finite(inputs, nameof(inputs));
        (Model, Head, Inputs, _weight) = (model, head, inputs.ToDense(), mean ? 1.0 / inputs.RowCount : 1);
    }

    /// <summary>f.</summary>
    public IDifferentiableModel Model { get; }

    /// <summary>A family with K parameters.</summary>
    public IStatisticalModel Head { get; }

    /// <summary>x, N x D.</summary>
    public Matrix<double> Inputs { get; }

    /// <summary>All examples observed once: log-likelihoods and Fisher informations add up over them.</summary>
    /// <param name="model">f, with K outputs.</param>
    /// <param name="head">A family with K parameters.</param>
    /// <param name="inputs">N x D, at least one row; they are copied.</param>
    /// <exception cref="ArgumentException">The head does not fit the outputs, a shape does not fit, or a number is not finite.</exception>
    public static Likelihood Sum(IDifferentiableModel model, IStatisticalModel head, Matrix<double> inputs) =>
        new(model, head, inputs, mean: false);

    /// <summary>One example observed, drawn uniformly: the mean over examples.</summary>
    /// <inheritdoc cref="Sum"/>
    public static Likelihood Mean(IDifferentiableModel model, IStatisticalModel head, Matrix<double> inputs) =>
        new(model, head, inputs, mean: true);

    /// <summary>The gradient of -log p at labels, length P.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="labels">y, N rows, each an outcome of the head.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Vector<double> Gradient(Vector<double> parameters, Matrix<double> labels) =>
        Model.TransposedJacobianVectorProduct(parameters, Inputs, _weight * InOutputs(Model.Outputs(parameters, Inputs), labels));

    /// <summary>The Fisher information, P x P: labels follow the model itself, C_i is the head's own Fisher information.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Matrix<double> TrueFisher(Vector<double> parameters)
    {
        var outputs = Model.Outputs(parameters, Inputs);
        return PulledBack(parameters, i => FisherInformation.OfHead(Head, outputs.Row(i)));
    }

    /// <summary>The true Fisher information times a direction, length P, without forming it.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="direction">u, length P.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Vector<double> TrueFisherVectorProduct(Vector<double> parameters, Vector<double> direction)
    {
        var outputs = Model.Outputs(parameters, Inputs);
        var moved = Model.JacobianVectorProduct(parameters, Inputs, direction);
        for (var i = 0; i < moved.RowCount; i++)
            moved.SetRow(i, _weight * (FisherInformation.OfHead(Head, outputs.Row(i)) * moved.Row(i)));
        return Model.TransposedJacobianVectorProduct(parameters, Inputs, moved);
    }

    /// <summary>
    /// Without bias for the true one, P x P: C_i is the mean of s s^T over labels drawn from the model, s the score of the head.
    /// </summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="draws">Labels for each example, at least 1.</param>
    /// <param name="stream">Where the draws come from; it moves on.</param>
    /// <exception cref="NotSupportedException">The head cannot be drawn from.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or there are no draws.</exception>
    public Matrix<double> MonteCarloFisher(Vector<double> parameters, int draws, RandomStream stream)
    {
        if (Head is not ISampleable head)
            throw new NotSupportedException($"{Head} is not {nameof(ISampleable)}; its Fisher information needs no draws.");
        Require.AtLeast(Require.Steps(draws, nameof(draws)), 1, nameof(draws));
        ArgumentNullException.ThrowIfNull(stream);
        var outputs = Model.Outputs(parameters, Inputs);
        return PulledBack(parameters, i => Geometry.MonteCarloFisher.Of(head, outputs.Row(i), draws, stream));
    }

    /// <summary>
    /// The 'empirical Fisher', P x P: C_i is s s^T at the observed label. It is not the Fisher information (Kunstner, Balles and Hennig
    /// 2019).
    /// </summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="labels">y, N rows, each an outcome of the head.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Matrix<double> EmpiricalFisher(Vector<double> parameters, Matrix<double> labels)
    {
        var derivatives = InOutputs(Model.Outputs(parameters, Inputs), labels);
        return PulledBack(parameters, i => derivatives.Row(i).OuterProduct(derivatives.Row(i)));
    }

    /// <summary>(F + damping I)^-1 grad, length P, through a system of size N K or P, whichever is smaller.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="labels">y, N rows, each an outcome of the head.</param>
    /// <param name="damping">At least 0, in the units of F; at 0 the direction is F^+ grad, the shortest of those with F d = grad.</param>
    /// <exception cref="ArgumentOutOfRangeException">The damping is negative or not finite.</exception>
    /// <exception cref="SingularMetricException">
    /// The system is singular: gradients of the outputs depend on each other, or a label is impossible to working precision, and nothing
    /// is damped.
    /// </exception>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Vector<double> NaturalGradient(Vector<double> parameters, Matrix<double> labels, double damping)
    {
        Geometry.NaturalGradient.RequireDamping(damping);
        if (Inputs.RowCount * (long)Model.OutputCount > Model.ParameterCount && InParameters() is { } direction) return direction;
        var outputs = Model.Outputs(parameters, Inputs);
        var whitened = new WhitenedOutputs(Head, outputs, InOutputs(outputs, labels));
        return Model.TransposedJacobianVectorProduct(
            parameters, Inputs, whitened.Solve(Model.TangentKernel(parameters, Inputs), damping / _weight));

        Vector<double>? InParameters()
        {
            try
            {
                return Geometry.NaturalGradient.Damped(TrueFisher(parameters), Gradient(parameters, labels), damping);
            }
            catch (SingularMetricException) when (damping == 0)
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Model} with a {Head} head, {(_weight == 1 ? "sum" : "mean")} over {Inputs.RowCount} examples";

    Matrix<double> PulledBack(Vector<double> parameters, Func<int, Matrix<double>> curvature)
    {
        var (jacobian, outputs) = (Jacobian.Of(Model, parameters, Inputs), Model.OutputCount);
        var curved = Matrix<double>.Build.Dense(jacobian.RowCount, jacobian.ColumnCount);
        for (var i = 0; i < Inputs.RowCount; i++)
        {
            var ofExample = jacobian.SubMatrix(i * outputs, outputs, 0, jacobian.ColumnCount);
            curved.SetSubMatrix(i * outputs, 0, MatrixProduct.Of(_weight * curvature(i), ofExample));
        }
        return MatrixProduct.Transposed(jacobian, curved);
    }

    /// <summary>The gradients of -log p in the outputs, N x K.</summary>
    Matrix<double> InOutputs(Matrix<double> outputs, Matrix<double> labels)
    {
        Require.Shape(labels, Inputs.RowCount, Head.OutcomeLength(outputs.Row(0)), nameof(labels));
        Require.Finite(labels, nameof(labels));
        return Matrix<double>.Build.DenseOfRowVectors(outputs.EnumerateRows()
            .Select((z, i) => Differentiate.Gradient(new NegativeLogLikelihood(Head, labels.Row(i).ToArray()), z)));
    }
}
