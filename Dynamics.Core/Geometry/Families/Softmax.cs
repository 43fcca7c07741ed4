using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// One of k classes, z in {0 .. k-1}, with k logits: P(z = c) = e^theta_c / sum e^theta. A common shift of the logits is the
/// same distribution, so its Fisher information is singular: the head of a classifier rather than a family of its own
/// (that is <see cref="Categorical"/>).
/// </summary>
public sealed record Softmax : IClosedFormFisher, ISampleable
{
    /// <summary>The family over a number of classes.</summary>
    /// <param name="classes">k, at least 1.</param>
    public Softmax(int classes)
    {
        Require.AtLeast(classes, 1, nameof(classes));
        Classes = classes;
    }

    /// <summary>k.</summary>
    public int Classes { get; }

    /// <inheritdoc/>
    public int ParameterCount => Classes;

    /// <summary>The probabilities of the k classes.</summary>
    public static Vector<double> Probabilities(Vector<double> logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        Require.AtLeast(logits.Count, 1, $"{nameof(logits)}.Count");
        Require.Finite(logits, nameof(logits));
        var largest = logits.Maximum();
        var exponentials = logits.Map(logit => Elementary.Exp(logit - largest), Zeros.Include);
        double sum = 0;
        foreach (var exponential in exponentials)
            sum += exponential;
        return exponentials / sum;
    }

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, 1, nameof(outcome), this);
        return LogSumExp.LogSoftmax(parameters, Require.Index(outcome[0], Classes, this));
    }

    /// <inheritdoc/>
    public TScalar CrossEntropy<TScalar>(ReadOnlySpan<TScalar> parameters, ExpectationRule under)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        ArgumentNullException.ThrowIfNull(under);
        Require.Length(under.OutcomeLength, 1, nameof(under), this);
        var weights = new double[Classes];
        for (var i = 0; i < under.Count; i++)
            weights[Require.Index(under.Outcome(i)[0], Classes, this)] += under.Weight(i);
        return LogSumExp.CrossEntropy(parameters, weights);
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return new([.. Enumerable.Range(0, Classes).Select(c => (double)c)], Probabilities(parameters).ToArray(), 0);
    }

    /// <summary>diag(p) - p p^T, k x k.</summary>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        Require.Room((long)Classes * Classes, nameof(parameters));
        var p = Probabilities(parameters);
        return Matrix<double>.Build.DenseOfDiagonalVector(p) - p.OuterProduct(p);
    }

    /// <inheritdoc/>
    public double[] Draw(Vector<double> parameters, RandomStream stream)
    {
        Require.Parameters(this, parameters);
        ArgumentNullException.ThrowIfNull(stream);
        var p = Probabilities(parameters);
        var (c, left) = (0, stream.NextUniform());
        while (c < Classes - 1 && (left -= p[c]) >= 0)
            c++;
        return [c];
    }

    /// <inheritdoc/>
    public override string ToString() => $"Softmax({Classes})";
}
