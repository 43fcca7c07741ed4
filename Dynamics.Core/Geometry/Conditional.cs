using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>Any predictor with any head: regression, classification, counts.</summary>
public sealed record Conditional : IConditionalModel
{
    /// <summary>Puts a head on a predictor.</summary>
    /// <param name="predictor">f, with K outputs.</param>
    /// <param name="head">A family with K parameters.</param>
    /// <exception cref="ArgumentException">The head has another number of parameters than the predictor has outputs.</exception>
    public Conditional(IPredictor predictor, IStatisticalModel head)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(head);
        if (head.ParameterCount != predictor.OutputCount)
            throw new ArgumentException(
                $"{head} has {head.ParameterCount} parameters; {predictor} needs a head with {predictor.OutputCount}.", nameof(head));
        (Predictor, Head) = (predictor, head);
    }

    /// <inheritdoc/>
    public IPredictor Predictor { get; }

    /// <inheritdoc/>
    public IStatisticalModel Head { get; }

    /// <inheritdoc/>
    public int ParameterCount => Predictor.ParameterCount;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.AtLeast(outcome.Length, 1, $"{nameof(outcome)}.Length");
        var example = Require.Index(outcome[0], Predictor.ExampleCount, this);
        var outputs = new TScalar[Predictor.OutputCount];
        Predictor.Predict(parameters, example, outputs);
        return Head.LogDensity<TScalar>(outputs, outcome[1..]) - Elementary.Log(Predictor.ExampleCount);
    }

    /// <inheritdoc/>
    public TScalar CrossEntropy<TScalar>(ReadOnlySpan<TScalar> parameters, ExpectationRule under)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        ArgumentNullException.ThrowIfNull(under);
        Require.AtLeast(under.OutcomeLength, 1, $"{nameof(under)}.{nameof(under.OutcomeLength)}");
        var outputs = new TScalar[Predictor.OutputCount];
        var predicted = -1;
        var sum = TScalar.Constant(0);
        for (var i = 0; i < under.Count; i++)
        {
            var example = Require.Index(under.Outcome(i)[0], Predictor.ExampleCount, this);
            if (example != predicted)
                Predictor.Predict(parameters, predicted = example, outputs);
            var logDensity = Head.LogDensity<TScalar>(outputs, under.Outcome(i)[1..]);
            sum -= (logDensity - Elementary.Log(Predictor.ExampleCount)) * under.Weight(i);
        }
        return sum;
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return ConditionalExpectation.Of(this, parameters);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Predictor} with a {Head} head";
}
