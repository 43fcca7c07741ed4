using Dynamics.Experiments;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Where the sharpness of gradient descent settles, if the flow would go where it is too sharp for its step, and that its loss falls
/// there. No theorem says so for these networks.
/// </summary>
[Chapter("Training dynamics", Report = "3.3")]
public sealed class EdgeOfStabilityPhenomena
{
    const double Rate = .2;
    const int StepsOfALook = 25;

    const string Setting = "full batch, mean squared loss, tanh 3-24-24-1 in the standard parameterisation, 30 random examples, η = .2, "
        + "η t up to 320; ";

    const string ByLooks = Setting + "λ every 5 in η t, after odd and even steps in turn; ";

    static readonly EdgeOfStabilitySettings AsStated = new() { Looks = 64 };

    readonly Runs<EdgeRun> _descent = new(replicate => EdgeOfStability.Run(AsStated, Rate, Edge(replicate)));
    readonly Runs<EdgeRun> _flow = new(replicate => EdgeOfStability.Run(AsStated, Rate / 10, Edge(replicate)));

    [Phenomenon("N8a", @"1 - \max_{q \in \{3, 4\}} |\tfrac{\eta \lambda_q}{2} - 1| > \tfrac{9}{10}", Source = "Cohen et al. 2021",
        Given = ByLooks + "λ_q is the median over a quarter of the steps; nine looks of ten of the last quarter are within a tenth, "
            + "and else nothing is shown; the null is a sharpness that is a tenth off", Within = nameof(AtTheEdge), Seeds = 2)]
    public Measurement The_sharpness_settles_near_two_over_the_step(Replicate replicate) =>
        SettlesAtTheEdge(_descent[replicate]);

    [Rival(nameof(The_sharpness_settles_near_two_over_the_step),
        "the sharpness is that of the place, whatever the step: where the flow is at the same time")]
    public Measurement Sharpness_of_the_flow(Replicate replicate) => SettlesAtTheEdge(_flow[replicate]);

    [Phenomenon("N8b", @"\frac{\eta \lambda_{\text{flow}}}{2} > 1", Source = "Cohen et al. 2021",
        Given = ByLooks + "the median over the last half; gradient descent with η / 10 for the flow; the null is the edge",
        Within = nameof(BeyondTheEdge), Seeds = 2, RestsOn = ["N8a"])]
    public Measurement The_sharpness_of_the_flow_exceeds_two_over_the_step(Replicate replicate) => GoesBeyond(_flow[replicate]);

    [Rival(nameof(The_sharpness_of_the_flow_exceeds_two_over_the_step), "any descent would end there: that with the large step")]
    public Measurement Sharpness_of_gradient_descent(Replicate replicate) => GoesBeyond(_descent[replicate]);

    [Phenomenon("N8c", @"\overline{\mathcal{L}}_2 / \overline{\mathcal{L}}_4 > 1", Source = "Cohen et al. 2021",
        Given = Setting + "means over the second and the last quarter of the steps, where the median of ηλ/2 is within a tenth of 1 in "
            + "each quarter from the second on, and else nothing is shown; no rival tests the fall itself: the loss of a "
            + "quadratic at its own edge falls too, or diverges; the null is a loss that stays", Within = nameof(FallingLoss), Seeds = 2,
        RestsOn = ["N8a"])]
    public Measurement The_loss_falls_at_the_edge_of_stability(Replicate replicate) =>
        FallsAtTheEdge(_descent[replicate]);

    [Rival(nameof(The_loss_falls_at_the_edge_of_stability), "any run whose loss falls is at the edge: the flow")]
    public Measurement Loss_of_the_flow(Replicate replicate) => FallsAtTheEdge(_flow[replicate] with { Rate = Rate });

    [Phenomenon("N8d", @"\Pr[\lambda_{t+1} > \lambda_t] > \tfrac{1}{2}", Source = "Cohen et al. 2021",
        Given = Setting + "t are 50 steps in a row, from the last look below 2/η to the second after it, the start being below 2/η, and "
            + "else nothing is shown; the null is a sharpness that rises as often as it falls", Within = nameof(StepByStep), Seeds = 2)]
    public Measurement Progressive_sharpening_passes_the_edge_from_below_step_by_step(Replicate replicate) =>
        RisesFromBelow(replicate, AsStated, StepOfTheOnset(_descent[replicate]));

