using System.Globalization;
using Dynamics.Numerics;
using Dynamics.RichRegime;

namespace Dynamics.Approval;

/// <summary>Maximise: what goes on after the last training error is gone (report 2.2.2).</summary>
public sealed class MarginFigure() : FigureApproval()
{
    const int Seeds = 10;
    const int Moments = 40;

    static readonly Net[] Nets =
    [
        new("ReLU, L = 2", Palette.Vermillion, Dash.Solid, new() { Hidden = [32], Power = 1, Steps = 4000, Points = 100 }),
        new("ReLU, L = 3", Palette.BluishGreen, Dash.Dashed, new() { Hidden = [32, 32], Power = 1, Steps = 4000, Points = 100 }),
        new("relu², L = 3", Palette.Blue, Dash.Dotted, new() { Steps = 4000, Points = 100 }),
    ];

    static readonly Axis Time = Axis.Log("log-loss time since the last error", .2, 20);

    protected override Figure Compose()
    {
        var trained = Nets.ToDictionary(net => net, net =>
            Enumerable.Range(0, Seeds).Select(seed => new Trained(net.Settings, Stream(seed))).ToArray());
        return new()
        {
            Title = "After the last training error the normalised margin grows on, at L = 2 to "
                + $"{Say(100 * AtTheLast(Nets[0], (run, point) => point.Margin / run.Largest))} % of the largest there is",
            Panels =
            [
                Of("Margin, over that of the first fit", Axis.Log("γ(t) / γ(first fit)", .9, 20),
                    (run, point) => point.Margin / run.Fit.Margin),
                new()
                {
                    Title = "L = 2: margin, over the largest there is",
                    X = Time,
                    Y = new("over the largest γ of any network", 0, 1.08),
                    Marks =
                    [
                        .. Drawn("γ = min y f / |w|²", Nets[0], Dash.Solid, Palette.Vermillion, (run, point) =>
                            point.Margin / run.Largest),
                        .. Drawn("smoothed: log(1/ℒ) / |w|²", Nets[0], Dash.Dashed, Palette.Slate,
                            (run, point) => point.SmoothedMargin / run.Largest),
                        new Guide("the largest", Palette.Graphite) { Y = 1, InLegend = false },
                    ],
                    Legend = Corner.LowerRight,
                },
                Of("How far the loss has fallen", Axis.Log("log(1 / ℒ)", .1, 200), (_, point) => -point.LogLoss),
                Of("Residual ε, at the norm of the end", new("ε = |w/|w| + ∇ℒ/|∇ℒ||", 0, 1.5),
                    (run, point) => run.MadeAsLongAs(run.End, point).Stationarity, Corner.LowerLeft),
                Of("Residual δ, at the norm of the first fit", Axis.Log("δ = Σ qᵢ (yᵢ fᵢ / min y f − 1)", .01, 2),
                    (run, point) => run.MadeAsLongAs(run.Fit, point).Complementarity, Corner.LowerLeft),
                Of("Turning of the direction", Axis.Log("way of w/|w| in half of the steps", 1e-2, 1),
                    (run, point) => run.Turned(point), Corner.LowerLeft),
            ],
            Columns = 3,
            Caption = "12 unit vectors in space, labelled by the sign of x₁ x₂, |x₁ x₂| > 0.12; ℒ is the sum of exponential "
                + "losses. Networks without biases, homogeneous of degree L: ReLU with one hidden layer of 32 neurons and "
                + "with two of 32, relu² with one of 40, "
                + $"weights from N(0, 0.2²). The flow in log-loss time, dw/ds = −∇ log ℒ, by {Nets[0].Settings.Steps} steps of 0.5 "
                + $"/ max |∇f|²; time counts from the first step with ℒ < 1, where every example has its label. {Seeds} seeds of "
                + $"examples and weights: {Spread.Words}, as far as all seeds go.\n"
                + "(a) γ = min y f / |w|^L. At L = 3 it still rises at the end: over the last half of the time shown by "
                + $"{Growth(Nets[1])} % (ReLU) and {Growth(Nets[2])} % (relu²), at L = 2 by {Growth(Nets[0])} % (medians); the "
                + "largest at L = 3 is not known. "
                + "(b) The largest γ of all networks of one hidden ReLU layer, for each seed's examples: the value of a linear "
                + "program, half of max min Σ aⱼ yᵢ (uⱼ · xᵢ)₊ over Σ |aⱼ| ≤ 1, |uⱼ| = 1. "
                + "(d), (e) of the directions w/|w| at their times, made as long as at the end and as at the first fit, since "
                + "both residuals change with the norm, too; at a Karush-Kuhn-Tucker point of the largest margin they tend to 0 "
                + "as the norm grows. qᵢ = exp(−yᵢ fᵢ) / ℒ. "
                + "Both fall; that they tend to 0 is not shown. (f) How far w/|w| has gone since half as many steps had been made.",
            PanelHeight = 240,
        };

        Panel Of(string title, Axis y, Func<Trained, MarginPoint, double> value, Corner legend = Corner.UpperLeft) => new()
        {
            Title = title,
            X = Time,
            Y = y,
            Marks = [.. Nets.SelectMany(net => Drawn(net.Name, net, net.Dash, net.Ink, value))],
            Legend = legend,
        };

        double Last(Net net) => trained[net].Min(run => run.Since(run.End));

        double AtTheLast(Net net, Func<Trained, MarginPoint, double> value) =>
            Spread.Percentile([.. trained[net].Select(run => run.At([Last(net)], value)[0])], .5);

        string Growth(Net net) => Say(100 * (Spread.Percentile(
            [.. trained[net].Select(run => run.At([Last(net) / 2, Last(net)], (_, point) => point.Margin))
                .Select(pair => pair[1] / pair[0])], .5) - 1));

        IEnumerable<Mark> Drawn(string name, Net net, Dash dash, Ink ink, Func<Trained, MarginPoint, double> value)
        {
            var runs = trained[net];
            var (from, to) = (Time.Min, Last(net));
            double[] times = [.. Enumerable.Range(0, Moments).Select(i => from * Math.Pow(to / from, i / (Moments - 1.0)))];
            var curves = runs.Select(run => run.At(times, value)).ToArray();
            return Spread.Of(name, times, [.. times.Select((_, i) => curves.Select(curve => curve[i]).ToArray())], ink, new(Dash: dash));
        }
    }

