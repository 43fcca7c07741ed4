using System.Collections.Concurrent;
using Dynamics.Numerics;

namespace Dynamics.Specs.Laws;

/// <summary>One of the independent seeds on which a phenomenon is shown, derived from the run's.</summary>
/// <param name="Seed">The run's master seed.</param>
/// <param name="Index">From zero.</param>
public readonly record struct Replicate(ulong Seed, int Index)
{
    /// <summary>All that is random in it.</summary>
    public RandomStream Stream => RandomStream.FromSeed(Seed).Substream("replicate").Substream(Index);

    public override string ToString() => $"seed {Seed}, replicate {Index}";
}

/// <summary>Runs of one setting, each made once, however many phenomena and rivals look at it.</summary>
public sealed class Runs<TResult>(Func<Replicate, TResult> run)
{
    readonly ConcurrentDictionary<Replicate, Lazy<TResult>> _made = new();

    public TResult this[Replicate replicate] => _made.GetOrAdd(replicate, key => new(() => run(key))).Value;
}
