using Dynamics.Specs.Laws.Tolerances;

namespace Dynamics.Specs.Laws;

/// <summary>Two sides, how they should be related, and how far they are from it.</summary>
/// <param name="Left">What is claimed: where a falsifier puts its mistake.</param>
/// <param name="Relation">As in =, ≤ or &gt;.</param>
/// <param name="Right">What it is compared with: the same for a law and its falsifiers.</param>
/// <param name="Residual">How far they are from the relation; below zero is to spare.</param>
public sealed record Measurement(Side Left, string Relation, Side Right, double Residual)
{
    public Evidence Within(Tolerance tolerance) => new(this, tolerance);

    /// <summary>Nothing may differ.</summary>
    public Evidence Exactly() => Within(new Exact());
}
