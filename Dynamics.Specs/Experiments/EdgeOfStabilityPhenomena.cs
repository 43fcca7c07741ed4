using Dynamics.Experiments;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Where gradient descent settles, if the flow would go where it is too sharp for its step. No theorem says so for these networks.
/// </summary>
[Chapter("Training dynamics", Report = "3.3")]
public sealed class EdgeOfStabilityPhenomena
{
    const double Rate = .2;

    const string Setting = "full batch, mean squared loss, tanh 3-24-24-1 in the standard parameterisation, 30 random examples, η = .2, "
        + "η t up to 320; λ is the median over the last half, taken every 5 in η t, after odd and even steps in turn; ";

    readonly Runs<EdgeRun> _descent = new(replicate => Run(replicate, Rate));
    readonly Runs<EdgeRun> _flow = new(replicate => Run(replicate, Rate / 10));

    [Phenomenon("N8a", @"1 - |\tfrac{\eta \lambda}{2} - 1| > \tfrac{9}{10}", Source = "Cohen et al. 2021",
        Given = Setting + "the null is a sharpness that is a tenth off", Within = nameof(AtTheEdge), Seeds = 2)]
    public Measurement The_sharpness_settles_near_two_over_the_step(Replicate replicate) => SettlesAtTheEdge(_descent[replicate]);

    [Rival(nameof(The_sharpness_settles_near_two_over_the_step),
        "the sharpness is that of the place, whatever the step: where the flow is at the same time")]
    public Measurement Sharpness_of_the_flow(Replicate replicate) => SettlesAtTheEdge(_flow[replicate]);

    [Phenomenon("N8b", @"\frac{\eta \lambda_{\text{flow}}}{2} > 1", Source = "Cohen et al. 2021",
        Given = Setting + "gradient descent with η / 10 for the flow; the null is the edge",
        Within = nameof(BeyondTheEdge), Seeds = 2, RestsOn = ["N8a"])]
    public Measurement The_flow_would_go_beyond(Replicate replicate) => GoesBeyond(_flow[replicate]);

    [Rival(nameof(The_flow_would_go_beyond), "any descent would end there: that with the large step")]
    public Measurement Sharpness_of_gradient_descent(Replicate replicate) => GoesBeyond(_descent[replicate]);

    static Rule AtTheEdge => Margin.Of(.05, "set between what 40 runs showed before, within .02 of 2/η, and the flow, off by .24 or more");

    static Rule BeyondTheEdge => Margin.Of(.1, "set between what 40 runs showed before, 1.24 or more, and the descent, 1.02 or less");

    static Measurement SettlesAtTheEdge(EdgeRun run) =>
        Measure.Above("1 − |ηλ/2 − 1|", 1 - Math.Abs(Rate * run.LateSharpness / 2 - 1), "a tenth off", .9);

    static Measurement GoesBeyond(EdgeRun run) => Measure.Above("ηλ/2 with the large η", Rate * run.LateSharpness / 2, "the edge", 1);

    static EdgeRun Run(Replicate replicate, double rate) =>
        EdgeOfStability.Run(new() { Looks = 64 }, rate, replicate.Stream.Substream("edge of stability"));
}
