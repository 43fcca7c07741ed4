namespace Dynamics.Specs.Laws;

/// <summary>What sort of statement a law makes, and so how it is measured.</summary>
public enum LawKind
{
    /// <summary>Two sides are equal, to roundoff.</summary>
    Identity,

    /// <summary>An error shrinks like a known power of a step.</summary>
    Order,

    /// <summary>An asymptotic in the width: a rate with an interval over independent seeds.</summary>
    Limit,

    /// <summary>One side never exceeds the other.</summary>
    Bound,

    /// <summary>A statement about a distribution: it carries a false-alarm rate and the violation it would detect.</summary>
    Statistical,

    /// <summary>A demonstration without a theorem at this size: a statistic on the stated side of a stated null.</summary>
    Phenomenon,
}
