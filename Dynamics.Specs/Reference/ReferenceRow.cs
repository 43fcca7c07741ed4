using System.Globalization;
using NUnit.Framework;

namespace Dynamics.Specs.Reference;

/// <summary>One line of a table. It is read when its test asks, so that a bad line fails its own test and no other.</summary>
public sealed record ReferenceRow(string File, int Line, string Text, IReadOnlyList<string> Columns)
{
    string[] Fields => Text.Split(',');

    public string this[string column] =>
        Fields.Length == Columns.Count
            ? Fields[Columns.ToList().IndexOf(column)].Trim()
            : throw Malformed($"has {Fields.Length} fields, needs {Columns.Count} ({string.Join(", ", Columns)})");

    public double Double(string column) =>
        double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Malformed($"{column} '{this[column]}' is not a number");

    public ExactDecimal Exact(string column) =>
        ExactDecimal.TryParse(this[column], out var value)
            ? value
            : throw Malformed($"{column} '{this[column]}' is not a decimal number");

    public FormatException Malformed(string why) => new($"{File} line {Line}: {why}.");

    public TestCaseData AsTestCase()
    {
        var call = $"{Fields[0]}({string.Join("; ", Fields.Skip(1).Take(Columns.Count - 2))})";
        return new TestCaseData(this).SetArgDisplayNames(call, $"{Path.GetFileName(File)}:{Line}");
    }
}
