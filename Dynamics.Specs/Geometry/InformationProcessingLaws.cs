using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Information about θ adds up along a chain of observations, noise and coarse-graining can only lose it, and a sufficient statistic
/// loses none. Up to a factor, only the Fisher metric behaves so (Chentsov 1972). For models of finitely many outcomes.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract class InformationProcessingLaws<TModel> : ISubjectsOf<MappedPoint<TModel>>, ISubjectsOf<SplitPoint<TModel>>
    where TModel : IStatisticalModel
{
    protected abstract Gen<TModel> Models { get; }

    Subjects<AtPoint<TModel>> Points => ModelSubjects.Of(Models, model => Drawn.Vector(model.ParameterCount, -2, 2));

    Subjects<MappedPoint<TModel>> ISubjectsOf<MappedPoint<TModel>>.Subjects => new(
        MappedPoint<TModel>.Draw(Points.Draw), MappedPoint<TModel>.Simpler,
        m =>
        [
            Trait.Of("map", m.Merges ? "merging" : "noise"), Trait.Of("outcomes", m.Map.InputCount),
            Trait.Of("outcomes seen", m.Map.OutputCount), .. Points.Traits(m.At),
        ]);

    Subjects<SplitPoint<TModel>> ISubjectsOf<SplitPoint<TModel>>.Subjects => new(
        SplitPoint<TModel>.Draw(Points.Draw), SplitPoint<TModel>.Simpler,
        s =>
        [
            Trait.Of("outcomes", s.Split.Map.InputCount), Trait.Of("outcomes after the split", s.Split.Map.OutputCount),
            .. Points.Traits(s.At),
        ]);

    [Law("G15a", LawKind.Identity, @"F_{xy} = F_y + \mathbb{E}[F_{x \mid y}]",
        Source = "Amari and Nagaoka 2000",
        Given = "y is drawn from x by a Markov map that does not know θ, so that F_{xy} = F_x; finitely many outcomes",
        Within = nameof(RunningErrorsOfTheChain), Cases = 30, RestsOn = ["G2"])]
    public Measurement Information_adds_up_along_a_chain_of_observations(MappedPoint<TModel> m) =>
        AddsUp(m, y => m.SeenExpectation.Weight(y));

    [Mistake(nameof(Information_adds_up_along_a_chain_of_observations), "the plain mean over y for the expectation")]
    public Measurement The_plain_mean_over_y_does_not(MappedPoint<TModel> m) =>
        AddsUp(m, _ => 1.0 / m.SeenExpectation.Count);

    [Law("G15b", LawKind.Bound, @"0 \le \lambda_{\min}(F_x - F_y)",
        Source = "Chentsov 1972; Amari and Nagaoka 2000",
        Given = "y is drawn from x by a Markov map that does not know θ; finitely many outcomes",
        Within = nameof(RunningErrorsOfTheMap), Cases = 30, RestsOn = ["G15a"])]
    public Measurement No_Markov_map_raises_the_information(MappedPoint<TModel> m) => NeverGrows(m, FisherInformation.ByScore);

    [Rival(nameof(No_Markov_map_raises_the_information), "the Euclidean metric on probabilities", CatchRate = .25)]
    public Measurement The_Euclidean_metric_grows_where_two_outcomes_that_move_together_merge(MappedPoint<TModel> m) =>
        NeverGrows(m, EuclideanMetric);

    [Law("G15c", LawKind.Identity, @"F_x = F_{x'}, \; x = T(x')",
        Source = "Fisher 1925; Chentsov 1972",
        Given = "T is sufficient: x' splits x with shares that do not depend on θ (a congruent embedding); finitely many outcomes",
        Within = nameof(RunningErrorsOfTheSplit), Cases = 30, RestsOn = ["G15a"])]
    public Measurement A_sufficient_statistic_keeps_all_the_information(SplitPoint<TModel> s) =>
        Keeps(s, s.Split, FisherInformation.ByScore);

    [Rival(nameof(A_sufficient_statistic_keeps_all_the_information), "the Euclidean metric on probabilities")]
    public Measurement The_Euclidean_metric_shrinks_with_each_split(SplitPoint<TModel> s) => Keeps(s, s.Split, EuclideanMetric);

    [HypothesisDropped(nameof(A_sufficient_statistic_keeps_all_the_information), "shares that depend on θ")]
    public Measurement A_split_that_knows_theta_adds_information(SplitPoint<TModel> s) =>
        Keeps(s, s.SplitByTheta, FisherInformation.ByScore);

    protected static Rule RunningErrorsOfTheChain => Roundoff.Within(Roundings(
        new Quantity<MappedPoint<TModel>>("running errors of F_x, F_y and E[F_{x|y}]", m => m.ErrorOfTheChain)
        + SeenOutcomes * Information))
        .Because("the columns of a map add up to 1 but for a rounding of each outcome seen");

    protected static Rule RunningErrorsOfTheMap => Roundoff.Within(Roundings(
        new Quantity<MappedPoint<TModel>>("running errors of F_x and F_y", m => m.At.Errors.ScoreCovariance + m.SeenErrors.ScoreCovariance)
        + (SeenOutcomes + new Quantity<MappedPoint<TModel>>("P²", m => m.At.Theta.Count * m.At.Theta.Count)) * Information))
        .Because("columns of a map add up to 1 but for a rounding of each outcome seen, and P² are those of an eigenvalue");

    protected static Rule RunningErrorsOfTheSplit => Roundoff.Within(Roundings(
        new Quantity<SplitPoint<TModel>>("running errors of F_x and F_x′", s =>
            s.At.Errors.ScoreCovariance + s.SplitErrors.ScoreCovariance)
        + 4 * new Quantity<SplitPoint<TModel>>("|F_x|", s => s.At.ScoreCovariance.FrobeniusNorm())))
        .Because("the shares of an outcome add up to 1 but for 4 roundings");

    static Quantity<MappedPoint<TModel>> SeenOutcomes => new("outcomes seen", m => m.Map.OutputCount);

    static Quantity<MappedPoint<TModel>> Information => new("|F_x|", m => m.At.ScoreCovariance.FrobeniusNorm());

    static Measurement AddsUp(MappedPoint<TModel> m, Func<int, double> weight) => Measure.Distance("F_y + E[F_{x|y}]",
        m.Given.Select((model, i) => weight(i) * FisherInformation.ByScore(model, m.At.Theta))
            .Aggregate(FisherInformation.ByScore(m.Seen, m.At.Theta), (sum, term) => sum + term),
        "F_x", m.At.ScoreCovariance);

    static Measurement NeverGrows(MappedPoint<TModel> m, Func<IStatisticalModel, Vector<double>, Matrix<double>> metric) =>
        Measure.AtMost("−λ_min(F_x − F_y)",
            -Sharpness.Eigenvalues(metric(m.At.Model, m.At.Theta) - metric(m.Seen, m.At.Theta)).Minimum(), "0", 0)
            .OfSize(m.At.ScoreCovariance.FrobeniusNorm());

    static Measurement Keeps(
        SplitPoint<TModel> s, IStatisticalModel split, Func<IStatisticalModel, Vector<double>, Matrix<double>> metric) =>
        Measure.Distance("F_x − F_x′", metric(s.At.Model, s.At.Theta) - metric(split, s.At.Theta), "0", 0 * s.At.ScoreCovariance)
            .OfSize(s.At.ScoreCovariance.FrobeniusNorm());

    /// <summary>Σ ∂p ∂pᵀ.</summary>
    static Matrix<double> EuclideanMetric(IStatisticalModel model, Vector<double> theta)
    {
        var rule = model.Expectation(theta);
        return Enumerable.Range(0, rule.Count).Select(x => rule.Weight(x) * Score.Of(model, theta, rule.Outcome(x)))
            .Aggregate(Matrix<double>.Build.Dense(theta.Count, theta.Count), (sum, v) => sum + v.OuterProduct(v));
    }
}
