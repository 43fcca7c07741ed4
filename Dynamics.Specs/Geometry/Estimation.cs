using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws.Rounding;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// An estimator from n independent observations of a model: T = a x̄ + b x̄² + c x₁, where x is the first number of an
/// outcome. A shrinker for b = c = 0 and |a| below 1.
/// </summary>
public sealed class Estimation<TModel>(AtPoint<TModel> at, int count, double a, double b, double c)
    where TModel : IStatisticalModel
{
    const int MostOutcomes = 1000;

    EstimateErrors? _ofEstimate, _ofMean;
    readonly Lazy<DerivativeErrors> _errors = new(() => DerivativeErrors.Of(new IndependentObservations(at.Model, count), at.Theta));
    readonly Lazy<ExpectationRule> _sample = new(() => new IndependentObservations(at.Model, count).Expectation(at.Theta));

    public static Gen<Estimation<TModel>> Draw(Gen<AtPoint<TModel>> points) =>
        from at in points
        from count in Gen.Choose(2, 4)
        from a in Laws.Drawn.Number(-1, 1)
        from isLinear in Gen.Elements(true, false)
        from b in Laws.Drawn.Number(-1, 1)
        from c in Laws.Drawn.Number(-1, 1)
        select new Estimation<TModel>(at, Affordable(at, count), a, isLinear ? 0 : b, isLinear ? 0 : c);

    public static IEnumerable<Estimation<TModel>> Simpler(Estimation<TModel> e) =>
    [
        .. Laws.Simpler.Number(e.B).Select(b => new Estimation<TModel>(e.At, e.Count, e.A, b, e.C)),
        .. Laws.Simpler.Number(e.C).Select(c => new Estimation<TModel>(e.At, e.Count, e.A, e.B, c)),
        .. Laws.Simpler.Number(e.A).Select(a => new Estimation<TModel>(e.At, e.Count, a, e.B, e.C)),
        .. Laws.Simpler.Count(e.Count, 1).Select(n => new Estimation<TModel>(e.At, n, e.A, e.B, e.C)),
        .. ModelSubjects.Simpler(e.At).Select(at => new Estimation<TModel>(at, e.Count, e.A, e.B, e.C)),
    ];

    public AtPoint<TModel> At => at;

    public int Count => count;

    public double A => a;

    public double B => b;

    public double C => c;

    /// <summary>Every outcome of the n observations.</summary>
    public ExpectationRule Sample => _sample.Value;

    /// <summary>Of the n observations' derivatives.</summary>
    public DerivativeErrors SampleErrors => _errors.Value;

    /// <summary>F of the n observations, by their own score.</summary>
    public Matrix<double> FisherInformationOfTheSample =>
        FisherInformation.ByScore(new IndependentObservations(at.Model, count), at.Theta);

    public double Estimate(ReadOnlySpan<double> outcomes)
    {
        var mean = Mean(outcomes);
        return a * mean + b * mean * mean + c * outcomes[0];
    }

    public double Mean(ReadOnlySpan<double> outcomes)
    {
        double sum = 0;
        for (var i = 0; i < count; i++) sum += outcomes[i * (outcomes.Length / count)];
        return sum / count;
    }

    public double VarianceOf(Statistic statistic)
    {
        var mean = Sample.Mean(outcome => statistic(outcome));
        return Sample.Mean(outcome => (statistic(outcome) - mean) * (statistic(outcome) - mean));
    }

    /// <summary>The derivative of E[T] in θ, by dual numbers through the density: not through the score.</summary>
    public Vector<double> SensitivityOf(Statistic statistic) =>
        Differentiate.Gradient(Expected(statistic), at.Theta);

    public EstimateErrors ErrorsOfTheEstimate => _ofEstimate ??= ErrorsOf(Estimate);

    public EstimateErrors ErrorsOfTheMean => _ofMean ??= ErrorsOf(Mean);

    public override string ToString() => $"T = {a} x̄ + {b} x̄² + {c} x₁ from {count} of {at}";

    /// <summary>
    /// Weights and deviations err relatively, and a statistic by the sum over n and by its outcomes, whose nodes are right to 10 u. The
    /// weights of ∇ψ = E[T s] err as the others do.
    /// </summary>
    EstimateErrors ErrorsOf(Statistic statistic)
    {
        var (f, p, weightError) = (at.ScoreCovariance, at.Theta.Count, SampleErrors.LargestWeightError);
        var (variance, secondMoment) = (VarianceOf(statistic), Sample.Mean(outcome => statistic(outcome) * statistic(outcome)));
        Rounded[] exact = [.. at.Theta.Select(value => (Rounded)value)];
        var x = f.Multiply(count).Solve(SensitivityOf(statistic)).PointwiseAbs();
        var ofSensitivity = Vector<double>.Build.Dense(p, i =>
            Expected(statistic).Evaluate<RunningError>(RunningError.Along(exact, i)).First1.Error
            + weightError * Math.Sqrt(count * f[i, i] * secondMoment));
        var scaled = x * f.Diagonal().PointwiseSqrt();
        return new(x * ofSensitivity, x * at.Errors.OfScoreCovariance * x + (3 * p + 1) * scaled * scaled,
            (weightError + 4) * variance + 2 * (count + 12) * Math.Sqrt(secondMoment * variance));
    }

    ExpectedStatistic Expected(Statistic statistic) =>
        new(new IndependentObservations(at.Model, count), at.Theta, Sample, statistic);

    static int Affordable(AtPoint<TModel> at, int count)
    {
        while (count > 2 && Math.Pow(at.Expectation.Count, count) > MostOutcomes) count--;
        return count;
    }

    /// <summary>E_θ'[T] = Σ w p(z | θ') / p(z | θ) T(z) as a function of θ'.</summary>
    sealed class ExpectedStatistic(IStatisticalModel model, Vector<double> theta, ExpectationRule sample, Statistic statistic)
        : IScalarFunction
    {
        public T Evaluate<T>(ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T[] fixedAt = [.. theta.Select(T.Constant)];
            var sum = T.Constant(0);
            for (var i = 0; i < sample.Count; i++)
            {
                var ratio = T.Exp(model.LogDensity(x, sample.Outcome(i)) - model.LogDensity<T>(fixedAt, sample.Outcome(i)).Value);
                sum += ratio * (sample.Weight(i) * statistic(sample.Outcome(i)));
            }
            return sum;
        }
    }
}

/// <summary>A number computed from the outcomes, end to end.</summary>
public delegate double Statistic(ReadOnlySpan<double> outcomes);

/// <summary>What rounding does to a bound ∇ψᵀ(n F)⁻¹∇ψ and to a variance, in units of u; x = (n F)⁻¹ ∇ψ.</summary>
/// <param name="OfTheSensitivity">|x|ᵀ times the errors of ∇ψ.</param>
/// <param name="OfTheInformation">|x|ᵀ times those of F, and of a solution with it, times |x|.</param>
/// <param name="OfTheVariance">Of the variance.</param>
public sealed record EstimateErrors(double OfTheSensitivity, double OfTheInformation, double OfTheVariance);
