using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// Softmax regression on fixed inputs: an outcome is (row, label), the rows drawn uniformly. P = (D + 1) classes parameters,
/// class by class, each class's D weights followed by its bias. Shifting all classes alike is the same distribution, so its
/// Fisher information is singular.
/// </summary>
public sealed record SoftmaxRegression : IConditionalModel
{
    readonly LinearPredictor _predictor;
    readonly Softmax _head;
    readonly Conditional _model;

    /// <summary>The family on its inputs.</summary>
    /// <param name="inputs">N x D, rows are examples; copied.</param>
    /// <param name="classes">K, at least 1.</param>
    public SoftmaxRegression(Matrix<double> inputs, int classes)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Require.AtLeast(classes, 1, nameof(classes));
        Require.Room(Math.Max(inputs.RowCount, inputs.ColumnCount + 1L) * classes, nameof(classes));
        _predictor = new(inputs, classes);
        _head = new(classes);
        _model = new(_predictor, _head);
    }

    /// <inheritdoc/>
    public IPredictor Predictor => _predictor;

    /// <inheritdoc/>
    public IStatisticalModel Head => _head;

    /// <inheritdoc/>
    public int ParameterCount => _predictor.ParameterCount;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        return _model.LogDensity(parameters, outcome);
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters) => _model.Expectation(parameters);

    /// <inheritdoc/>
    /// <remarks>One set of logits and one normaliser for each example, shared by all its labels.</remarks>
    public TScalar CrossEntropy<TScalar>(ReadOnlySpan<TScalar> parameters, ExpectationRule under)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        ArgumentNullException.ThrowIfNull(under);
        Require.Length(under.OutcomeLength, 2, nameof(under), this);
        int classes = _head.Classes, examples = _predictor.ExampleCount;
        var weights = new double[examples * classes];
        double total = 0;
        for (var i = 0; i < under.Count; i++)
        {
            var outcome = under.Outcome(i);
            int example = Require.Index(outcome[0], examples, this), label = Require.Index(outcome[1], classes, this);
            weights[example * classes + label] += under.Weight(i);
            total += under.Weight(i);
        }

        var logits = new TScalar[classes];
        var sum = TScalar.Constant(total * Elementary.Log(examples));
        for (var example = 0; example < examples; example++)
        {
            _predictor.Predict(parameters, example, logits);
            sum += LogSumExp.CrossEntropy<TScalar>(logits, weights.AsSpan(example * classes, classes));
        }
        return sum;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"SoftmaxRegression({_predictor.InputCount} -> {_head.Classes} on {_predictor.ExampleCount} examples)";
}
