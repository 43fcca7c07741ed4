using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>The Cramér-Rao bound as an inequality of matrices, and at ten to a hundred observations.</summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class ManyObservationsLaws : ISubjectsOf<MultinomialEstimation>, ISubjectsOf<ManyObservationsLaws.ZeroClass>
{
    /// <summary>The chance of a zero count, e^-λ, estimated by (1 − 1/n)^S from the sum S of n Poisson counts.</summary>
    public sealed record ZeroClass(double LogRate, int Count)
    {
        /// <summary>The distribution of S.</summary>
        internal ExpectationRule Sums => new Poisson().Expectation(Vector<double>.Build.Dense(1, LogRate + Elementary.Log(Count)));
    }

    Subjects<MultinomialEstimation> ISubjectsOf<MultinomialEstimation>.Subjects => MultinomialEstimation.Subjects;

    Subjects<ZeroClass> ISubjectsOf<ZeroClass>.Subjects => new(
        from logRate in Drawn.Number(-1.5, .4)
        from count in Gen.Choose(10, 100)
        select new ZeroClass(logRate, count),
        at => Simpler.Count(at.Count, 10).Select(n => at with { Count = n }), at =>
            [Trait.Of("n", at.Count), Trait.Of("log λ", at.LogRate)]);

    [Law("G6d", LawKind.Bound,
        @"0 \le \lambda_{\min}(\mathrm{Cov}(T) - D (n F)^{-1} D^\top), \quad D = \frac{\partial \mathbb{E}[T]}{\partial \theta}",
        Source = "Rao 1945; Cramér 1946",
        Given = "T is a vector of estimators with finite variance from n independent observations; F is not singular, the support does "
            + "not move with θ, and means may be differentiated under the integral; here two numbers from n = 10 to 100 draws of "
            + "three classes, linear in the shares, which attains the bound, or quadratic",
        Within = nameof(OfTheMatrix), Cases = 20, RestsOn = ["G6b"])]
    public Measurement The_covariance_of_estimators_is_at_least_the_Cramer_Rao_bound(MultinomialEstimation at) =>
        IsBounded(at, at.Count * at.Information);

    [Mistake(nameof(The_covariance_of_estimators_is_at_least_the_Cramer_Rao_bound),
        "2 % less information: seen where the bound is attained", CatchRate = .3, Catches = 5)]
    public Measurement With_less_information_the_shares_beat_it(MultinomialEstimation at) =>
        IsBounded(at, .98 * at.Count * at.Information);

    [Mistake(nameof(The_covariance_of_estimators_is_at_least_the_Cramer_Rao_bound), "the information of one observation", Catches = 5)]
    public Measurement The_information_of_one_observation_is_beaten(MultinomialEstimation at) => IsBounded(at, at.Information);

    [Law("G6e", LawKind.Bound,
        @"\frac{\lambda e^{-2 \lambda}}{n} = \frac{\psi'(\theta)^2}{n F(\theta)} \le \mathrm{Var} \left( 1 - \tfrac{1}{n} \right)^S",
        Source = "Rao 1945; Cramér 1946; Lehmann and Casella 1998",
        Given = "S is the sum of n = 10 to 100 Poisson counts of rate λ = e^θ, a Poisson count of rate n λ, over which the variance is "
            + "summed; the bound is strict, by λ / 2n of itself",
        Within = nameof(SumOverCounts), Cases = 50, RestsOn = ["G6b", "G6f"])]
    public Measurement The_unbiased_estimator_of_the_chance_of_a_zero_count_stays_above_the_Cramer_Rao_bound(ZeroClass at) =>
        StaysAbove(at, at.Count);

    [Mistake(nameof(The_unbiased_estimator_of_the_chance_of_a_zero_count_stays_above_the_Cramer_Rao_bound),
        "one observation forgotten", CatchRate = .9)]
    public Measurement With_one_observation_forgotten_it_does_not(ZeroClass at) => StaysAbove(at, at.Count - 1);

    [Law("G6f", LawKind.Identity, @"\mathbb{E} \left( 1 - \tfrac{1}{n} \right)^S = e^{-\lambda}",
        Source = "Lehmann and Casella 1998",
        Given = "as in G6e",
        Within = nameof(SumOverCounts), Cases = 50)]
    public Measurement One_minus_one_over_n_to_the_power_of_the_sum_is_unbiased_for_the_chance_of_a_zero_count(ZeroClass at) =>
        HasTheMean(at, at.Count);

    [Mistake(nameof(One_minus_one_over_n_to_the_power_of_the_sum_is_unbiased_for_the_chance_of_a_zero_count), "one observation forgotten")]
    public Measurement With_one_observation_forgotten_it_is_biased(ZeroClass at) => HasTheMean(at, at.Count - 1);

    [Rival(nameof(One_minus_one_over_n_to_the_power_of_the_sum_is_unbiased_for_the_chance_of_a_zero_count),
        "the estimate of maximum likelihood, e^-x̄")]
    public Measurement The_estimate_of_maximum_likelihood_is_biased(ZeroClass at) =>
        HasTheMean(at, at.Sums.Mean(sum => Math.Exp(-sum[0] / at.Count)));

    static Rule OfTheMatrix =>
        Roundoff.Within(Gamma(Outcomes + 8 * N) * new Quantity<MultinomialEstimation>("E|T|²", at => at.SecondMoment)
        * (1 + new Quantity<MultinomialEstimation>("condition of F", at => CompactSvd.Of(at.Information).ConditionNumber)))
        .Because("a probability of n draws has some 8 n roundings");

    /// <summary>A weight has two roundings for each step from the mode, and a power its exponent's.</summary>
    static Rule SumOverCounts => Roundoff.Within(Gamma(new Quantity<ZeroClass>("2 outcomes + 4 (largest S) + 20", at =>
        2 * at.Sums.Count + 4 * LargestSum(at.Sums) + 20))
        * new Quantity<ZeroClass>("e^-λ", at => Math.Exp(-Math.Exp(at.LogRate))));

    static Quantity<MultinomialEstimation> N => new("n", at => at.Count);

    static Quantity<MultinomialEstimation> Outcomes => new("outcomes", at => at.Outcomes);

    static Measurement IsBounded(MultinomialEstimation at, Matrix<double> information)
    {
        var (covariance, sensitivity) = (at.Covariance, at.Sensitivity);
        var excess = covariance - sensitivity * information.Solve(sensitivity.Transpose());
        return Measure.AtMost("−λ_min(Cov(T) − D (n F)⁻¹ Dᵀ)", -((excess + excess.Transpose()) / 2)
            .Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real), "0", 0)
            .OfSize(covariance.Trace());
    }

    static Measurement StaysAbove(ZeroClass at, int count)
    {
        var rate = Math.Exp(at.LogRate);
        var (slope, information) = (-rate * Math.Exp(-rate),
            FisherInformation.ByScore(new Poisson(), Vector<double>.Build.Dense(1, at.LogRate))[0, 0]);
        var sums = at.Sums;
        var mean = sums.Mean(sum => Estimate(at.Count, sum[0]));
        return Measure.AtMost("ψ′² / n F", slope * slope / (count * information),
            "Var (1 − 1/n)^S", sums.Mean(sum => Math.Pow(Estimate(at.Count, sum[0]) - mean, 2)));
    }

    static Measurement HasTheMean(ZeroClass at, int count) => HasTheMean(at, at.Sums.Mean(sum => Estimate(count, sum[0])));

    static Measurement HasTheMean(ZeroClass at, double mean) =>
        Measure.Distance("E (1 − 1/n)^S", mean, "e^-λ", Math.Exp(-Math.Exp(at.LogRate)));

    static double LargestSum(ExpectationRule sums) => sums.Outcome(sums.Count - 1)[0];

    static double Estimate(int count, double sum) => Math.Pow(1 - 1.0 / count, sum);
}
