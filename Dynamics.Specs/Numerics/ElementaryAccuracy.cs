using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using Dynamics.Numerics;
using Dynamics.Specs.Reference;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>Every function stays within its stated bound of the exact value, row by row.</summary>
public class ElementaryAccuracy
{
    static readonly string[] OneArgument = ["function", "x", "value"];
    static readonly string[] TwoArguments = ["function", "x", "y", "value"];

    public static IEnumerable<TestCaseData> Rows =>
        ReferenceTable.Read("elementary.csv", OneArgument)
            .Concat(ReferenceTable.Read("elementary-hard.csv", OneArgument))
            .Select(row => row.AsTestCase());

    public static IEnumerable<TestCaseData> PairRows =>
        ReferenceTable.Read("elementary-pairs.csv", TwoArguments).Select(row => row.AsTestCase());

    [TestCaseSource(nameof(Rows))]
    public void A_function_is_as_accurate_as_it_says(ReferenceRow row)
    {
        var (function, bound) = ElementaryFunctions.OfOneArgument.Named(row);
        Check(row, function(row.Double("x")), bound);
    }

    [TestCaseSource(nameof(PairRows))]
    public void A_function_of_two_arguments_is_as_accurate_as_it_says(ReferenceRow row)
    {
        var (function, bound) = ElementaryFunctions.OfTwoArguments.Named(row);
        Check(row, function(row.Double("x"), row.Double("y")), bound);
    }

    public static IEnumerable<TestCaseData> StatedFunctions =>
        ElementaryFunctions.Methods.Select(m => new TestCaseData(m).SetArgDisplayNames(m.Name));

    [TestCaseSource(nameof(StatedFunctions))]
    public void The_documentation_states_the_bound_that_is_tested(MethodInfo function)
    {
        var bound = function.GetCustomAttribute<AccuracyInUlpAttribute>()?.Bound;
        var documentation = XDocument.Load(Path.ChangeExtension(typeof(Elementary).Assembly.Location, ".xml"))
            .Descendants("member")
            .Single(m =>
                m.Attribute("name")!.Value.StartsWith($"M:{typeof(Elementary).FullName}.{function.Name}(", StringComparison.Ordinal));
        var text = string.Join(' ', documentation.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.That(text,
            Does.Contain($"within {bound?.ToString(CultureInfo.InvariantCulture)} {(bound == 1 ? "unit" : "units")} in the last place"));
    }

    static void Check(ReferenceRow row, double computed, double bound)
    {
        var error = row.Exact("value").ErrorInUlp(computed);
        Assert.That(error, Is.LessThanOrEqualTo(bound), $"{row.File} line {row.Line}: {row.Text}; computed {computed:R}");
    }
}
