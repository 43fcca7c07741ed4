using Dynamics.Specs.Reference;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>The reader of tables says what is wrong, and where; the comparison rounds nothing.</summary>
public class ReferenceTables
{
    static readonly string[] Columns = ["function", "x", "value"];

    [TestCase("sine,1.0,0.84", "table.csv line 2: the function 'sine' is not one of acos, asin")]
    [TestCase("sin,one,0.84", "table.csv line 2: x 'one' is not a number.")]
    [TestCase("sin,1.0,0.84,1", "table.csv line 2: has 4 fields, needs 3 (function, x, value).")]
    [TestCase("sin", "table.csv line 2: has 1 fields, needs 3 (function, x, value).")]
    [TestCase("sin,1.0,?", "table.csv line 2: value '?' is not a decimal number.")]
    public void A_malformed_row_fails_with_its_file_and_line(string row, string message)
    {
        var only = Table("function,x,value", row).Single();
        Assert.That(
            () => new ElementaryAccuracy().A_function_is_as_accurate_as_it_says(only),
            Throws.TypeOf<FormatException>().With.Message.StartsWith(message));
        Assert.That(() => only.AsTestCase(), Throws.Nothing);
    }

    [Test]
    public void A_wrong_header_is_refused() =>
        Assert.That(() => Table("x,function,value", "1.0,sin,0.84"), Throws.TypeOf<FormatException>().With.Message.EqualTo(
            "table.csv line 1: the header is 'x,function,value', not 'function,x,value'."));

    [Test]
    public void Empty_lines_do_not_count() =>
        Assert.That(Table("function,x,value", "", "sin,0.0,0.0", "").Select(row => row.Line), Is.EqualTo(new[] { 3 }));

    [TestCase(1.0, "1.00000000000000011102230246251565404", 0.5)]
    [TestCase(1.0000000000000002, "1", 1)]
    [TestCase(-1.0, "-1.0000000000000002220446049250313080847", 1)]
    [TestCase(1.0, "0.99999999999999988897769753748434595763683319091796875", 1)]
    [TestCase(5e-324, "0.0", 1)]
    [TestCase(0.0, "2.4703282292062327208299724353438654144e-324", 0.5)]
    [TestCase(0.0, "1e-400", 0)]
    [TestCase(0.0, "1e-434294481903251827651", 0)]
    [TestCase(double.PositiveInfinity, "1e400", 0)]
    [TestCase(double.PositiveInfinity, "1e+99999999999", 0)]
    [TestCase(double.NegativeInfinity, "1e400", double.PositiveInfinity)]
    [TestCase(double.MaxValue, "1.797693134862315807937289714053e308", 0.5)]
    [TestCase(double.PositiveInfinity, "1.797693134862315807937289714053e308", 0.5)]
    [TestCase(double.NaN, "1", double.PositiveInfinity)]
    public void The_error_counts_units_in_the_last_place_of_the_exact_value(double computed, string exact, double expected)
    {
        Assert.That(ExactDecimal.TryParse(exact, out var value));
        var error = value.ErrorInUlp(computed);
        if (double.IsInfinity(expected))
            Assert.That(error, Is.GreaterThan(1e15));
        else
            Assert.That(error, Is.EqualTo(expected).Within(1e-9));
    }

    static IReadOnlyList<ReferenceRow> Table(params string[] lines)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllLines(path, lines);
            return ReferenceTable.RowsOf(path, "table.csv", Columns);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
