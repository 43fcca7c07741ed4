using System.Globalization;
using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Training;
using NUnit.Framework;

namespace Dynamics.Approval;

/// <summary>
/// Phase 3 (report 3.3): the path in its first three principal components, and beside it the same picture of two processes that learn
/// nothing.
/// </summary>
public sealed class PathOfSgdFigure() : FigureApproval()
{
    static readonly ColourScale Losses = new(Axis.Log("loss of the batches since the last snapshot", .2, 2.5), Ramp.Viridis);

    protected override Figure Compose() =>
        Of(PathRuns.Settings, PathRuns.Of("Adam")[0], PathRuns.Of("SGD")[0], PathRuns.Diffusions[0], PathRuns.Walks[0]);

    /// <summary>
    /// Where DYNAMICS_DATA names a full set, the same picture of it, as in the report; it stays with the artifacts and is not approved.
    /// </summary>
    [Test]
    public void On_a_full_set()
    {
        if (Settings.FromEnvironment.DataFolder is not { } folder)
        {
            Assert.Pass("DYNAMICS_DATA names no full set.");
            return;
        }

        var settings = PathOfSgdSettings.Full(LabelledImages.Load(folder, DataSplit.Train)) with { Threads = Environment.ProcessorCount };
        var runs = PathOfSgd.Run(settings);
        var diffusion = MatchedDiffusion.Of(settings, runs[1], RandomStream.FromSeed(1).Substream("diffusion"));
        var walk = RandomWalk.Draw(runs[0].Path.Count, PathRuns.WalkDimension, RandomStream.FromSeed(1)).Geometry();
        Keep(FigureDrawing.Png(Of(settings, runs[0], runs[1], diffusion, walk)), "PathOfSgdOnAFullSet");
    }

    static Figure Of(PathOfSgdSettings settings, SgdPath adam, SgdPath sgd, TrajectoryGeometry diffusion, TrajectoryGeometry walk) => new()
    {
        Title = "Three components hold nearly all of a path's variance, whether a network learns or not",
        Panels =
        [
            Trained(adam, bar: false),
            Trained(sgd, bar: true),
            Drawn("Noisy quadratic", diffusion),
            Drawn("Random walk", walk),
        ],
        Columns = 2,
        Caption = Caption(settings, adam.Path.Count),
        PanelWidth = 330,
        PanelHeight = 300,
    };

    static Panel Trained(SgdPath run, bool bar)
    {
        var components = run.Path.PrincipalComponents(3);
        var points = Points(components);
        var view = new View3D(points);
        return new()
        {
            Title = $"{run.Optimiser.Name}: {Share(components.Shares.Sum())} of the variance in three components",
            X = View3D.X,
            Y = View3D.Y,
            Marks =
            [
                .. Room(components),
                Shadow(view, points),
                new ColouredCurve("path", [.. points.Select(view.At)], run.Losses, Losses with { HasBar = bar }) { Width = 2.2f },
                .. Ends(view, points),
            ],
        };
    }

    static Panel Drawn(string name, TrajectoryGeometry path)
    {
        var components = path.PrincipalComponents(3);
        var points = Points(components);
        var view = new View3D(points);
        return new()
        {
            Title = $"{name}: {Share(components.Shares.Sum())} of the variance in three components",
            X = View3D.X,
            Y = View3D.Y,
            Marks =
            [
                .. Room(components),
                Shadow(view, points),
                new Curve("path", [.. points.Select(view.At)], Palette.Blue) { Stroke = new Stroke(2.2f) },
                .. Ends(view, points),
            ],
        };
    }

    static IEnumerable<Mark> Room(PrincipalComponents components) =>
        View3D.Room($"PC 1, {Share(components.Shares[0])}",
            $"PC 2, {Share(components.Shares[1])}", $"PC 3, {Share(components.Shares[2])}");

    static Curve Shadow(View3D view, IReadOnlyList<double[]> points) =>
        new("shadow on the floor", [.. points.Select(view.Below)], Palette.Slate) { Stroke = new Stroke(.8f) };

    static IEnumerable<Mark> Ends(View3D view, IReadOnlyList<double[]> points)
    {
        foreach (var (name, point, shape) in new[] { ("start", points[0], DotShape.Square), ("end", points[^1], DotShape.Diamond) })
        {
            yield return new Curve(
                $"{name}, above the floor", [view.Below(point), view.At(point)], Palette.Slate) { Stroke = new Stroke(.8f, Dash.Dotted) };
            yield return new Curve(name, [view.At(point)], Palette.Black) { Dot = new Dot(8, shape, Rim: true) };
            var at = view.At(point);
            yield return name == "start"
                ? new Note(name, at with { X = at.X - .06 }, Palette.Black) { Anchor = Anchor.MiddleRight, Bold = true }
                : new Note(name, at with { Y = at.Y + .05 }, Palette.Black) { Anchor = Anchor.LowerCenter, Bold = true };
        }
    }

    static IReadOnlyList<double[]> Points(PrincipalComponents components) =>
        [.. components.Projections.EnumerateRows().Select(row => row.ToArray())];

    static string Share(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    static string Caption(PathOfSgdSettings settings, int points) =>
        $"A LeNet with 44,426 parameters on {settings.Images.Count:N0} images of Fashion-MNIST, softmax cross-entropy, batches of "
            + $"{settings.BatchSize}, {settings.Steps} steps; "
        + $"Adam with η = 10⁻³ and plain SGD with η = 0.1 share the start and the batches. All {settings.Steps} / "
        + $"{settings.StepsASnapshot} + 1 = {points} snapshots of θ, their principal components "
        + "around their mean; the three axes of a panel have one scale. Grey: the path seen from above.\n"
        + "(c) The Ornstein–Uhlenbeck process with the curvature, where it is positive, and the noise of the end of (b), from its start: "
        + "it learns no features, and has the share without the arc. "
        + $"(d) A walk of {points} points with independent normal steps in {PathRuns.WalkDimension:N0} dimensions. In the limit of many "
        + $"dimensions its shares are 6 / ((T² − 1) 4 sin²(kπ/2T)), here {Exact(points)}, and its projections are cosines (Antognini and "
        + "Sohl-Dickstein 2018; law P3a). So neither the share nor the arc tells training from chance; what does is in the next figure.";

    static string Exact(int points) =>
        string.Join(", ", Enumerable.Range(1, 3).Select(k => RandomWalk.Share(k, points).ToString("0.00", CultureInfo.InvariantCulture)));
}
