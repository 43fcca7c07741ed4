using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>z in {0, 1} with log-odds theta, the natural parameter: P(z = 1) = 1 / (1 + e^-theta).</summary>
public sealed record Bernoulli : IClosedFormFisher, ISampleable, IExponentialFamily
{
    /// <inheritdoc/>
    public int ParameterCount => 1;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        return -TScalar.Softplus(Require.Index(outcome[0], 2, this) == 1 ? -parameters[0] : parameters[0]);
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return new([[0], [1]], [Logistic(-parameters[0]), Logistic(parameters[0])]);
    }

    /// <inheritdoc/>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return Matrix<double>.Build.Dense(1, 1, Logistic(parameters[0]) * Logistic(-parameters[0]));
    }

    /// <summary>z.</summary>
    public Vector<double> SufficientStatistic(ReadOnlySpan<double> outcome)
    {
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        return Vector<double>.Build.Dense(1, Require.Index(outcome[0], 2, this));
    }

    /// <summary>log(1 + e^theta).</summary>
    public TScalar LogPartition<TScalar>(ReadOnlySpan<TScalar> natural)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(natural.Length, ParameterCount, nameof(natural), this);
        return TScalar.Softplus(natural[0]);
    }

    /// <summary>p log p + (1 - p) log(1 - p).</summary>
    public TScalar NegativeEntropy<TScalar>(ReadOnlySpan<TScalar> mean)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(mean.Length, ParameterCount, nameof(mean), this);
        return mean[0] * TScalar.Log(mean[0]) + (1 - mean[0]) * TScalar.Log1p(-mean[0]);
    }

    /// <inheritdoc/>
    public double[] Draw(Vector<double> parameters, RandomStream stream)
    {
        Require.Parameters(this, parameters);
        ArgumentNullException.ThrowIfNull(stream);
        return [stream.NextUniform() < Logistic(parameters[0]) ? 1 : 0];
    }

    /// <inheritdoc/>
    public override string ToString() => "Bernoulli";

    static double Logistic(double x) => 1 / (1 + Elementary.Exp(-x));
}
