using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws.Rounding;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Running bounds of the errors of E[s], E[s sᵀ] and E[∇² log p], as Core computes them: of every derivative, of the sum over outcomes
/// in its order, and of the weights. In units of u, entry by entry, then in norm.
/// </summary>
public sealed class DerivativeErrors
{
    /// <summary>With more parameters than this the Hessian's bound is one of its rows, from the terms that are added up.</summary>
    const int MostEntryByEntry = 24;

    readonly Lazy<double> _hessian;

    DerivativeErrors(IStatisticalModel model, Vector<double> theta, ExpectationRule outcomes, double[] weightErrors)
    {
        _hessian = new(() => theta.Count > MostEntryByEntry ? RowsOfTheHessian(model, theta, outcomes, weightErrors.Max())
            : OfTheHessian(model, Exact(theta), outcomes, weightErrors).FrobeniusNorm());
        LargestWeightError = weightErrors.Max();

        var (count, exact) = (theta.Count, Exact(theta));
        var (mean, second, size, covariance) = (new Rounded[count], new Rounded[count, count], 0.0, 0.0);
        for (var i = 0; i < outcomes.Count; i++)
        {
            Rounded[] score = [.. Enumerable.Range(0, count).Select(p => Along(p, outcomes.Outcome(i)))];
            var weight = new Rounded(outcomes.Weight(i), outcomes.Weight(i) * weightErrors[i]);
            size += weight.Value * Math.Sqrt(score.Sum(s => s.Value * s.Value));
            for (var a = 0; a < count; a++)
            {
                mean[a] += score[a] * weight;
                var scaled = weight * score[a];
                for (var b = a; b < count; b++) second[b, a] += scaled * score[b];
            }
        }
        for (var a = 0; a < count; a++)
            for (var b = a; b < count; b++) covariance += (a == b ? 1 : 2) * second[b, a].Error * second[b, a].Error;
        (Score, ScoreSize, ScoreCovariance) = (Math.Sqrt(mean.Sum(entry => entry.Error * entry.Error)), size, Math.Sqrt(covariance));

        Rounded Along(int p, ReadOnlySpan<double> outcome) => model.LogDensity<RunningError>(RunningError.Along(exact, p), outcome).First1;
    }

    /// <summary>Under the model's own expectation.</summary>
    public static DerivativeErrors Of(IStatisticalModel model, Vector<double> theta) => Of(model, theta, model.Expectation(theta));

    /// <summary>Under the model's own expectation, where it is at hand.</summary>
    public static DerivativeErrors Of(IStatisticalModel model, Vector<double> theta, ExpectationRule own) =>
        new(model, theta, own, WeightErrors.Of(model, theta, own));

    /// <summary>Under data whose weights are what they are.</summary>
    public static DerivativeErrors Under(IStatisticalModel model, Vector<double> theta, ExpectationRule data) =>
        new(model, theta, data, new double[data.Count]);

    /// <summary>Of E[s], in norm.</summary>
    public double Score { get; }

    /// <summary>E|s|: what an error of E[s] is relative to.</summary>
    public double ScoreSize { get; }

    /// <summary>Of E[s sᵀ], in the Frobenius norm.</summary>
    public double ScoreCovariance { get; }

    /// <summary>Of E[∇² log p], in the Frobenius norm.</summary>
    public double Hessian => _hessian.Value;

    /// <summary>Of a weight, relative.</summary>
    public double LargestWeightError { get; }

    /// <summary>Of each entry of E[∇² log p] at a point that has errors of its own.</summary>
    public static Matrix<double> OfTheHessian(IStatisticalModel model, IReadOnlyList<Rounded> point, ExpectationRule outcomes, double[] weightErrors)
    {
        var errors = Matrix<double>.Build.Dense(point.Count, point.Count);
        for (var a = 0; a < point.Count; a++)
            for (var b = 0; b <= a; b++)
                errors[a, b] = errors[b, a] = model.CrossEntropy<RunningError>(RunningError.Along(point, a, b), outcomes).Second.Error;
        for (var i = 0; i < outcomes.Count; i++)
            errors += outcomes.Weight(i) * weightErrors[i] * HessianAt(outcomes.Outcome(i)).PointwiseAbs();
        return errors;

        Matrix<double> HessianAt(ReadOnlySpan<double> outcome) =>
            Differentiate.Hessian(new NegativeLogLikelihood(model, outcome), Vector<double>.Build.Dense(point.Count, p => point[p].Value));
    }

    /// <summary>Of the gradient of a cross-entropy, in norm.</summary>
    public static double OfTheGradient(IStatisticalModel model, Vector<double> theta, ExpectationRule target) => Math.Sqrt(
        Enumerable.Range(0, theta.Count).Select(p => model.CrossEntropy<RunningError>(RunningError.Along(Exact(theta), p), target).First1.Error).Sum(e => e * e));

    /// <summary>E of what rounding can do to log p at a point, under outcomes of another.</summary>
    public static double OfTheLogDensity(IStatisticalModel model, ExpectationRule outcomes, Vector<double> theta)
    {
        var point = RunningError.Along(Exact(theta), first: -1);
        return outcomes.Mean(outcome => model.LogDensity<RunningError>(point, outcome).Number.Error);
    }

    static double RowsOfTheHessian(IStatisticalModel model, Vector<double> theta, ExpectationRule outcomes, double weightError)
    {
        var roundings = DerivativeRoundings.Of(model, theta, outcomes);
        return (outcomes.Count + 4 * roundings.LongestChain + weightError) * roundings.Hessian;
    }

    static Rounded[] Exact(Vector<double> theta) => [.. theta.Select(value => (Rounded)value)];
}
