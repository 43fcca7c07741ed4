using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>What can be learned from n observations: information adds up, and no estimator does better than it allows.</summary>
public abstract partial class StatisticalModelLaws<TModel> : ISubjectsOf<Estimation<TModel>>
{
    Subjects<Estimation<TModel>> ISubjectsOf<Estimation<TModel>>.Subjects => new(
        Estimation<TModel>.Draw(Subjects.Draw), Estimation<TModel>.Simpler,
        e =>
        [
            Trait.Of("n", e.Count), Trait.Of("a", e.A),
            Trait.Of("estimator", e is { B: 0, C: 0 } ? "linear" : "quadratic, unequal weights"),
            .. Subjects.Traits(e.At),
        ]);

    [Law("G6a", LawKind.Identity, @"F_n = n F",
        Source = "Fisher 1925",
        Given = "n independent observations; the support does not move with θ; " + Dominated,
        Within = nameof(RunningErrorsOfTheSample), Cases = 30, RestsOn = ["G2"])]
    public Measurement Independent_observations_add_their_information(Estimation<TModel> e) =>
        AddsUp(e, e.FisherInformationOfTheSample);

    [Mistake(nameof(Independent_observations_add_their_information), "the mean over observations for the sum")]
    public Measurement The_mean_carries_the_information_of_one(Estimation<TModel> e) =>
        AddsUp(e, e.FisherInformationOfTheSample / e.Count);

    [Law("G6b", LawKind.Bound, @"\nabla\psi^\top (n F)^{-1} \nabla\psi \le \mathrm{Var}(T)",
        Source = "Rao 1945; Cramér 1946",
        Given = "T is an estimator with finite variance, here a x̄ + b x̄² + c x₁ from n = 2 to 4 observations, whose mean ψ(θ) may be "
            + "differentiated under the integral; F is not singular; the support does not move with θ; " + Dominated,
        Within = nameof(RunningErrorsOfTheEstimate), Cases = 30, NoCaseWhere = [typeof(SingularMetricException)], RestsOn = ["G6a"])]
    public Measurement The_variance_of_an_estimator_is_at_least_the_Cramer_Rao_bound(Estimation<TModel> e) =>
        Bounds(e, Bound(e, e.Estimate, e.Count));

    [Mistake(nameof(The_variance_of_an_estimator_is_at_least_the_Cramer_Rao_bound), "the bound of x̄ for that of T", CatchRate = .3)]
    public Measurement The_bound_of_the_mean_does_not_bound_another_estimator(Estimation<TModel> e) =>
        Bounds(e, Bound(e, e.Mean, e.Count));

    [Mistake(nameof(The_variance_of_an_estimator_is_at_least_the_Cramer_Rao_bound),
        "the information of one observation for that of n", CatchRate = .35)]
    public Measurement The_mean_beats_the_bound_of_one_observation(Estimation<TModel> e) => Bounds(e, Bound(e, e.Estimate, 1));

    [Law("G6c", LawKind.Identity, @"\mathrm{Var}(\bar x) = \nabla\psi^\top (n F)^{-1} \nabla\psi",
        Source = "Rao 1945; Cramér 1946",
        Given = "x is linear in the sufficient statistics of an exponential family, or Gaussian with known variance and as many "
            + "parameters as means; ψ(θ) = E[x]; F is not singular; the support does not move with θ; " + Dominated,
        Within = nameof(RunningErrorsOfTheMean), Cases = 30, NoCaseWhere = [typeof(SingularMetricException)], RestsOn = ["G6b"])]
    public Measurement The_mean_of_a_sufficient_statistic_attains_the_bound(Estimation<TModel> e) =>
        Attains(e, e.VarianceOf(e.Mean));

    [Mistake(nameof(The_mean_of_a_sufficient_statistic_attains_the_bound), "all observations but the first left out")]
    public Measurement The_first_observation_alone_does_not(Estimation<TModel> e) =>
        Attains(e, e.VarianceOf(outcomes => outcomes[0]));

    protected static Rule RunningErrorsOfTheSample => Roundoff.Within(Roundings(
        new Quantity<Estimation<TModel>>("running error of Fₙ", e => e.SampleErrors.ScoreCovariance)
        + Observations * new Quantity<Estimation<TModel>>("running error of F", e => e.At.Errors.ScoreCovariance)));

    protected static Rule RunningErrorsOfTheEstimate => RunningErrorsOf("T", e => e.ErrorsOfTheEstimate);

    protected static Rule RunningErrorsOfTheMean => RunningErrorsOf("x̄", e => e.ErrorsOfTheMean);

    static Quantity<Estimation<TModel>> Observations => new("n", e => e.Count);

    /// <summary>A solution is exact for an F that is (3 P + 1) √F_ii √F_jj away, entry by entry (Higham 2002, section 10.1).</summary>
    static Rule RunningErrorsOf(string name, Func<Estimation<TModel>, EstimateErrors> errors) => Truncation.Within(
        2 * new Quantity<Estimation<TModel>>("|x|ᵀ (last change of the extrapolated ∇ψ)", e => errors(e).OfTheExtrapolation) + Roundings(
        2 * new Quantity<Estimation<TModel>>("|x|ᵀ (running error of E[T] × 4 / h + that of the weights)", e => errors(e).OfTheSensitivity)
        + Observations * new Quantity<Estimation<TModel>>(
            "|x|ᵀ (running error of F + (3 P + 1) √F_ii √F_jj) |x|", e => errors(e).OfTheInformation)
        + new Quantity<Estimation<TModel>>($"running error of Var({name})", e => errors(e).OfTheVariance)))
        .Because("x = (n F)⁻¹ ∇ψ, and ∇ψᵀ(n F)⁻¹∇ψ moves by 2 xᵀδ∇ψ − xᵀδ(n F) x; ∇ψ by differences of E[T] at steps from 1/16 to "
            + "h = 1/128, extrapolated");

    static Measurement AddsUp(Estimation<TModel> e, Matrix<double> information) =>
        Measure.Distance("Fₙ", information, "n F", e.Count * e.At.ScoreCovariance);

    static Measurement Bounds(Estimation<TModel> e, double bound) =>
        Measure.AtMost("∇ψᵀ(nF)⁻¹∇ψ", bound, "Var(T)", e.VarianceOf(e.Estimate));

    static Measurement Attains(Estimation<TModel> e, double variance) =>
        Measure.Distance("Var(x̄)", variance, "∇ψᵀ(nF)⁻¹∇ψ", Bound(e, e.Mean, e.Count));

    static double Bound(Estimation<TModel> e, Statistic statistic, int observations)
    {
        var sensitivity = e.SensitivityOf(statistic);
        return sensitivity * NaturalGradient.Direction(e.At.ScoreCovariance.Multiply(observations), sensitivity);
    }
}
