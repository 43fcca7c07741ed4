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
    private readonly LinearPredictor predictor;
    private readonly Softmax head;
    private readonly Conditional model;

    /// <summary>The family on its inputs.</summary>
    /// <param name="inputs">N x D, rows are examples; copied.</param>
    /// <param name="classes">K, at least 1.</param>
    public SoftmaxRegression(Matrix<double> inputs, int classes)
    {
        Require.AtLeast(inputs.RowCount, 1, $"{nameof(inputs)}.RowCount");
        predictor = new(inputs, classes);
        head = new(classes);
        model = new(predictor, head);
    }

    /// <inheritdoc/>
    public IPredictor Predictor => predictor;

    /// <inheritdoc/>
    public IStatisticalModel Head => head;

    /// <inheritdoc/>
    public int ParameterCount => predictor.ParameterCount;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar> => model.LogDensity(parameters, outcome);

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters) => model.Expectation(parameters);

    /// <inheritdoc/>
    /// <remarks>One set of logits and one normaliser for each example, shared by all its labels.</remarks>
    public TScalar CrossEntropy<TScalar>(ReadOnlySpan<TScalar> parameters, ExpectationRule under)
        where TScalar : struct, IScalar<TScalar>
    {
        int classes = head.Classes, examples = predictor.ExampleCount;
        var weights = new double[examples * classes];
        double total = 0;
        for (int i = 0; i < under.Count; i++)
        {
            ReadOnlySpan<double> outcome = under.Outcome(i);
            int example = Require.Index(outcome[0], examples, this), label = Require.Index(outcome[1], classes, this);
            weights[example * classes + label] += under.Weight(i);
            total += under.Weight(i);
        }

        var logits = new TScalar[classes];
        TScalar sum = TScalar.Constant(total * Elementary.Log(examples));
        for (int example = 0; example < examples; example++)
        {
            predictor.Predict(parameters, example, logits);
            sum += LogSumExp.CrossEntropy<TScalar>(logits, weights.AsSpan(example * classes, classes));
        }
        return sum;
    }

    /// <inheritdoc/>
    public override string ToString() => $"SoftmaxRegression({predictor.InputCount} -> {head.Classes} on {predictor.ExampleCount} examples)";
}
