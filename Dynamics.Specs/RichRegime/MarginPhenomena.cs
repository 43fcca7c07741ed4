using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Margin = Dynamics.Specs.Laws.Rules.Margin;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// Maximise: after the last training error is gone the margin goes on growing, and the direction of the weights nears the conditions of
/// the largest margin. Weights are compared at equal norm, so that nothing is shown by weights that only grow.
/// </summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class MarginPhenomena
{
    const string Source = "Lyu and Li 2020; Schechtman and Schreuder 2025; report 2.2.2";

    const string Data = "12 unit vectors in space labelled by the sign of x1 x2, |x1 x2| > .12; the sum of exponential losses; "
        + "from N(0, .2²); ";

    const string Flow = Data + "the flow in log-loss time with steps h / max |∇f|², h = .5; relu² of width 40 for 6000 steps, "
        + "ReLU of width 32 and of widths 32, 32 for 4000; the worst network; ";

    const string Descent = Data + "stochastic gradient descent, batches of 4 without replacement, η = .2 (ReLU of width 32) or .05 "
        + "(widths 32, 32), or half of 1 / Σ ℓ'' |∇f|² over the batch where that is less; 12000 steps; the worse network; ";

    const string FromFit = "from the step after which ℒ < 1 for good to the last; a network that never fits shows nothing; "
        + "the null is a direction that stays";

    const string SquaredToo = "; the squared loss shows it too, since it makes all margins equal";

    readonly Runs<MarginTrained[]> _flows = Of(Flows);
    readonly Runs<MarginTrained[]> _squared = Of(Flows.Select(net => net with { Target = 5 }));
    readonly Runs<MarginTrained[]> _descents = Of(MarginRuns.Stochastic);

    [Phenomenon("R4a", @"\gamma_T / \gamma_0 > 1, \quad \gamma = \min_i y_i f_i / |w|^L", Source = Source,
        Given = Flow + FromFit + SquaredToo, Within = nameof(LargerMargin))]
    public Measurement The_normalised_margin_grows_on_after_the_last_error(Replicate replicate) =>
        Grows(_flows[replicate], net => net.End);

    [Rival(nameof(The_normalised_margin_grows_on_after_the_last_error),
        "outputs grow and directions do not: the weights of the first fit, made as long as at the end")]
    public Measurement Margin_of_a_frozen_direction(Replicate replicate) => Grows(_flows[replicate], net => net.FitMadeLong);

    [Phenomenon("R4b",
        @"1 - \delta(c \, w_T) / \delta(w_0) > 0, \quad |c \, w_T| = |w_0|, \quad \delta = \sum_i q_i (y_i f_i / \min_j y_j f_j - 1)",
        Source = Source, Given = Flow + "q are the shares of the examples in ℒ; at the norm of the first fit, since δ falls with the norm "
            + "alone; " + FromFit + SquaredToo, Within = nameof(LessSay))]
    public Measurement Examples_beyond_the_margin_lose_their_say(Replicate replicate) => Falls(_flows[replicate], net => net.End);

    [Rival(nameof(Examples_beyond_the_margin_lose_their_say),
        "they lose it by the norm alone: the weights of the first fit, made as long as at the end")]
    public Measurement Say_in_a_frozen_direction(Replicate replicate) => Falls(_flows[replicate], net => net.FitMadeLong);

    [Phenomenon("R4c",
        @"1 - \varepsilon(w_T) / \varepsilon(c \, w_0) > 0, \quad |c \, w_0| = |w_T|, \; \varepsilon = |w / |w| + \nabla L / |\nabla L||",
        Source = Source, Given = Flow + "at the norm of the end; " + FromFit + "; that ε tends to 0 is not claimed",
        Within = nameof(NearerItsGradient))]
    public Measurement The_weights_turn_to_their_own_gradient(Replicate replicate) => Turns(_flows[replicate], net => net.End);

    [Rival(nameof(The_weights_turn_to_their_own_gradient),
        "any loss that is trained on to zero turns them: the squared loss, with targets ±5")]
    public Measurement Turn_by_the_squared_loss(Replicate replicate) => Turns(_squared[replicate], net => net.End);

    [Rival(nameof(The_weights_turn_to_their_own_gradient),
        "the gradient turns and not the weights: those of the first fit, made as long as at the end")]
    public Measurement Turn_of_a_frozen_direction(Replicate replicate) => Turns(_flows[replicate], net => net.FitMadeLong);

    [Phenomenon("R4d", @"\gamma_T / \gamma_0 > 1", Source = Source, Given = Descent + FromFit + SquaredToo, Within = nameof(LargerMargin))]
    public Measurement It_grows_under_stochastic_gradient_descent_too(Replicate replicate) => Grows(_descents[replicate], net => net.End);

    [Rival(nameof(It_grows_under_stochastic_gradient_descent_too),
        "outputs grow and directions do not: the weights of the first fit, made as long as at the end")]
    public Measurement Margin_of_a_frozen_direction_of_descent(Replicate replicate) => Grows(_descents[replicate], net => net.FitMadeLong);

    [Phenomenon("R4e", @"1 - |r - 1| > 0, \quad r = (|w_{4k}|^L - |w_k|^L) / (|w_k|^L - |w_{k/4}|^L)", Source = Source,
        Given = Descent + "4 k is the last step; r is 1 for log k, 4^a for a power k^a, 0 for a norm that stands still; "
            + "which power of the norm it is that grows like log k is not seen: any from 1/2 to 4 shows it",
        Within = nameof(LikeALogarithm))]
    public Measurement Its_norm_grows_like_the_logarithm_of_the_steps(Replicate replicate) => GrowsLikeTheLogarithm(_descents[replicate]);

    [Rival(nameof(Its_norm_grows_like_the_logarithm_of_the_steps),
        "homogeneous networks grow so, however they descend: normalised steps, those of the flow in log-loss time")]
    public Measurement Growth_under_normalised_steps(Replicate replicate) => GrowsLikeTheLogarithm(_flows[replicate]);

    static Rule LargerMargin =>
        Margin.Of(.05, "a regression threshold, between what 60 runs showed before, .17 or more, and a frozen direction, 0");

    static Rule LessSay =>
        Margin.Of(.5, "a regression threshold, between what 60 runs showed before, .58 or more, and a frozen direction, 0");

    static Rule NearerItsGradient =>
        Margin.Of(.33, "a regression threshold, between what 60 runs showed before, .41 or more, and the squared loss, .25 or less");

    static Rule LikeALogarithm =>
        Margin.Of(.75, "|r − 1| under 1/4 tells log k from a power k^a with a over 1/6; 60 runs showed .85 or more before");

    static Runs<MarginTrained[]> Of(IEnumerable<MarginSettings> nets) =>
        new(replicate => [.. nets.Select(net => MarginRuns.Train(replicate, net))]);

    static MarginSettings[] Flows => [MarginRuns.Smooth, MarginRuns.Shallow, MarginRuns.Deep];

    static Measurement Grows(MarginTrained[] nets, Func<MarginTrained, MarginPoint> end) =>
        Measure.Above("least ratio of margins", Least(nets, net => end(net).Margin / net.Fit!.Margin), "a direction that stays", 1);

    static Measurement Falls(MarginTrained[] nets, Func<MarginTrained, MarginPoint> end) => Measure.Above("least fall of δ",
        Least(nets, net => 1 - net.AtNorm(end(net), net.Fit!.Norm).Complementarity / net.Fit.Complementarity),
        "a direction that stays", 0);

    static Measurement Turns(MarginTrained[] nets, Func<MarginTrained, MarginPoint> end) => Measure.Above("least fall of ε",
        Least(nets, net => 1 - end(net).Stationarity / net.FitMadeLong.Stationarity), "a direction that stays", 0);

    static Measurement GrowsLikeTheLogarithm(MarginTrained[] nets) => Measure.Above("least 1 − |r − 1|",
        Least(nets, net => 1 - Math.Abs(GrowthOfOctaves(net) - 1)), "a norm that stands still, or grows like √k", 0);

    /// <summary>Over the networks; not a number where one never fits.</summary>
    static double Least(MarginTrained[] nets, Func<MarginTrained, double> statistic) =>
        nets.Min(net => net.Fit is null ? double.NaN : statistic(net));

    /// <summary>What |w|^L grows by in the last fourfold of the steps over what it grows by in the one before.</summary>
    static double GrowthOfOctaves(MarginTrained net)
    {
        var last = net.Settings.Steps;
        return Growth(last / 4, last) / Growth(last / 16, last / 4);

        double Growth(int from, int to) => (Power(to) - Power(from)) / (Math.Log(At(to).Step) - Math.Log(At(from).Step));

        MarginPoint At(int step) => net.Run.Points.MinBy(point => Math.Abs(point.Step - step))!;

        double Power(int step) => Math.Pow(At(step).Norm, net.Run.Degree);
    }
}