    static RandomStream Stream(int seed) => RandomStream.FromSeed(20260).Substream("margin").Substream(seed);

    static string Say(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    sealed record Net(string Name, Ink Ink, Dash Dash, MarginSettings Settings);

    /// <summary>A run, seen from its first fit on.</summary>
    sealed class Trained(MarginSettings settings, RandomStream stream)
    {
        readonly MarginRun _run = MarginMaximisation.Run(settings, stream);

        readonly Lazy<double> _largest = new(() =>
        {
            var (inputs, labels) = MarginMaximisation.Examples(settings, stream);
            return LargestShallowMargin.Of(inputs, labels);
        });

        public MarginPoint Fit => _run.FirstFitted!;

        public MarginPoint End => _run.Points[^1];

        public IReadOnlyList<MarginPoint> AfterFit => [Fit, .. _run.Points.Where(point => point.Step > Fit.Step)];

        /// <summary>Of a network of one hidden ReLU layer on these examples.</summary>
        public double Largest => _largest.Value;

        public double Since(MarginPoint point) => point.Time - Fit.Time;

        public MarginPoint MadeAsLongAs(MarginPoint other, MarginPoint point) =>
            MarginMaximisation.AtNorm(settings, stream, point, other.Norm);

        public double Turned(MarginPoint point) =>
            _run.Points.SkipWhile(before => before.Step < point.Step / 2).TakeWhile(before => before.Step <= point.Step).Skip(1)
                .Sum(part => part.Turn);

        /// <summary>At some times since the fit: straight between the points that were kept.</summary>
        public double[] At(double[] times, Func<Trained, MarginPoint, double> value)
        {
            var points = AfterFit.Select(point => (Time: Since(point), Value: value(this, point))).ToArray();
            return [.. times.Select(time =>
            {
                var next = Math.Clamp(Array.FindIndex(points, point => point.Time >= time), 1, points.Length - 1);
                var (before, after) = (points[next - 1], points[next]);
                return before.Value + (after.Value - before.Value) * (time - before.Time) / (after.Time - before.Time);
            })];
        }
    }
}