    [Rival(nameof(Progressive_sharpening_passes_the_edge_from_below_step_by_step), "the linearised network, on the same steps")]
    public Measurement Steps_of_the_linearised_network(Replicate replicate) =>
        RisesFromBelow(replicate, AsStated with { Linearised = true }, StepOfTheOnset(_descent[replicate]));

    [Rival(nameof(Progressive_sharpening_passes_the_edge_from_below_step_by_step), "it rises at any time: 50 steps from the middle on")]
    public Measurement Steps_at_the_edge(Replicate replicate) =>
        RisesFromBelow(replicate, AsStated, AsStated.Looks / 2 * StepsOfALook);

    static Rule AtTheEdge => Margin.Of(.05, Threshold("ηλ/2 within .045 of 1", "the flow, off by .24 or more"));

    static Rule BeyondTheEdge => Margin.Of(.1, Threshold("1.24 or more", "the descent, 1.02 or less"));

    static Rule FallingLoss => Margin.Of(.2, Threshold("a ratio of 1.27 or more", "the flow, which is not at the edge"));

    static Rule StepByStep => Margin.Of(.25, Threshold(".86 or more", "the middle of the run, a half"));

    static string Threshold(string shown, string rivals) =>
        $"a regression threshold, between what runs showed before, {shown}, and {rivals}";

    static Measurement SettlesAtTheEdge(EdgeRun run)
    {
        var off = Quarter(run.Sharpness.Skip(1), 3).Select(sharpness => Math.Abs(Rate / 2 * sharpness - 1));
        var settled = 1 - Math.Max(Off(run, Rate, 2), Off(run, Rate, 3));
        return Measure.Above("least 1 − |ηλ/2 − 1|",
            off.Average(x => x < .1 ? 1.0 : 0) >= .9 ? settled : Math.Min(.9, settled), "a tenth off", .9);
    }

    static Measurement GoesBeyond(EdgeRun run) => Measure.Above("ηλ/2 with the large η", Rate * run.LateSharpness / 2, "the edge", 1);

    static Measurement FallsAtTheEdge(EdgeRun run)
    {
        var isAtTheEdge = Enumerable.Range(1, 3).All(quarter => Off(run, run.Rate, quarter) < .1);
        var ratio = Quarter(run.Losses, 1).Average() / Quarter(run.Losses, 3).Average();
        return Measure.Above("loss of the second quarter over that of the last, at the edge",
            isAtTheEdge ? ratio : 0, "a loss that stays", 1);
    }

    /// <summary>How far the median of ηλ/2 over a quarter of the steps, from 0, is from 1.</summary>
    static double Off(EdgeRun run, double rate, int quarter) =>
        Math.Abs(rate / 2 * Quarter(run.Sharpness.Skip(1), quarter).Order().ElementAt(AsStated.Looks / 8) - 1);

    static Measurement RisesFromBelow(Replicate replicate, EdgeOfStabilitySettings settings, int first)
    {
        var steps = EdgeOfStability.SharpnessStepByStep(settings, Rate, first, 2 * StepsOfALook, Edge(replicate));
        var startsBelow = EdgeOfStability.SharpnessStepByStep(settings, Rate, 0, 0, Edge(replicate))[0] < 2 / Rate;
        return Measure.Above("share of the steps on which it rises",
            startsBelow ? steps.Zip(steps.Skip(1)).Average(pair => pair.Second > pair.First ? 1.0 : 0) : 0, "half", .5);
    }

    /// <summary>The last look before the sharpness is first beyond 2/η.</summary>
    static int StepOfTheOnset(EdgeRun run) =>
        StepsOfALook * (run.Sharpness.Select((sharpness, look) => (sharpness, look)).First(at => at.sharpness > 2 / Rate).look - 1);

    static IEnumerable<double> Quarter(IEnumerable<double> values, int quarter)
    {
        double[] all = [.. values];
        return all[(quarter * all.Length / 4)..((quarter + 1) * all.Length / 4)];
    }

    static RandomStream Edge(Replicate replicate) => replicate.Stream.Substream("edge of stability");
}
