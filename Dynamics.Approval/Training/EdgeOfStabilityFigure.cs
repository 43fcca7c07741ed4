using System.Globalization;
using Dynamics.Experiments;

namespace Dynamics.Approval;

/// <summary>Gradient descent at the edge of stability, beside what the flow would do.</summary>
public sealed class EdgeOfStabilityFigure() : FigureApproval()
{
    const double Rate = .2;
    const double Edge = 2 / Rate;

    static readonly Ink OfDescent = Palette.Vermillion;
    static readonly Ink OfFlow = Palette.Blue;
    static readonly Axis Time = new("time η t", 0, 320);

    protected override Figure Compose()
    {
        var settings = new EdgeOfStabilitySettings();
        int[] seeds = [1, 2, 3];
        IReadOnlyList<EdgeRun> descents = [.. seeds.Select(seed => EdgeOfStability.Run(settings, Rate, seed))];
        IReadOnlyList<EdgeRun> flows = [.. seeds.Select(seed => EdgeOfStability.Run(settings, Rate / 10, seed))];
        return new()
        {
            Title = "Where the flow would grow too sharp for its step, gradient descent stays at the edge of stability",
            Panels = [Loss(descents[0], flows[0]), Sharpness(descents, flows)],
            Caption = $"A tanh network 3-24-24-1 in the standard parameterisation on {settings.Examples} random examples with random "
                + $"labels, full batch, mean squared loss. Gradient descent with η = {Say(Rate)}, and with "
                + "a tenth of it, which stands for the flow. Sharpness is the largest eigenvalue of the Hessian, by Lanczos. (a) is one "
                + $"seed, (b) {seeds.Length}: solid, dashed, dotted.\n"
                + $"Beyond 2/η = {Say(Edge)} a quadratic would diverge. The median of η λ / 2 over the last half is "
                + $"{string.Join(", ", descents.Select(run => Say(Rate * run.LateSharpness / 2, "0.000")))} for η = {Say(Rate)}; "
                + "where the small step goes, it would be "
                + $"{string.Join(", ", flows.Select(run => Say(Rate * run.LateSharpness / 2, "0.00")))}. "
                + "A demonstration: no theorem covers these networks (Cohen et al. 2021; N8a, N8b).",
            PanelWidth = 400,
            PanelHeight = 290,
        };
    }

    static Panel Loss(EdgeRun descent, EdgeRun flow) => new()
    {
        Title = $"The loss falls all the same; it rises at {Rises(descent)} of {descent.Losses.Count:N0} steps, with the small step at "
            + $"{Rises(flow)} of {flow.Losses.Count:N0}",
        X = Time,
        Y = Axis.Log("loss", 1e-6, 30),
        Marks = [Curve($"η = {Say(Rate)}", descent, OfDescent), Curve($"η = {Say(Rate / 10)}", flow, OfFlow)],
        Legend = Corner.UpperRight,
    };

    static Panel Sharpness(IReadOnlyList<EdgeRun> descents, IReadOnlyList<EdgeRun> flows) => new()
    {
        Title = "Its sharpness settles at 2/η; that of the small step grows on",
        X = Time,
        Y = Axis.Log("sharpness λ", 3, 60),
        Marks =
        [
            new Guide("2/η", Palette.Graphite) { Y = Edge, InLegend = false },
            new Note("2/η for η = 0.2", new(318, Edge * .96), Palette.Graphite) { Anchor = Anchor.UpperRight },
            .. flows.Select((run, i) => Of(run, OfFlow, i)),
            .. descents.Select((run, i) => Of(run, OfDescent, i)),
        ],
        Legend = Corner.UpperLeft,
    };

    static Curve Of(EdgeRun run, Ink ink, int index) =>
        new($"η = {Say(run.Rate)}", [.. run.Times.Zip(run.Sharpness, (time, sharpness) => new Point(time, sharpness))], ink)
        {
            Stroke = new Stroke(1.5f, new[] { Dash.Solid, Dash.Dashed, Dash.Dotted }[index]), InLegend = index == 0,
        };

    static Curve Curve(string name, EdgeRun run, Ink ink)
    {
        var stride = Math.Max(1, (int)Math.Round(.2 / run.Rate));
        return new(name,
            [.. run.Losses.Select((loss, step) => (loss, step)).Where(at => at.step % stride == 0)
                .Select(at => new Point(run.Rate * at.step, at.loss))], ink) { Stroke = new Stroke(1.2f) };
    }

    static string Rises(EdgeRun run) => Enumerable.Range(1, run.Losses.Count - 1)
        .Count(t => run.Losses[t] > run.Losses[t - 1]).ToString("N0", CultureInfo.InvariantCulture);

    static string Say(double value, string format = "0.##") => value.ToString(format, CultureInfo.InvariantCulture);
}
