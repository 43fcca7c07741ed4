using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Information about θ adds up along a chain of observations, noise and coarse-graining can only lose it, and what loses none is a
/// sufficient statistic. Up to a factor, only the Fisher metric behaves so (Chentsov 1972). For models of finitely many outcomes.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract class InformationProcessingLaws<TModel> : ISubjectsOf<MappedPoint<TModel>>, ISubjectsOf<SplitPoint<TModel>>
    where TModel : IStatisticalModel
{
    protected abstract Gen<TModel> Models { get; }

    Subjects<AtPoint<TModel>> Points => ModelSubjects.Of(Models, model => Drawn.Vector(model.ParameterCount, -2, 2));

    Subjects<MappedPoint<TModel>> ISubjectsOf<MappedPoint<TModel>>.Subjects => new(MappedPoint<TModel>.Draw(Points.Draw), MappedPoint<TModel>.Simpler,
        m => [Trait.Of("map", m.Merged is null ? "noise" : "merging"), Trait.Of("outcomes", m.Map.InputCount), Trait.Of("outcomes seen", m.Map.OutputCount), .. Points.Traits(m.At)]);

    Subjects<SplitPoint<TModel>> ISubjectsOf<SplitPoint<TModel>>.Subjects => new(SplitPoint<TModel>.Draw(Points.Draw), SplitPoint<TModel>.Simpler,
        s => [Trait.Of("outcomes", s.Split.Map.InputCount), Trait.Of("outcomes after the split", s.Split.Map.OutputCount), .. Points.Traits(s.At)]);

    [Law("G15a", LawKind.Identity, @"F_{xy} = F_y + \mathbb{E}[F_{x \mid y}]",
        Source = "Amari and Nagaoka 2000",
        Given = "y is drawn from x by a Markov map that does not know θ, so that F_{xy} = F_x; finitely many outcomes",
        Within = "roundoff: " + OfAllModels, Cases = 30, RestsOn = ["G2"])]
    public Measurement Information_adds_up_along_a_chain_of_observations(MappedPoint<TModel> m) =>
        AddsUp(m, y => m.SeenExpectation.Weight(y));

    [Mistake(nameof(Information_adds_up_along_a_chain_of_observations), "the plain mean over y for the expectation")]
    public Measurement The_plain_mean_over_y_does_not(MappedPoint<TModel> m) =>
        m.Merged is not null || m.SeenExpectation.Mean(y => m.SeenExpectation.Weight((int)y[0])) < 1.01 / m.SeenExpectation.Count
            ? Measurement.NoCase("two outcomes merge, or all y are about equally likely")
            : AddsUp(m, _ => 1.0 / m.SeenExpectation.Count);

    [Law("G15b", LawKind.Bound, @"0 \le \lambda_{\min}(F_x - F_y)",
        Source = "Chentsov 1972; Amari and Nagaoka 2000",
        Given = "y is drawn from x by a Markov map that does not know θ; finitely many outcomes",
        Within = "roundoff: " + OfBoth, Cases = 30, RestsOn = ["G15a"])]
    public Measurement No_Markov_map_raises_the_information(MappedPoint<TModel> m) => NeverGrows(m, FisherInformation.ByScore);

    [Mistake(nameof(No_Markov_map_raises_the_information), "the Euclidean metric on probabilities for the Fisher metric")]
    public Measurement The_Euclidean_metric_grows_where_two_outcomes_that_move_together_merge(MappedPoint<TModel> m) =>
        m.Merged is not (int one, int other) || MoveAgainstEachOther(m.At, one, other) ? Measurement.NoCase("no two outcomes merge, or they move against each other")
        : NeverGrows(m, EuclideanMetric);

    [Law("G15c", LawKind.Identity, @"F_x = F_{x'}, \; x = T(x')",
        Source = "Fisher 1925; Chentsov 1972",
        Given = "T is sufficient: x' splits x with shares that do not depend on θ (a congruent embedding); finitely many outcomes",
        Within = "roundoff: " + OfBoth, Cases = 30, RestsOn = ["G15a"])]
    public Measurement A_sufficient_statistic_keeps_all_the_information(SplitPoint<TModel> s) => Keeps(s, s.Split, FisherInformation.ByScore);

    [Mistake(nameof(A_sufficient_statistic_keeps_all_the_information), "the Euclidean metric on probabilities for the Fisher metric")]
    public Measurement The_Euclidean_metric_shrinks_with_each_split(SplitPoint<TModel> s) =>
        !Enumerable.Range(0, s.Shares.Count).Any(x => s.Shares[x].Maximum() < .95 && Velocity(s.At, x).L2Norm() > .01)
            ? Measurement.NoCase("no outcome that θ moves is split") : Keeps(s, s.Split, EuclideanMetric);

    [Mistake(nameof(A_sufficient_statistic_keeps_all_the_information), "shares that depend on θ")]
    public Measurement A_split_that_knows_theta_adds_information(SplitPoint<TModel> s) => Keeps(s, s.SplitByTheta, FisherInformation.ByScore);

    const string OfAllModels = "γ(outcomes + 4 × longest chain of roundings in log p(x | y)) × what F_x, F_y and E[F_{x|y}] add up";
    const string OfBoth = "γ(outcomes after + 4 × longest chain of roundings in their log p + P²) × what the two informations add up";

    static Measurement AddsUp(MappedPoint<TModel> m, Func<int, double> weight)
    {
        var given = Enumerable.Range(0, m.SeenExpectation.Count).Select(i => m.Given(m.SeenExpectation.Outcome(i)[0])).ToArray();
        var roundings = given.Select(model => MappedPoint<TModel>.Roundings(model, m.At.Theta)).ToArray();
        var left = given.Select((model, i) => weight(i) * FisherInformation.ByScore(model, m.At.Theta))
            .Aggregate(FisherInformation.ByScore(m.Seen, m.At.Theta), (sum, term) => sum + term);
        var magnitude = m.At.Roundings.ScoreCovariance + m.SeenRoundings.ScoreCovariance
            + roundings.Select((r, i) => m.SeenExpectation.Weight(i) * r.ScoreCovariance).Sum();
        return Measure.Distance("F_y + E[F_{x|y}]", left, "F_x", m.At.ScoreCovariance)
            .Within(LegacyRoundoff.Of(m.Map.InputCount + m.Map.OutputCount + 4 * roundings.Max(r => r.LongestChain), magnitude, OfAllModels));
    }

    static Measurement NeverGrows(MappedPoint<TModel> m, Func<IStatisticalModel, Vector<double>, Matrix<double>> metric) =>
        Measure.AtMost("−λ_min(F_x − F_y)", -(metric(m.At.Model, m.At.Theta) - metric(m.Seen, m.At.Theta)).Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum(), "0", 0)
            .Within(BothInformations(m.At, m.SeenRoundings, m.Map));

    static Measurement Keeps(SplitPoint<TModel> s, IStatisticalModel split, Func<IStatisticalModel, Vector<double>, Matrix<double>> metric) =>
        Measure.Distance("F_x − F_x′", metric(s.At.Model, s.At.Theta) - metric(split, s.At.Theta), "0", 0 * s.At.ScoreCovariance)
            .Within(BothInformations(s.At, MappedPoint<TModel>.Roundings(s.Split, s.At.Theta), s.Split.Map));

    static Tolerance BothInformations(AtPoint<TModel> at, DerivativeRoundings after, MarkovMap map) => LegacyRoundoff.Of(
        map.InputCount + map.OutputCount + 4 * after.LongestChain + at.Theta.Count * at.Theta.Count, at.Roundings.ScoreCovariance + after.ScoreCovariance, OfBoth);

    /// <summary>Σ ∂p ∂pᵀ.</summary>
    static Matrix<double> EuclideanMetric(IStatisticalModel model, Vector<double> theta)
    {
        var rule = model.Expectation(theta);
        return Enumerable.Range(0, rule.Count).Select(x => rule.Weight(x) * Score.Of(model, theta, rule.Outcome(x)))
            .Aggregate(Matrix<double>.Build.Dense(theta.Count, theta.Count), (sum, v) => sum + v.OuterProduct(v));
    }

    /// <summary>∂p(x).</summary>
    static Vector<double> Velocity(AtPoint<TModel> at, int x) => at.Expectation.Weight(x) * Score.Of(at.Model, at.Theta, at.Expectation.Outcome(x));

    /// <summary>Then their sum moves less than they do: the cross term of |v + w|² has no positive direction.</summary>
    static bool MoveAgainstEachOther(AtPoint<TModel> at, int one, int other)
    {
        var (v, w) = (Velocity(at, one), Velocity(at, other));
        return v.L2Norm() < .01 || w.L2Norm() < .01 || v * w < -.9 * v.L2Norm() * w.L2Norm();
    }
}
