using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.RichRegime;

/// <summary>Maximise: after the last training error is gone the margin goes on growing, and the direction of the weights nears the conditions of the largest margin.</summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class MarginPhenomena
{
    const string Source = "Lyu and Li 2020; Schechtman and Schreuder 2025; report 2.2.2";
    const string Flow = "12 unit vectors in space labelled by the sign of x1 x2, |x1 x2| > .12; the sum of exponential losses; the flow in log-loss time with steps h / max |∇f|², h = .5; ";
    const string ThreeNets = "relu² of width 40 for 6000 steps, ReLU of width 32 and of widths 32, 32 for 4000, from N(0, .2²); means of five seeds, the worst network; ";
    const string FromFit = "from the step after which ℒ < 1 for good to the last; the null is a direction that stays";

    [Law("R4a", LawKind.Phenomenon, @"\gamma_T / \gamma_0 > 1, \quad \gamma = \min_i y_i f_i / |w|^L", Source = Source, Given = Flow + ThreeNets + FromFit,
        Within = "phenomenon: beyond the null by 0.1, 1.19, 1.75 and 3.29 or more on each of twenty seeds before")]
    public Measurement The_normalised_margin_grows_on_after_the_last_error() => Grows(run => run.MarginRatio);

    [Mistake(nameof(The_normalised_margin_grows_on_after_the_last_error), "training that ends with the last error")]
    public Measurement It_would_not_have_grown_if_training_had_ended_there() => Grows(run => run.FirstFitted!.Margin / run.FirstFitted.Margin);

    [Law("R4b", LawKind.Phenomenon, @"1 - \delta_T / \delta_0 > 0, \quad \delta = \sum_i q_i (y_i f_i / \min_j y_j f_j - 1)", Source = Source, Given = Flow + ThreeNets + FromFit,
        Within = "phenomenon: beyond the null by 0.85, δ fell to .06 of itself or less on each of twenty seeds before")]
    public Measurement Examples_beyond_the_margin_lose_their_say() => Falls(run => run.Points[^1].Complementarity / run.FirstFitted!.Complementarity);

    [Mistake(nameof(Examples_beyond_the_margin_lose_their_say), "training that ends with the last error")]
    public Measurement They_would_not_have_if_training_had_ended_there() => Falls(run => run.FirstFitted!.Complementarity / run.FirstFitted.Complementarity);

    [Law("R4c", LawKind.Phenomenon, @"1 - \varepsilon_T / \varepsilon_0 > 0, \quad \varepsilon = |w / |w| + \nabla L / |\nabla L||", Source = Source,
        Given = Flow + "relu² of width 40 for 6000 steps and ReLU of widths 32, 32 for 4000, from N(0, .2²); means of five seeds, the worst network; " + FromFit + "; that ε tends to 0 is not claimed",
        Within = "phenomenon: beyond the null by 0.2, ε fell to .38 and .54 of itself in the mean of twenty seeds before")]
    public Measurement The_weights_turn_to_their_own_gradient() => Turns(run => run.Points[^1].Stationarity / run.FirstFitted!.Stationarity);

    [Mistake(nameof(The_weights_turn_to_their_own_gradient), "training that ends with the last error")]
    public Measurement They_would_not_have_turned_if_training_had_ended_there() => Turns(run => run.FirstFitted!.Stationarity / run.FirstFitted.Stationarity);

    [Law("R4d", LawKind.Phenomenon, @"\gamma_T / \gamma_0 > 1", Source = Source,
        Given = "stochastic gradient descent on the same examples and ReLU networks, batches of 4 without replacement, η = .2 (one hidden layer), .05 (two), 12000 steps; of runs that fit all examples, means of three seeds, the worse network; " + FromFit,
        Within = "phenomenon: beyond the null by 0.04, 1.08 and 2.3 or more on twenty seeds before")]
    public Measurement It_grows_under_stochastic_gradient_descent_too() => GrowsStochastically(run => run.MarginRatio);

    [Mistake(nameof(It_grows_under_stochastic_gradient_descent_too), "training that ends with the last error")]
    public Measurement It_would_not_have_if_training_had_ended_there() => GrowsStochastically(run => run.FirstFitted!.Margin / run.FirstFitted.Margin);

    [Law("R4e", LawKind.Phenomenon, @"1 - |r - 1| > 0, \quad r = (|w_{4k}|^L - |w_k|^L) / (|w_k|^L - |w_{k/4}|^L)", Source = Source,
        Given = "stochastic gradient descent as in R4d, k = 3000; r is 1 for log k, 2 for its square root in place of the logarithm, 0 for a norm that stands still; the nulls are the last two",
        Within = "phenomenon: beyond the null by 0.75, .86 to .99 on twenty seeds before")]
    public Measurement Its_norm_grows_like_the_logarithm_of_the_steps() => GrowsLikeTheLogarithm(ratio => ratio);

    [Mistake(nameof(Its_norm_grows_like_the_logarithm_of_the_steps), "growth a step for growth an octave")]
    public Measurement It_does_not_grow_like_the_steps() => GrowsLikeTheLogarithm(ratio => ratio / 4);

    static MarginRun[][] Flows => [MarginRuns.OfSmoothFlow, MarginRuns.OfShallowFlow, MarginRuns.OfDeepFlow];

    static MarginRun[][] Stochastic => [MarginRuns.OfShallowSgd, MarginRuns.OfDeepSgd];

    static Measurement Grows(Func<MarginRun, double> ratio) =>
        Measure.Above("mean ratio of margins, least", Flows.Min(runs => runs.Average(ratio)), "a direction that stays", 1).Within(Phenomenon.By(.1, "1.19, 1.75 and 3.29 or more on each of twenty seeds before"));

    static Measurement GrowsStochastically(Func<MarginRun, double> ratio) =>
        Measure.Above("mean ratio of margins, least", Stochastic.Min(runs => runs.Average(ratio)), "a direction that stays", 1)
            .Within(Phenomenon.By(.04, "1.08 and 2.3 or more on twenty seeds before"));

    static Measurement Falls(Func<MarginRun, double> ratio) =>
        Measure.Above("mean fall, least", 1 - Flows.Max(runs => runs.Average(ratio)), "none", 0).Within(Phenomenon.By(.85, "δ fell to .06 of itself or less on each of twenty seeds before"));

    static Measurement Turns(Func<MarginRun, double> ratio) =>
        Measure.Above("mean fall, least", 1 - new[] { MarginRuns.OfSmoothFlow, MarginRuns.OfDeepFlow }.Max(runs => runs.Average(ratio)), "none", 0).Within(Phenomenon.By(.2, "ε fell to .38 and .54 of itself in the mean of twenty seeds before"));

    static Measurement GrowsLikeTheLogarithm(Func<double, double> read)
    {
        return Measure.Above("1 − |r − 1|, mean, least", Stochastic.Min(runs => runs.Average(run => 1 - Math.Abs(read(Ratio(run)) - 1))), "a root's growth, or none", 0)
            .Within(Phenomenon.By(.75, ".86 to .99 on twenty seeds before"));

        static double Ratio(MarginRun run)
        {
            return Growth(3000, 12_000) / Growth(750, 3000);

            double Growth(int from, int to) => (Power(to) - Power(from)) / (LogStep(to) - LogStep(from));

            MarginPoint At(int step) => run.Points.MinBy(point => Math.Abs(point.Step - step))!;

            double Power(int step) => Math.Pow(At(step).Norm, run.Degree);

            double LogStep(int step) => Math.Log(At(step).Step);
        }
    }
}
