using System.Globalization;

namespace Dynamics.Approval;

/// <summary>Where an axis is marked, and what stands there.</summary>
static class Ticks
{
    const double Slack = 1e-9;

    public static ScottPlot.Tick[] For(Axis axis, int about) => axis.Scale switch
    {
        Scale.Linear => [.. Linear(axis, about)],
        Scale.Log10 => Logarithmic(axis, about),
        _ => throw new ArgumentOutOfRangeException(nameof(axis), axis.Scale, "There are no ticks for this scale."),
    };

    /// <summary>10ᵏ, in the characters that stand for it.</summary>
    public static string PowerOfTen(int exponent) =>
        "10" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(Raised));

    static IEnumerable<ScottPlot.Tick> Linear(Axis axis, int about)
    {
        var step = RoundStepNear((axis.Max - axis.Min) / about);
        var decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + Slack));
        return Multiples(axis.Min / step, axis.Max / step)
            .Select(k => ScottPlot.Tick.Major(k * step, Label(k * step, decimals)));
    }

    static ScottPlot.Tick[] Logarithmic(Axis axis, int about)
    {
        var decades = Multiples(axis.Place(axis.Min), axis.Place(axis.Max)).ToList();
        if (decades.Count < 2)
        {
            return [.. WithinDecades(axis)];
        }

        var stride = Math.Max(1, (int)Math.Ceiling((double)decades.Count / (about + 1)));
        var marked = decades.Select(k => k % stride == 0
            ? ScottPlot.Tick.Major(k, PowerOfTen(k))
            : ScottPlot.Tick.Minor(k));
        return [.. marked, .. stride == 1 ? BetweenDecades(axis) : []];
    }

    static IEnumerable<ScottPlot.Tick> BetweenDecades(Axis axis) =>
        Digits(axis, first: 2).Select(tick => ScottPlot.Tick.Minor(tick.Place));

    /// <summary>Powers of ten alone would leave such an axis bare: 1, 2 and 5 are written out.</summary>
    static IEnumerable<ScottPlot.Tick> WithinDecades(Axis axis) =>
        Digits(axis, first: 1).Select(tick => tick.Digit is 1 or 2 or 5
            ? ScottPlot.Tick.Major(tick.Place, Label(tick.Digit * Math.Pow(10, tick.Decade), Math.Max(0, -tick.Decade)))
            : ScottPlot.Tick.Minor(tick.Place));

    static IEnumerable<(int Decade, int Digit, double Place)> Digits(Axis axis, int first) =>
        from decade in Multiples(axis.Place(axis.Min) - 1, axis.Place(axis.Max))
        from digit in Enumerable.Range(first, 10 - first)
        let place = decade + Math.Log10(digit)
        where place >= axis.Place(axis.Min) - Slack && place <= axis.Place(axis.Max) + Slack
        select (decade, digit, place);

    static double RoundStepNear(double wanted)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        return new[] { 1, 2, 5, 10 }.Select(digit => digit * power).MinBy(step => Math.Abs(Math.Log(step / wanted)));
    }

    static IEnumerable<int> Multiples(double low, double high)
    {
        var first = (int)Math.Ceiling(low - Slack);
        return Enumerable.Range(first, Math.Max(0, (int)Math.Floor(high + Slack) - first + 1));
    }

    static string Label(double value, int decimals)
    {
        var digits = Math.Abs(value).ToString("F" + decimals, CultureInfo.InvariantCulture);
        return value < 0 && digits.Any(digit => digit is >= '1' and <= '9') ? "−" + digits : digits;
    }

    static char Raised(char digit) => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0'];
}
