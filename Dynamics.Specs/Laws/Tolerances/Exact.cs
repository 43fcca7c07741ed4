namespace Dynamics.Specs.Laws.Tolerances;

/// <summary>Nothing may differ: the two sides are the same bits, or the same integers.</summary>
public sealed record Exact() : Tolerance(Bits)
{
    public const string Bits = "exact: to the bit";

    public override double Width(double alpha) => 0;
}
