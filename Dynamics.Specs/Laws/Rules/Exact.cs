namespace Dynamics.Specs.Laws.Rules;

/// <summary>Nothing may differ: the two sides are the same bits, or the same integers.</summary>
public sealed record Exact() : Rule("exact", "to the bit")
{
    /// <summary>The name by which a law refers to it; every fixture knows it.</summary>
    public const string ToTheBit = nameof(ToTheBit);

    internal override bool IsExact => true;

    internal override Tolerance For(object? subject, Measurement measured) => Tolerance.Of(0);
}
