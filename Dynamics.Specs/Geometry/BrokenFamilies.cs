using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// A support that moves with its parameter: probability flows in through the moving end, and all that rests on a score of mean
/// zero falls. The laws are violated on every case, and one of its own says by how much.
/// </summary>
[Breaks(nameof(The_score_is_zero_on_average), Moves)]
[Breaks(nameof(The_covariance_of_the_score_is_the_negative_expected_Hessian), Moves)]
[Breaks(nameof(Independent_observations_add_their_information), Moves)]
[Breaks(nameof(No_estimator_beats_the_information), Moves)]
[Breaks(nameof(The_mean_of_a_sufficient_statistic_attains_the_bound), Moves)]
[Breaks(nameof(The_divergence_is_quadratic_with_the_Fisher_information), Moves)]
[Breaks(nameof(An_eigenvalue_tells_how_sharp_its_direction_is), Moves)]
[Breaks(nameof(There_and_back_differ_by_the_skewness_of_the_score), Moves)]
[Breaks(nameof(The_connections_of_alpha_and_minus_alpha_are_dual_in_the_Fisher_metric), Moves)]
[OneParameter]
[DoesNotApply(nameof(A_natural_gradient_step_is_the_same_in_every_affine_chart), "the cross-entropy to a longer interval is infinite")]
public sealed class UniformUpToLaws : StatisticalModelLaws<UniformUpTo>
{
    const string Moves = "the support does not move with θ";

    protected override Gen<UniformUpTo> Models => Gen.Constant(new UniformUpTo());

    protected override Gen<Vector<double>> Parameters(UniformUpTo model) => Drawn.Vector(1, .5, 3);

    [Law("G1b", LawKind.Identity, @"z \sim U(0, \theta): \; \mathbb{E}[s] = -p(\theta \mid \theta) = -\frac{1}{\theta}",
        Source = "Leibniz's rule for an integral with a moving limit; Lehmann and Casella 1998",
        Given = "the support ends at θ, and p does not vanish there",
        Within = nameof(RunningErrorOfTheScore))]
    public Measurement Through_a_moving_end_the_score_loses_its_balance(AtPoint<UniformUpTo> at) =>
        FlowsThroughTheEnd(at, at.Expectation.Mean(outcome => Score.Of(at.Model, at.Theta, outcome)[0]));

    [Mistake(nameof(Through_a_moving_end_the_score_loses_its_balance), "flowing out for flowing in: the sign")]
    public Measurement It_does_not_flow_the_other_way(AtPoint<UniformUpTo> at) =>
        FlowsThroughTheEnd(at, -at.Expectation.Mean(outcome => Score.Of(at.Model, at.Theta, outcome)[0]));

    [Mistake(nameof(Through_a_moving_end_the_score_loses_its_balance), "the end held still")]
    public Measurement With_the_end_held_still_nothing_flows(AtPoint<UniformUpTo> at) => FlowsThroughTheEnd(at, 0);

    static Measurement FlowsThroughTheEnd(AtPoint<UniformUpTo> at, double meanScore) =>
        Measure.Distance("E[s]", meanScore, "−1/θ", -1 / at.Theta[0]);
}

/// <summary>
/// A log-density with a kink: its score has a variance, but its second derivative is zero wherever it exists. The curvature sits in
/// the kink, where no derivative sees it.
/// </summary>
[Breaks(nameof(The_covariance_of_the_score_is_the_negative_expected_Hessian), "log p is twice differentiable in θ")]
[Breaks(nameof(The_mean_of_a_sufficient_statistic_attains_the_bound), "x is linear in the sufficient statistics of an exponential family")]
[OneParameter]
[DoesNotApply(nameof(The_divergence_is_quadratic_with_the_Fisher_information), TwoKinks)]
[DoesNotApply(nameof(An_eigenvalue_tells_how_sharp_its_direction_is), TwoKinks)]
[DoesNotApply(nameof(There_and_back_differ_by_the_skewness_of_the_score), TwoKinks)]
[DoesNotApply(nameof(The_connections_of_alpha_and_minus_alpha_are_dual_in_the_Fisher_metric), "its metric is constant: central "
    + "differences have no error")]
public sealed class LaplaceLocationLaws : StatisticalModelLaws<LaplaceLocation>
{
    const string TwoKinks = "a divergence has a kink at either point, and the rule at one is not exact across the other's; "
        + "by hand it is |t| + e^-|t| − 1";

    protected override Gen<LaplaceLocation> Models => Gen.Constant(new LaplaceLocation());

    [Law("G2b", LawKind.Identity,
        @"\mathbb{E}[s^2] = -\mathbb{E}[\partial^2 \log p] + p(\theta \mid \theta) \, (s(\theta^+) - s(\theta^-))",
        Source = "integration by parts on either side of the kink; Kotz, Kozubowski and Podgórski 2001",
        Given = "log p has a kink at z = θ and is twice differentiable elsewhere",
        Within = nameof(RunningErrorsOfBothInformations))]
    public Measurement The_curvature_that_is_missing_sits_in_the_kink(AtPoint<LaplaceLocation> at) =>
        IsTheVariance(at, at.NegativeExpectedHessian[0, 0] + InTheKink(at));

    [Mistake(nameof(The_curvature_that_is_missing_sits_in_the_kink), "the kink left out")]
    public Measurement Away_from_the_kink_there_is_none(AtPoint<LaplaceLocation> at) =>
        IsTheVariance(at, at.NegativeExpectedHessian[0, 0]);

    static Measurement IsTheVariance(AtPoint<LaplaceLocation> at, double curvature) =>
        Measure.Distance("−E[∂² log p] + p(θ) × jump of s", curvature, "E[s²]", at.ScoreCovariance[0, 0]);

    /// <summary>The density at the kink times how far the slope of log p falls there.</summary>
    static double InTheKink(AtPoint<LaplaceLocation> at)
    {
        var kink = at.Theta[0];
        var density = Elementary.Exp(at.Model.LogDensity<Real>([new(kink)], [kink]).Value);
        return density * (SlopeAt(Math.BitIncrement(kink)) - SlopeAt(Math.BitDecrement(kink)));

        double SlopeAt(double z) => Score.Of(at.Model, at.Theta, [z])[0];
    }
}
