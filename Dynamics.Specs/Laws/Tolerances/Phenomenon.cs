using System.Globalization;

namespace Dynamics.Specs.Laws.Tolerances;

/// <summary>
/// A statistic lies on the stated side of a null by at least a margin that was written down before the run. The residual is
/// null less statistic (or statistic less null), so it must be below minus the margin.
/// </summary>
public sealed record Phenomenon(double Margin, string Rule) : Tolerance(Rule)
{
    /// <param name="reason">Where the null and the margin come from.</param>
    public static Phenomenon By(double margin, string reason) =>
        new(margin, string.Create(CultureInfo.InvariantCulture, $"phenomenon: beyond the null by {margin}, {reason}"));

    public override double Width(double alpha) => -Margin;
}
