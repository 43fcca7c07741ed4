using Dynamics.Geometry;
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

    /// <summary>Differences are taken at h, h/2, h/4 and h/8.</summary>
    const double LargestStep = 1.0 / 16, SmallestStep = LargestStep / 8;

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

    /// <summary>
    /// The derivative of E[T] in θ, by differences of E[T] between members of the family: neither by the score nor under the integral.
    /// </summary>
    public Vector<double> SensitivityOf(Statistic statistic) =>
        Vector<double>.Build.Dense(at.Theta.Count, i => Slope(statistic, i).Value);

    public EstimateErrors ErrorsOfTheEstimate => _ofEstimate ??= ErrorsOf(Estimate);

    public EstimateErrors ErrorsOfTheMean => _ofMean ??= ErrorsOf(Mean);

    public override string ToString() => $"T = {a} x̄ + {b} x̄² + {c} x₁ from {count} of {at}";

    /// <summary>
    /// Weights and deviations err relatively, and a statistic by the sum over n and by its outcomes, whose nodes are right to 10 u. What
    /// differs between members, twice for those beside θ, is divided by the step, and doubled when differences are extrapolated; the
    /// weights of a quadrature are the same numbers everywhere.
    /// </summary>
    EstimateErrors ErrorsOf(Statistic statistic)
    {
        var (f, p, weightError) = (at.ScoreCovariance, at.Theta.Count, SampleErrors.LargestWeightError);
        var (variance, secondMoment) = (VarianceOf(statistic), Sample.Mean(outcome => statistic(outcome) * statistic(outcome)));
        var slopes = Enumerable.Range(0, p).Select(i => Slope(statistic, i)).ToArray();
        var x = f.Multiply(count).Solve(Vector<double>.Build.Dense(p, i => slopes[i].Value)).PointwiseAbs();
        var ofDifferences = 4 * ErrorBesideThoseNearby(statistic) / SmallestStep;
        var ofSensitivity = f.Diagonal().Map(fisher => ofDifferences + weightError * Math.Sqrt(count * fisher * secondMoment));
        var scaled = x * f.Diagonal().PointwiseSqrt();
        return new(x * Vector<double>.Build.Dense(p, i => slopes[i].LastChange), x * ofSensitivity,
            x * at.Errors.OfScoreCovariance * x + (3 * p + 1) * scaled * scaled,
            (weightError + 4) * variance + 2 * (count + 12) * Math.Sqrt(secondMoment * variance));
    }

    double ErrorBesideThoseNearby(Statistic statistic)
    {
        var weightErrors = WeightErrors.BesideThoseNearby(new IndependentObservations(at.Model, count), at.Theta, Sample);
        return Enumerable.Range(0, Sample.Count)
            .Sum(i => Sample.Weight(i) * Math.Abs(statistic(Sample.Outcome(i))) * (weightErrors[i] + count + 16));
    }

    /// <summary>The derivative of E[T] by extrapolated differences, and by how much the last of them changed it.</summary>
    (double Value, double LastChange) Slope(Statistic statistic, int parameter)
    {
        var (value, lastChange) = ExtrapolatedDifferences.Of(h =>
        {
            var (up, down) = (Beside(parameter, h), Beside(parameter, -h));
            return [(Expected(statistic, up) - Expected(statistic, down)) / (up[parameter] - down[parameter])];
        }, LargestStep, SmallestStep);
        return (value[0], Math.Abs(lastChange[0]));
    }

    Vector<double> Beside(int parameter, double h)
    {
        var theta = at.Theta.Clone();
        theta[parameter] += h;
        return theta;
    }

    double Expected(Statistic statistic, Vector<double> theta) =>
        new IndependentObservations(at.Model, count).Expectation(theta).Mean(outcome => statistic(outcome));

    static int Affordable(AtPoint<TModel> at, int count)
    {
        while (count > 2 && Math.Pow(at.Expectation.Count, count) > MostOutcomes) count--;
        return count;
    }
}

/// <summary>A number computed from the outcomes, end to end.</summary>
public delegate double Statistic(ReadOnlySpan<double> outcomes);

/// <summary>What differences and rounding, in units of u, do to a bound ∇ψᵀ(n F)⁻¹∇ψ and to a variance; x = (n F)⁻¹ ∇ψ.</summary>
/// <param name="OfTheExtrapolation">|x|ᵀ times the last change of ∇ψ when differences are extrapolated; not in units of u.</param>
/// <param name="OfTheSensitivity">|x|ᵀ times what rounding does to ∇ψ.</param>
/// <param name="OfTheInformation">|x|ᵀ times those of F, and of a solution with it, times |x|.</param>
/// <param name="OfTheVariance">Of the variance.</param>
public sealed record EstimateErrors(
    double OfTheExtrapolation, double OfTheSensitivity, double OfTheInformation, double OfTheVariance);
