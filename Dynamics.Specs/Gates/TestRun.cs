using System.Xml;
using System.Xml.Linq;

namespace Dynamics.Specs.Gates;

/// <summary>The results of one test project, as a TRX file has them.</summary>
sealed record TestRun(string File, int Passed, int Failed, int Skipped, IReadOnlyList<string> Failures)
{
    internal int Executed => Passed + Failed;

    /// <param name="file">The name of the file, for messages.</param>
    /// <param name="trx">Its content. A file that breaks off is a run without results.</param>
    internal static TestRun Parse(string file, string trx)
    {
        try
        {
            var results = XDocument.Parse(trx).Descendants()
                .Where(element => element.Name.LocalName == "UnitTestResult").ToLookup(Outcome);
            return new TestRun(file,
                results["Passed"].Count(),
                results.Where(outcome => outcome.Key is not ("Passed" or "NotExecuted")).Sum(outcome => outcome.Count()),
                results["NotExecuted"].Count(),
                [.. results.Where(outcome => outcome.Key is not ("Passed" or "NotExecuted"))
                    .SelectMany(outcome => outcome).Select(Describe)]);
        }
        catch (XmlException broken)
        {
            return new TestRun(file, 0, 0, 0, [$"{file} cannot be read: {broken.Message}"]);
        }
    }

    static string Outcome(XElement result) => result.Attribute("outcome")?.Value ?? "without an outcome";

    static string Describe(XElement result)
    {
        var message = result.Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value.Trim();
        var test = $"{Class(result)}{result.Attribute("testName")?.Value}";
        return string.IsNullOrEmpty(message) ? test : $"{test}: {message.Split('\n')[0].Trim()}";
    }

    static string Class(XElement result)
    {
        var definition = result.Document!.Descendants().FirstOrDefault(element =>
            element.Name.LocalName == "UnitTest" && element.Attribute("id")?.Value == result.Attribute("testId")?.Value);
        var method = definition?.Elements().FirstOrDefault(element => element.Name.LocalName == "TestMethod");
        return method?.Attribute("className") is { } name ? $"{name.Value}." : "";
    }
}
