using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>A model seen in a chart: p(z | chart(phi)), with phi for its parameters.</summary>
public sealed record Reparameterised : IStatisticalModel
{
    /// <summary>Puts a chart before a model.</summary>
    /// <exception cref="ArgumentException">The chart has another dimension than the model has parameters.</exception>
    public Reparameterised(IStatisticalModel model, IChart chart)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(chart);
        if (chart.Dimension != model.ParameterCount)
            throw new ArgumentException(
                $"chart has {chart.Dimension} coordinates; {model} needs {model.ParameterCount}.", nameof(chart));
        (Model, Chart) = (model, chart);
    }

    /// <summary>The model in its own coordinates.</summary>
    public IStatisticalModel Model { get; }

    /// <summary>From the new coordinates to the model's own.</summary>
    public IChart Chart { get; }

    /// <inheritdoc/>
    public int ParameterCount => Model.ParameterCount;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar> => Model.LogDensity<TScalar>(Original(parameters), outcome);

    /// <inheritdoc/>
    public TScalar CrossEntropy<TScalar>(ReadOnlySpan<TScalar> parameters, ExpectationRule under)
        where TScalar : struct, IScalar<TScalar>
    {
        ArgumentNullException.ThrowIfNull(under);
        return Model.CrossEntropy<TScalar>(Original(parameters), under);
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return Model.Expectation(Chart.Apply(parameters));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Model} in the chart {Chart}";

    TScalar[] Original<TScalar>(ReadOnlySpan<TScalar> parameters)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        var theta = new TScalar[ParameterCount];
        Chart.Map(parameters, theta);
        return theta;
    }
}
