using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;

namespace Dynamics.Specs.RichRegime;

/// <summary>Runs at one setting over seeds, made once a process.</summary>
static class GrokkingRuns
{
    const int Seeds = 5;

    static readonly Lazy<IReadOnlyList<GrokkingPoint>[]> Frozen = Of(new());
    static readonly Lazy<IReadOnlyList<GrokkingPoint>[]> Large = Of(new() { InitialScale = 1e-9 });
    static readonly Lazy<IReadOnlyList<GrokkingPoint>[]> Weak = Of(new() { Clusters = new() { MeanNorm = 5.6 } });

    /// <summary>The setting of the catalogue.</summary>
    public static IReadOnlyList<GrokkingPoint>[] AsStated => Frozen.Value;

    /// <summary>Weights that start a million times as large.</summary>
    public static IReadOnlyList<GrokkingPoint>[] FromLargeWeights => Large.Value;

    /// <summary>Means at a fifth of their distance.</summary>
    public static IReadOnlyList<GrokkingPoint>[] OfWeakSignal => Weak.Value;

    static Lazy<IReadOnlyList<GrokkingPoint>[]> Of(GrokkingSettings settings) => new(() =>
        [.. Enumerable.Range(0, Settings.FromEnvironment.Cases(Seeds)).Select(seed =>
            Grokking.Run(settings, RandomStream.FromSeed(Settings.FromEnvironment.Seed).Substream("grokking").Substream(seed)))]);
}
