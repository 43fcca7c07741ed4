using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;

namespace Dynamics.Specs.RichRegime;

/// <summary>Runs towards the largest margin over seeds, made once a process; those that fit all examples.</summary>
static class MarginRuns
{
    /// <summary>The square of ReLU, one hidden layer: L = 3, and smooth.</summary>
    public static readonly MarginSettings Smooth = new();

    /// <summary>ReLU, one hidden layer: L = 2.</summary>
    public static readonly MarginSettings Shallow = new() { Hidden = [32], Power = 1, Steps = 4000 };

    /// <summary>ReLU, two hidden layers: L = 3.</summary>
    public static readonly MarginSettings Deep = new() { Hidden = [32, 32], Power = 1, Steps = 4000 };

    static readonly Lazy<MarginRun[]> SmoothFlows = Of(Smooth, 5), ShallowFlows = Of(Shallow, 5), DeepFlows = Of(Deep, 5);
    static readonly Lazy<MarginRun[]> ShallowSgd = Of(Shallow with { Batch = 4, Step = .2, Steps = 12_000 }, 3), DeepSgd = Of(Deep with { Batch = 4, Step = .05, Steps = 12_000 }, 3);

    public static MarginRun[] OfSmoothFlow => SmoothFlows.Value;

    public static MarginRun[] OfShallowFlow => ShallowFlows.Value;

    public static MarginRun[] OfDeepFlow => DeepFlows.Value;

    public static MarginRun[] OfShallowSgd => ShallowSgd.Value;

    public static MarginRun[] OfDeepSgd => DeepSgd.Value;

    static Lazy<MarginRun[]> Of(MarginSettings settings, int seeds) => new(() =>
        [.. Enumerable.Range(0, Settings.FromEnvironment.Cases(seeds)).Select(seed =>
            MarginMaximisation.Run(settings, RandomStream.FromSeed(Settings.FromEnvironment.Seed).Substream("margin").Substream(seed))).Where(run => run.FirstFitted is not null)]);
}
