namespace Dynamics.Specs.Laws;

/// <summary>What a falsifier stands for.</summary>
public enum FalsifierKind
{
    /// <summary>A bug in the quantity under test.</summary>
    Mistake,

    /// <summary>A counterexample: the theorem without one of its hypotheses.</summary>
    HypothesisDropped,

    /// <summary>Another theory, or the dull explanation.</summary>
    Rival,
}

/// <summary>Which sides of the measurement a falsifier changes.</summary>
public enum Spoiled
{
    Left,
    Both,
}

/// <summary>
/// What a law must tell from the truth. The method takes the law's subject and returns the law's own measurement, made on the mistake;
/// it is judged by the law's rule. It is tried on the law's own subjects until as many are caught as are wanted, and survives where
/// that takes more tries than its least share of catches allows.
/// </summary>
/// <param name="law">The name of the law's method.</param>
/// <param name="what">The mistake, the hypothesis or the rival, in a few words.</param>
[AttributeUsage(AttributeTargets.Method)]
public abstract class FalsifierAttribute(FalsifierKind kind, string law, string what) : Attribute
{
    public FalsifierKind Kind { get; } = kind;

    public string Law { get; } = law;

    public string What { get; } = what;

    /// <summary>What it changes; where it is the left side alone, the right side is compared with the law's, to the bit.</summary>
    public Spoiled Spoils { get; init; } = Spoiled.Left;

    /// <summary>How many catches are wanted; fewer where a try is dear.</summary>
    public int Catches { get; init; } = 20;

    /// <summary>The least share of the law's subjects on which it is caught.</summary>
    public double CatchRate { get; init; } = .5;

    /// <summary>Why it must be caught on every subject, or empty: then one that escapes is red.</summary>
    public string AlwaysBecause { get; init; } = "";

    /// <summary>The least share of catches, one where it must always be caught.</summary>
    public double LeastShare => AlwaysBecause == "" ? CatchRate : 1;
}

/// <summary>The smallest plausible bug in the quantity under test.</summary>
public sealed class MistakeAttribute(string law, string what) : FalsifierAttribute(FalsifierKind.Mistake, law, what);

/// <summary>The counterexample that shows why a hypothesis is needed.</summary>
public sealed class HypothesisDroppedAttribute(string law, string what) : FalsifierAttribute(FalsifierKind.HypothesisDropped, law, what);

/// <summary>Another theory, or the dull explanation: scale, a straight line, a random walk.</summary>
public sealed class RivalAttribute(string law, string what) : FalsifierAttribute(FalsifierKind.Rival, law, what)
{
    /// <summary>Why a rival of a phenomenon is the null itself on every seed though it could have come out otherwise, or empty.</summary>
    public string NullBecause { get; init; } = "";
}
