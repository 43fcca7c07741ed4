using System.Globalization;

namespace Dynamics.Specs.Laws.Rules;

/// <summary>
/// How far a mean over independent groups strays from its expectation: Student's interval. The smallest deviation that must be told
/// from the expected value is named, so that an interval too wide to tell them is undecided.
/// </summary>
/// <param name="Detects">The smallest deviation that must be seen.</param>
/// <param name="Group">What a group is and how its statistic is had.</param>
public sealed record Rate(double Detects, string Group)
    : Rule("rate", string.Create(CultureInfo.InvariantCulture, $"Student's interval over groups, detects {Detects}; {Group}"))
{
    internal override Tolerance For(object? subject, Measurement measured)
    {
        var spread = measured.Spread ?? throw new InvalidOperationException(
            "A rate is measured by Measure.Mean: this measurement has no spread over groups.");
        return new(alpha => spread.Student(alpha)) { MustDetect = Detects };
    }
}
