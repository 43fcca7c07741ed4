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
    const int Rivals = 2;

    public static PathOfSgdSettings Settings { get; } = new(LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, Images));

    static readonly Lazy<IReadOnlyList<SgdPath>> Runs = new(() => PathOfSgd.Run(Settings));
    static readonly Lazy<IReadOnlyList<TrajectoryGeometry>> Drawn = new(() =>
        [.. Settings.Seeds.Select(
            seed => RandomWalk.Draw(Runs.Value[0].Path.Count, WalkDimension, RandomStream.FromSeed((ulong)seed)).Geometry())]);

    static readonly Lazy<IReadOnlyList<TrajectoryGeometry>> Diffused = new(() =>
        [.. Of("SGD").Take(Rivals)
            .Select(run => MatchedDiffusion.Of(Settings, run, RandomStream.FromSeed((ulong)run.Seed).Substream("diffusion")))]);
    static readonly Lazy<IReadOnlyList<SgdPath>> MadeLinear = new(() =>
        PathOfSgd.Run(
            Settings with { Optimisers = [Settings.Optimisers[1]], Seeds = [.. Settings.Seeds.Take(Rivals)], Linearised = true }));

    public static IReadOnlyList<SgdPath> Of(string optimiser) => [.. Runs.Value.Where(run => run.Optimiser.Name == optimiser)];

    public static IReadOnlyList<TrajectoryGeometry> Walks => Drawn.Value;

    /// <summary>Of the first runs of SGD, their Ornstein–Uhlenbeck processes.</summary>
    public static IReadOnlyList<TrajectoryGeometry> Diffusions => Diffused.Value;

    /// <summary>The linearised network, on the batches of the first runs of SGD.</summary>
    public static IReadOnlyList<SgdPath> Linearised => MadeLinear.Value;
}
