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
        "any turn from the first fit widens it: one as far, in a direction drawn at random")]
    public Measurement Margin_after_a_random_turn(Replicate replicate) => Grows(_flows[replicate], net => net.FitTurnedAnywhere);

    [Phenomenon("R4b",
        @"1 - \delta(c \, w_T) / \delta(w_0) > 0, \quad |c \, w_T| = |w_0|, \quad \delta = \sum_i q_i (y_i f_i / \min_j y_j f_j - 1)",
        Source = Source, Given = Flow + "q are the shares of the examples in ℒ; at the norm of the first fit, since δ falls with the norm "
            + "alone; " + FromFit + SquaredToo, Within = nameof(LessSay))]
    public Measurement Complementary_slackness_improves_at_equal_norm(Replicate replicate) => Falls(_flows[replicate], net => net.End);

    [Rival(nameof(Complementary_slackness_improves_at_equal_norm),
        "any turn from the first fit takes it: one as far, in a direction drawn at random")]
    public Measurement Say_after_a_random_turn(Replicate replicate) => Falls(_flows[replicate], net => net.FitTurnedAnywhere);

    [Phenomenon("R4c",
        @"1 - \varepsilon(w_T) / \varepsilon(c \, w_0) > 0, \quad |c \, w_0| = |w_T|, \; \varepsilon = |w / |w| + \nabla L / |\nabla L||",
        Source = Source, Given = Flow + "at the norm of the end; " + FromFit + "; that ε tends to 0 is not claimed",
        Within = nameof(NearerItsGradient))]
    public Measurement The_weights_align_with_the_negative_gradient(Replicate replicate) => Turns(_flows[replicate], net => net.End);

    [Rival(nameof(The_weights_align_with_the_negative_gradient),
        "any loss that is trained on to zero turns them: the squared loss, with targets ±5")]
    public Measurement Turn_by_the_squared_loss(Replicate replicate) => Turns(_squared[replicate], net => net.End);

    [Rival(nameof(The_weights_align_with_the_negative_gradient),
        "any turn from the first fit brings them nearer: one as far, in a direction drawn at random")]
    public Measurement Gradient_after_a_random_turn(Replicate replicate) => Turns(_flows[replicate], net => net.FitTurnedAnywhere);

    [Phenomenon("R4d", @"\gamma_T / \gamma_0 > 1", Source = Source, Given = Descent + FromFit + SquaredToo, Within = nameof(LargerMargin))]
    public Measurement The_normalised_margin_grows_under_stochastic_gradient_descent(Replicate replicate) =>
        Grows(_descents[replicate], net => net.End);

    [Rival(nameof(The_normalised_margin_grows_under_stochastic_gradient_descent),
        "any turn from the first fit widens it: one as far, in a direction drawn at random")]
    public Measurement Margin_after_a_random_turn_of_descent(Replicate replicate) =>
        Grows(_descents[replicate], net => net.FitTurnedAnywhere);

    [Phenomenon("R4e",
        @"1 - |\rho - 1| > 0, \quad \rho = \frac{d}{d \log k} (\log \tfrac{1}{\mathcal{L}} - (2 - \tfrac{2}{L}) \log \log k)",
        Source = "Lyu and Li 2020, theorem 4.3; report 2.2.2",
        Given = Descent + "over the last fourfold of the steps; the theorem is that ℒ is of the order 1 / (k (log k)^(2 − 2/L)), for "
            + "descent on all examples; a power of 0 is refused, 1 and 4/3 are not told apart at this length; a network that never "
            + "fits shows nothing; ρ is 0 for a loss that stays and infinite for an exponential",
        Within = nameof(AtTheRate))]
    public Measurement The_loss_of_stochastic_gradient_descent_falls_faster_than_one_over_the_steps_by_a_logarithm(Replicate replicate) =>
        FallsAtTheRate(_descents[replicate], degree => 2 - 2.0 / degree);

    [Rival(nameof(The_loss_of_stochastic_gradient_descent_falls_faster_than_one_over_the_steps_by_a_logarithm),
        "a convex loss: one over the steps, whatever the degree")]
    public Measurement Rate_of_a_linear_model(Replicate replicate) => FallsAtTheRate(_descents[replicate], _ => 0);

    [Rival(nameof(The_loss_of_stochastic_gradient_descent_falls_faster_than_one_over_the_steps_by_a_logarithm),
        "it falls so, however it is descended: normalised steps, those of the flow in log-loss time")]
    public Measurement Rate_under_normalised_steps(Replicate replicate) => FallsAtTheRate(_flows[replicate], degree => 2 - 2.0 / degree);

    static Rule LargerMargin =>
        Margin.Of(.05, "a regression threshold, between what 60 runs showed before, .17 or more, and a frozen direction, 0");

    static Rule LessSay =>
        Margin.Of(.5, "a regression threshold, between what 60 runs showed before, .58 or more, and a frozen direction, 0");

    static Rule NearerItsGradient =>
        Margin.Of(.33, "a regression threshold, between what 60 runs showed before, .41 or more, and the squared loss, .25 or less");

    static Rule AtTheRate => Margin.Of(.85,
        "a regression threshold, between what runs showed before, .89 or more, and a linear model, .82 or less");

    static Runs<MarginTrained[]> Of(IEnumerable<MarginSettings> nets) =>
        new(replicate => [.. nets.Select(net => MarginRuns.Train(replicate, net))]);

    static MarginSettings[] Flows => [MarginRuns.Smooth, MarginRuns.Shallow, MarginRuns.Deep];

    static Measurement Grows(MarginTrained[] nets, Func<MarginTrained, MarginPoint> end) =>
        Measure.Above("least ratio of margins", Least(nets, net => end(net).Margin / net.Fit!.Margin), "a direction that stays", 1);

    static Measurement Falls(MarginTrained[] nets, Func<MarginTrained, MarginPoint> end) => Measure.Above("least fall of δ",
        Least(nets, net => Falls(net.AtNorm(end(net), net.Fit!.Norm), net.Fit)), "a direction that stays", 0);

    /// <summary>
    /// Weights that do not fit have no margin beyond which an example could be; they count as a loss of −1, a say that doubled.
    /// </summary>
    static double Falls(MarginPoint end, MarginPoint start) =>
        end.Margin > 0 ? Math.Max(-1, 1 - end.Complementarity / start.Complementarity) : -1;

    static Measurement Turns(MarginTrained[] nets, Func<MarginTrained, MarginPoint> end) => Measure.Above("least fall of ε",
        Least(nets, net => 1 - end(net).Stationarity / net.FitMadeLong.Stationarity), "a direction that stays", 0);

    static Measurement FallsAtTheRate(MarginTrained[] nets, Func<int, double> power) => Measure.Above("least 1 − |ρ − 1|",
        Least(nets, net => 1 - Math.Abs(Rate(net, power(net.Run.Degree)) - 1)), "a loss that stays", 0);

    /// <summary>Over the networks; not a number where one never fits.</summary>
    static double Least(MarginTrained[] nets, Func<MarginTrained, double> statistic) =>
        nets.Min(net => net.Fit is null ? double.NaN : statistic(net));

    /// <summary>ρ over the last fourfold of the steps.</summary>
    static double Rate(MarginTrained net, double power)
    {
        var (from, to) = (At(net.Settings.Steps / 4), At(net.Settings.Steps));
        var (first, last) = (Math.Log(from.Step), Math.Log(to.Step));
        return (from.LogLoss - to.LogLoss - power * Math.Log(last / first)) / (last - first);

        MarginPoint At(int step) => net.Run.Points.MinBy(point => Math.Abs(point.Step - step))!;
    }
}
