using System.Globalization;
using Dynamics.Experiments;
using Dynamics.Numerics;

namespace Dynamics.Approval;

/// <summary>The catapult: a step that is too large for where it starts, and not too large for where it lands.</summary>
public sealed class CatapultFigure() : FigureApproval()
{
    const int Width = 1000;
    const int Steps = 40;

    static readonly (double Rate, Ink Ink)[] Runs = [(.5, Palette.BluishGreen), (3, Palette.Vermillion), (4.5, Palette.Blue)];

    protected override Figure Compose()
    {
        var paths = Runs.Select(run => new Shot(run.Rate, run.Ink, Catapult.Run(Width, run.Rate, Steps, RandomStream.FromSeed(2))))
            .ToList();
        var thrown = paths[1];
        return new()
        {
            Title = "A step between 2 and 4 over the kernel throws the weights to where it is stable",
            Panels = [Loss(paths), Kernel(paths)],
            Caption = $"Gradient descent on f²/2 with f = u · v / √n, n = {Width:N0}, one start and three steps. The tangent kernel l = "
                + "(|u|² + |v|²) / n is the sharpness at f = 0. "
                + "Lines: the weights themselves; dots: the two numbers f and l alone, by f′ = f (1 − η l + η² f² / n), l′ = l + (η f² / "
                + "n)(η l − 4) (Lewkowycz et al. 2020).\n"
                + $"At η l₀ = 3 the loss rises {Say(thrown.Losses.Max() / thrown.Losses[0], "#,0")}-fold, η l falls to "
                + $"{Say(thrown.Scaled(^1), "0.00")}, and the loss goes to zero; at 4.5 both grow without end.",
            PanelWidth = 400,
            PanelHeight = 270,
        };
    }

    static Panel Loss(IReadOnlyList<Shot> shots) => new()
    {
        Title = "η l₀ = 0.5 falls, 3 rises and then falls, 4.5 diverges",
        X = new("step", 0, Steps),
        Y = Axis.Log("loss f²/2", 1e-10, 1e6),
        Marks = [.. shots.SelectMany(shot => Marks(shot, point => point.Output * point.Output / 2))],
        Legend = Corner.UpperRight,
    };

    static Panel Kernel(IReadOnlyList<Shot> shots) => new()
    {
        Title = "The kernel moves only while the loss is large: down below 4, up above",
        X = new("step", 0, Steps),
        Y = new("η l", 0, 6),
        Marks =
        [
            new Guide("4, beyond which the kernel grows", Palette.Graphite) { Y = 4 },
            new Guide("2, below which the loss falls", Palette.Graphite) { Y = 2 },
            new Note("4", new(39.5, 4.05), Palette.Graphite) { Anchor = Anchor.LowerRight },
            new Note("2: stable below", new(39.5, 2.05), Palette.Graphite) { Anchor = Anchor.LowerRight },
            .. shots.SelectMany(shot => Marks(shot, point => point.Kernel * shot.Rate / shot.Path[0].Kernel)),
        ],
    };

    static IEnumerable<Mark> Marks(Shot shot, Func<CatapultPoint, double> value)
    {
        var recursion = Catapult.Recursion(shot.Path[0], Width, shot.Rate, shot.Path.Count - 1);
        yield return Along($"η l₀ = {Say(shot.Rate, "0.#")}", shot.Path, value, shot.Ink);
        yield return Along($"η l₀ = {Say(shot.Rate, "0.#")}, two numbers", recursion, value, shot.Ink)
            with { Stroke = null, Dot = new Dot(4.5f), InLegend = false };
    }

    static Curve Along(string name, IReadOnlyList<CatapultPoint> path, Func<CatapultPoint, double> value, Ink ink) =>
        new(name, [.. path.Select((point, step) => new Point(step, value(point))).TakeWhile(point => point.Y < 1e8)], ink);

    static string Say(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    sealed record Shot(double Rate, Ink Ink, IReadOnlyList<CatapultPoint> Path)
    {
        public IReadOnlyList<double> Losses => [.. Path.Select(point => point.Output * point.Output / 2)];

        public double Scaled(Index at) => Path.ToArray()[at].Kernel * Rate / Path[0].Kernel;
    }
}
