using System.Globalization;

namespace Dynamics.Specs.Laws.Rules;

/// <summary>
/// How far an exponent that is extrapolated to infinite width strays from its limit: Student's interval over groups, and what the
/// extrapolation leaves, which is less than what it takes away. More groups narrow the first part, wider networks the second.
/// </summary>
/// <param name="Detects">The smallest deviation that must be seen.</param>
/// <param name="Group">What a group is.</param>
public sealed record ExtrapolatedRate(double Detects, string Group) : Rule("rate", string.Create(CultureInfo.InvariantCulture,
    $"Student's interval over groups for the extrapolated slope + its difference from the last local slope, detects {Detects}; {Group}"))
{
    internal override Tolerance For(object? subject, Measurement measured)
    {
        var spread = measured.Spread ?? throw new InvalidOperationException(
            "An exponent is measured by Measure.Exponent: this measurement has no spread over groups.");
        return new(alpha => spread.Student(alpha) + spread.Truncation) { MustDetect = Detects };
    }
}
