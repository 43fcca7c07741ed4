using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// One of k classes, z in {0 .. k-1}, in natural parameters: theta_c is the log-odds of class c &gt;= 1 against class 0, so
/// P = k - 1.
/// </summary>
public sealed record Categorical : IClosedFormFisher, ISampleable, IExponentialFamily
{
    readonly Softmax _softmax;

    /// <summary>The family over a number of classes.</summary>
    /// <param name="classes">k, at least 2.</param>
    public Categorical(int classes)
    {
        Require.AtLeast(classes, 2, nameof(classes));
        _softmax = new(classes);
    }

    /// <summary>k.</summary>
    public int Classes => _softmax.Classes;

    /// <inheritdoc/>
    public int ParameterCount => Classes - 1;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        return _softmax.LogDensity(Logits(parameters), outcome);
    }

    /// <inheritdoc/>
    public TScalar CrossEntropy<TScalar>(ReadOnlySpan<TScalar> parameters, ExpectationRule under)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        ArgumentNullException.ThrowIfNull(under);
        return _softmax.CrossEntropy(Logits(parameters), under);
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters) => _softmax.Expectation(Logits(parameters));

    /// <inheritdoc/>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters) =>
        _softmax.ClosedFormFisher(Logits(parameters)).SubMatrix(1, ParameterCount, 1, ParameterCount);

    /// <summary>The indicators of the classes 1 .. k-1.</summary>
    public Vector<double> SufficientStatistic(ReadOnlySpan<double> outcome)
    {
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        var at = Require.Index(outcome[0], Classes, this);
        return Vector<double>.Build.Dense(ParameterCount, c => c + 1 == at ? 1 : 0);
    }

    /// <summary>log(1 + sum_c e^theta_c).</summary>
    public TScalar LogPartition<TScalar>(ReadOnlySpan<TScalar> natural)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(natural.Length, ParameterCount, nameof(natural), this);
        return LogSumExp.Of(Logits(natural));
    }

    /// <summary>sum_c p_c log p_c over all k classes.</summary>
    public TScalar NegativeEntropy<TScalar>(ReadOnlySpan<TScalar> mean)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(mean.Length, ParameterCount, nameof(mean), this);
        var first = TScalar.Constant(1);
        var sum = TScalar.Constant(0);
        foreach (var p in mean)
        {
            first -= p;
            sum += p * TScalar.Log(p);
        }
        return sum + first * TScalar.Log(first);
    }

    /// <inheritdoc/>
    public double[] Draw(Vector<double> parameters, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return _softmax.Draw(Logits(parameters), stream);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Categorical({Classes})";

    static ReadOnlySpan<TScalar> Logits<TScalar>(ReadOnlySpan<TScalar> parameters)
        where TScalar : struct, IScalar<TScalar> => (TScalar[])[TScalar.Constant(0), .. parameters];

    Vector<double> Logits(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return Vector<double>.Build.Dense([0, .. parameters]);
    }
}
