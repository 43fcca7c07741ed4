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

        var (count, seeds) = (theta.Count, Seeds(model, theta));
        var (mean, second, size) = (new Rounded[count], new Rounded[count, count], 0.0);
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
        (Score, ScoreSize) = (Vector<double>.Build.Dense(count, a => mean[a].Error).L2Norm(), size);
        OfScoreCovariance = Matrix<double>.Build.Dense(count, count, (a, b) => second[Math.Max(a, b), Math.Min(a, b)].Error);

        Rounded Along(int p, ReadOnlySpan<double> outcome) => Within(model).LogDensity<RunningError>(seeds[p], outcome).First1;
    }

    /// <summary>Under the model's own expectation.</summary>
    public static DerivativeErrors Of(IStatisticalModel model, Vector<double> theta) => Of(model, theta, model.Expectation(theta));

    /// <summary>Under the model's own expectation, where it is at hand.</summary>
    public static DerivativeErrors Of(IStatisticalModel model, Vector<double> theta, ExpectationRule own) =>
        new(model, theta, own, WeightErrors.Of(model, theta, own));

    /// <summary>Under the model's own expectation, beside the same at a point nearby.</summary>
    public static DerivativeErrors BesideThoseNearby(IStatisticalModel model, Vector<double> theta)
    {
        var own = model.Expectation(theta);
        return new(model, theta, own, WeightErrors.BesideThoseNearby(model, theta, own));
    }

    /// <summary>Under data whose weights are what they are.</summary>
    public static DerivativeErrors Under(IStatisticalModel model, Vector<double> theta, ExpectationRule data) =>
        new(model, theta, data, new double[data.Count]);

    /// <summary>Of E[s], in norm.</summary>
    public double Score { get; }

    /// <summary>E|s|: what an error of E[s] is relative to.</summary>
    public double ScoreSize { get; }

    /// <summary>Of E[s sᵀ], in the Frobenius norm.</summary>
    public double ScoreCovariance => OfScoreCovariance.FrobeniusNorm();

    /// <summary>Of each entry of E[s sᵀ].</summary>
    public Matrix<double> OfScoreCovariance { get; }

    /// <summary>Of E[∇² log p], in the Frobenius norm.</summary>
    public double Hessian => _hessian.Value;

    /// <summary>Of a weight, relative.</summary>
    public double LargestWeightError { get; }

    /// <summary>Of each entry of E[∇² log p] at a point that has errors of its own.</summary>
    public static Matrix<double> OfTheHessian(
        IStatisticalModel model, IReadOnlyList<Rounded> point, ExpectationRule outcomes, double[] weightErrors)
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

    /// <summary>Of each entry of the gradient of a cross-entropy.</summary>
    public static Vector<double> OfTheGradient(IStatisticalModel model, Vector<double> theta, ExpectationRule target) =>
        Vector<double>.Build.DenseOfEnumerable(Seeds(model, theta)
            .Select(seed => Within(model).CrossEntropy<RunningError>(seed, target).First1.Error));

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

    /// <summary>The model in its own coordinates.</summary>
    static IStatisticalModel Within(IStatisticalModel model) => model is Reparameterised charted ? charted.Model : model;

    /// <summary>
    /// The model's own coordinates, moving along each parameter. Where a chart leads, there is the point: outcomes are drawn at the same
    /// bits, so that its own rounding moves all of them together; that of its derivatives stays.
    /// </summary>
    static RunningError[][] Seeds(IStatisticalModel model, Vector<double> parameters)
    {
        var exact = Exact(parameters);
        return [.. Enumerable.Range(0, exact.Length).Select(p => Own(RunningError.Along(exact, p)))];

        RunningError[] Own(RunningError[] point)
        {
            if (model is not Reparameterised charted) return point;
            var own = new RunningError[point.Length];
            charted.Chart.Map<RunningError>(point, own);
            return [.. own.Select(coordinate => coordinate with { Number = coordinate.Value })];
        }
    }

    static Rounded[] Exact(Vector<double> theta) => [.. theta.Select(value => (Rounded)value)];
}
