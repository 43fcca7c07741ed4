using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Numerics;
using Dynamics.Training;

namespace Dynamics.Approval;

/// <summary>The runs behind the figures of phase 3; two figures show them, and they are made once.</summary>
static class PathRuns
{
    public const int Images = 1280;
    public const int WalkDimension = 4000;

    public static PathOfSgdSettings Settings { get; } = new(LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, Images));

    static readonly Lazy<IReadOnlyList<SgdPath>> Runs = new(() => PathOfSgd.Run(Settings));
    static readonly Lazy<IReadOnlyList<TrajectoryGeometry>> Drawn = new(() =>
        [.. Settings.Seeds.Select(seed => RandomWalk.Draw(Runs.Value[0].Path.Count, WalkDimension, RandomStream.FromSeed((ulong)seed)).Geometry())]);

    public static IReadOnlyList<SgdPath> Of(string optimiser) => [.. Runs.Value.Where(run => run.Optimiser.Name == optimiser)];

    public static IReadOnlyList<TrajectoryGeometry> Walks => Drawn.Value;
}
