using System.Globalization;
using Dynamics.Numerics;
using Dynamics.RichRegime;

namespace Dynamics.Approval;

/// <summary>Maximise: what goes on after the last training error is gone (report 2.2.2).</summary>
public sealed class MarginFigure() : FigureApproval()
{
    static readonly (string Name, Ink Ink, MarginSettings Settings)[] Nets =
    [
        ("relu², L = 3", Palette.Blue, new()),
        ("ReLU, L = 2", Palette.Vermillion, new() { Hidden = [32], Power = 1, Steps = 4000 }),
        ("ReLU, L = 3", Palette.BluishGreen, new() { Hidden = [32, 32], Power = 1, Steps = 4000 }),
    ];

    static readonly Axis Time = Axis.Log("log-loss time since the last error", 0.05, 30);

    protected override Figure Compose()
    {
        var runs = Nets.Select(net => MarginMaximisation.Run(net.Settings, RandomStream.FromSeed(20260).Substream("margin").Substream(0))).ToArray();
        return new()
        {
            Title = $"After the last training error the normalised margin still grows, {Say(runs.Min(run => run.MarginRatio))} to {Say(runs.Max(run => run.MarginRatio))} times",
            Panels =
            [
                new()
                {
                    Title = "Margin (solid), smoothed (dashed)",
                    X = Time,
                    Y = new("margin over its last value", 0, 1.08),
                    Marks = [.. Curves(runs, "min y f / |w|^L", Dash.Solid, (run, point) => point.Margin / run.Points[^1].Margin), .. Curves(runs, "log(1/ℒ) / |w|^L", Dash.Dashed, (run, point) => point.SmoothedMargin / run.Points[^1].Margin)],
                },
                new()
                {
                    Title = "Residuals ε (solid) and δ (dashed) fall",
                    X = Time,
                    Y = Axis.Log("residual", 1e-4, 10),
                    Marks = [.. Curves(runs, "ε, stationarity", Dash.Solid, (_, point) => point.Stationarity), .. Curves(runs, "δ, complementarity", Dash.Dashed, (_, point) => point.Complementarity)],
                },
                new()
                {
                    Title = "In the end the direction turns more slowly",
                    X = Time,
                    Y = Axis.Log("way of w/|w| in the last half of the steps", 1e-2, 1),
                    Marks = [.. runs.Select((run, net) => new Curve(Nets[net].Name, Turns(run), Nets[net].Ink))],
                    Legend = Corner.LowerLeft,
                },
            ],
            Caption = "12 unit vectors in space, labelled by the sign of x₁ x₂, |x₁ x₂| > 0.12; ℒ is the sum of exponential losses. Networks without biases, homogeneous of degree L: relu² with one hidden layer of 40 neurons, ReLU with one of 32 and with two of 32, "
                + "weights from N(0, 0.2²). The flow in log-loss time, dw/ds = −∇ log ℒ, by steps 0.5 / max |∇f|²; time counts from the first step with ℒ < 1, where every example has its label.\n"
                + "Colours as in (c). (a) min y f / |w|^L and log(1/ℒ) / |w|^L, over the last value of the former. (b) ε = |w/|w| + ∇ℒ/|∇ℒ||, δ = Σ qᵢ (yᵢ fᵢ / min y f − 1), qᵢ = exp(−yᵢ fᵢ) / ℒ: both are zero at a Karush-Kuhn-Tucker point of the largest margin. That ε tends to zero is not shown, only that it falls. (c) how far w/|w| has gone since half as many steps had been made.\n"
                + "One seed, the title too; over seeds see laws R4a, R4b and R4c. ReLU networks have no gradient at their kinks, and there the smoothed margin may fall by up to some 1e−4 of itself in a step; that of relu² never falls (R3c).",
        };
    }

    static IEnumerable<Curve> Curves(MarginRun[] runs, string what, Dash dash, Func<MarginRun, MarginPoint, double> value) => runs.Select((run, net) =>
        new Curve($"{Nets[net].Name}: {what}", [.. AfterFit(run).Select(point => new Point(point.Time - run.FirstFitted!.Time, value(run, point)))], Nets[net].Ink) { Stroke = new(Dash: dash) });

    static IEnumerable<MarginPoint> AfterFit(MarginRun run) => run.Points.Where(point => point.Step > run.FirstFitted!.Step);

    static Point[] Turns(MarginRun run) => [.. AfterFit(run).Select(point => new Point(point.Time - run.FirstFitted!.Time,
        run.Points.SkipWhile(before => before.Step < point.Step / 2).TakeWhile(before => before.Step <= point.Step).Skip(1).Sum(part => part.Turn)))];

    static string Say(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
