namespace Dynamics.Specs.Laws;

/// <summary>
/// The smallest plausible mistake that a law must catch. The method takes the law's subject and returns the law's own
/// measurement, made on the mistake: the same right-hand side, the same tolerance rule.
/// </summary>
/// <param name="law">The name of the law's method.</param>
/// <param name="mistake">The mistake, in a few words.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FalsifierAttribute(string law, string mistake) : Attribute
{
    public string Law { get; } = law;

    public string Mistake { get; } = mistake;

    /// <summary>How many subjects the mistake is tried on.</summary>
    public int Cases { get; init; } = 20;
}
