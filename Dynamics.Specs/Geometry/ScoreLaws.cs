using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>At the truth the log-likelihood is stationary on average: outcomes pull the parameters this way and that.</summary>
public abstract partial class FisherInformationLaws<TModel>
{
    [Law("G1", LawKind.Identity, @"\mathbb{E}[s] = 0",
        Source = "Fisher 1925",
        Given = "log p is differentiable in θ, and the support does not move with θ; " + Dominated,
        Within = nameof(RunningErrorOfTheScore))]
    public Measurement The_score_is_zero_on_average(AtPoint<TModel> at) => Balances(at, at.Expectation);

    /// <summary>E[s] under q is the slope of the cross-entropy to q, which is zero at its only minimum, or nowhere.</summary>
    [Mistake(nameof(The_score_is_zero_on_average), "outcomes of another member of the family")]
    public Measurement Under_another_member_of_the_family_it_is_not(AtPoint<TModel> at) => Balances(at, at.ExpectationElsewhere);

    protected static Rule RunningErrorOfTheScore => Roundoff.Within(Roundings(ErrorOfTheScore));

    static Quantity<AtPoint<TModel>> ErrorOfTheScore => new("running error of E[s]", at => at.Errors.Score);

    static Measurement Balances(AtPoint<TModel> at, ExpectationRule outcomes) =>
        Measure.Distance("E[s]", outcomes.Mean(outcome => Score.Of(at.Model, at.Theta, outcome)),
            "0", Vector<double>.Build.Dense(at.Theta.Count))
            .OfSize(at.Errors.ScoreSize);
}
