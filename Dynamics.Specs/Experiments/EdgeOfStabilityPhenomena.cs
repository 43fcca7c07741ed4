using Dynamics.Experiments;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Where gradient descent settles, if the flow would go where it is too sharp for its step. No theorem says so for these networks; statistics are the less favourable of two seeds,
/// margins were set on other seeds before.
/// </summary>
[Chapter("Training dynamics", Report = "3.3")]
public sealed class EdgeOfStabilityPhenomena
{
    const double Rate = .2;
    const string Setting = "full batch, mean squared loss, tanh 3-24-24-1 in the standard parameterisation, 30 random examples, η = .2, η t up to 320; λ is the median over the last half; ";

    static readonly Lazy<IReadOnlyList<EdgeRun>> Large = new(() => Runs(Rate));
    static readonly Lazy<IReadOnlyList<EdgeRun>> Small = new(() => Runs(Rate / 10));

    [Law("N8a", LawKind.Phenomenon, @"1 - |\tfrac{\eta \lambda}{2} - 1| > \tfrac{9}{10}",
        Source = "Cohen et al. 2021", Given = Setting + "the null is a sharpness that is a tenth off", Within = "phenomenon: beyond the null by 0.05, within .02 of it over 20 seeds before")]
    public Measurement The_sharpness_settles_near_two_over_the_step() => SettlesAtTheEdge(Large.Value);

    [Mistake(nameof(The_sharpness_settles_near_two_over_the_step), "a tenth of the step, for which the same place is not sharp")]
    public Measurement With_a_small_step_it_stays_below() => SettlesAtTheEdge(Small.Value);

    [Law("N8b", LawKind.Phenomenon, @"\frac{\eta \lambda_{\text{flow}}}{2} > 1",
        Source = "Cohen et al. 2021", Given = Setting + "gradient descent with η / 10 for the flow; the null is the edge",
        Within = "phenomenon: beyond the null by 0.2, 1.49 to 6.71 over 20 seeds before", RestsOn = ["N8a"])]
    public Measurement The_flow_would_go_beyond() => GoesBeyond(Small.Value);

    [Mistake(nameof(The_flow_would_go_beyond), "gradient descent with the large step for the flow")]
    public Measurement Gradient_descent_does_not() => GoesBeyond(Large.Value);

    static Measurement SettlesAtTheEdge(IReadOnlyList<EdgeRun> runs) =>
        Measure.Above("1 − |ηλ/2 − 1|", runs.Min(run => 1 - Math.Abs(run.Rate * run.LateSharpness / 2 - 1)), "a tenth off", .9).Within(Phenomenon.By(.05, "within .02 of it over 20 seeds before"));

    static Measurement GoesBeyond(IReadOnlyList<EdgeRun> runs) =>
        Measure.Above("ηλ/2 with the large η", runs.Min(run => Rate * run.LateSharpness / 2), "the edge", 1).Within(Phenomenon.By(.2, "1.49 to 6.71 over 20 seeds before"));

    static IReadOnlyList<EdgeRun> Runs(double rate) => [.. new[] { 1, 2 }.Select(seed => EdgeOfStability.Run(new(), rate, seed))];
}
