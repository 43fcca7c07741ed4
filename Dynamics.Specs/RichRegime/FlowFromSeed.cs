using Dynamics.Numerics;
using Dynamics.RichRegime;

namespace Dynamics.Specs.RichRegime;

/// <summary>A run of the flow of a smooth homogeneous network, on examples and from weights of its own.</summary>
public sealed class FlowFromSeed(ulong seed)
{
    readonly Lazy<MarginRun> _run =
        new(() => MarginMaximisation.Run(MarginRuns.Smooth with { Steps = 3000 }, RandomStream.FromSeed(seed)));

    public MarginRun Run => _run.Value;

    public override string ToString() => $"seed {seed}";
}
