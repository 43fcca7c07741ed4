using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>A model at a point of its parameter space, with another point elsewhere: a target, or where data come from.</summary>
public sealed class AtPoint<TModel>(TModel model, Vector<double> theta, Vector<double> elsewhere)
    where TModel : IStatisticalModel
{
    /// <summary>Roundings in one operation of a second-order dual number: a product of two has four terms.</summary>
    const int PerDualOperation = 4;

    readonly Lazy<ExpectationRule> _expectation = new(() => model.Expectation(theta));
    readonly Lazy<ExpectationRule> _expectationElsewhere = new(() => model.Expectation(elsewhere));
    readonly Lazy<DerivativeRoundings> _roundings = new(() => DerivativeRoundings.Of(model, theta, model.Expectation(theta)));
    readonly Lazy<DerivativeErrors> _errors = new(() => DerivativeErrors.Of(model, theta));
    readonly Lazy<Matrix<double>> _scoreCovariance = new(() => FisherInformation.ByScore(model, theta));
    readonly Lazy<Matrix<double>> _negativeExpectedHessian = new(() => FisherInformation.ByHessian(model, theta));

    public TModel Model => model;

    public Vector<double> Theta => theta;

    public Vector<double> Elsewhere => elsewhere;

    public ExpectationRule Expectation => _expectation.Value;

    public ExpectationRule ExpectationElsewhere => _expectationElsewhere.Value;

    /// <summary>E[s s^T].</summary>
    public Matrix<double> ScoreCovariance => _scoreCovariance.Value;

    /// <summary>-E[Hessian of log p].</summary>
    public Matrix<double> NegativeExpectedHessian => _negativeExpectedHessian.Value;

    /// <summary>KL(elsewhere, theta): how different the two members of the family are.</summary>
    public double DivergenceFromElsewhere => Divergence.KullbackLeibler(model, elsewhere, theta);

    /// <summary>Running bounds of what rounding does to E[s], E[s s^T] and E[Hessian of log p].</summary>
    public DerivativeErrors Errors => _errors.Value;

    /// <summary>What is added up in the derivatives of the log-density: bounds from the sizes of terms, before any cancels.</summary>
    public DerivativeRoundings Roundings => _roundings.Value;

    /// <summary>Roundings on the longest path to an entry of an expectation of second derivatives.</summary>
    public double Operations => Expectation.Count + PerDualOperation * Roundings.LongestChain;

    /// <summary>What is added up, by absolute value, in E[s s^T] and in E[Hessian of log p].</summary>
    public double Magnitude => Roundings.ScoreCovariance + Roundings.Hessian;

    /// <summary>The largest distance of s s^T from a matrix, over all outcomes.</summary>
    public double LargestDistance(Matrix<double> centre) => Enumerable.Range(0, Expectation.Count)
        .Select(i => Score.Of(model, theta, Expectation.Outcome(i)))
        .Max(score => (score.OuterProduct(score) - centre).FrobeniusNorm());

    public override string ToString() => $"{model} at θ = {Shown(theta)}, elsewhere {Shown(elsewhere)}";

    static string Shown(Vector<double> x) => $"({string.Join(", ", x.Take(6))}{(x.Count > 6 ? ", …" : "")})";
}
