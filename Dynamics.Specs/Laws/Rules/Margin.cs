using System.Globalization;

namespace Dynamics.Specs.Laws.Rules;

/// <summary>
/// A statistic lies on the stated side of a null by at least a margin that was written down before the run: the residual is null
/// less statistic, so it must be below minus the margin.
/// </summary>
public sealed record Margin(double Least) : Rule("phenomenon", string.Create(CultureInfo.InvariantCulture, $"beyond the null by {Least}"))
{
    internal override bool IsTwoSided => false;

    internal override Tolerance For(object? subject, Measurement measured) => Tolerance.Of(-Least);

    /// <param name="reason">Where the null and the margin come from.</param>
    public static Rule Of(double least, string reason) => new Margin(least).Because(reason);
}
