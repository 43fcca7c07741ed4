namespace Dynamics.Specs.Laws;

/// <summary>
/// Declares a demonstration without a theorem at its size. The method takes one <see cref="Replicate"/>, an independent seed, and
/// returns the statistic beside its null; the claim is that it is shown on a share of all seeds. At least one rival runs with the same
/// code at the same size, and is not shown. Divergence is a finding: the seed counts as one on which nothing was shown.
/// </summary>
public sealed class PhenomenonAttribute(string id, string statement) : LawAttribute(id, LawKind.Phenomenon, statement)
{
    /// <summary>How many seeds a run has.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>The least share of seeds on which it is shown.</summary>
    public double Share { get; init; } = .9;
}
