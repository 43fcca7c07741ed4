using System.Globalization;

namespace Dynamics.Approval;

/// <summary>Numbers as a figure's text says them: five digits carry what an eye can take from a picture, and more.</summary>
static class Numbers
{
    const string FiveDigits = "G5";

    public static string Say(double value) =>
        value == 0 ? "0" : value.ToString(FiveDigits, CultureInfo.InvariantCulture).Replace("E", "e");

    public static string Say(Point point) => $"({Say(point.X)}, {Say(point.Y)})";

    public static string Say(IEnumerable<double> values) => string.Join(", ", values.Select(Say));
}
