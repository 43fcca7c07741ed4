namespace Dynamics.Specs.Gates;

/// <summary>Small TRX documents.</summary>
static class Trx
{
    internal const string Passed = """<UnitTestResult testId="a" testName="Adds" outcome="Passed" />""";
    internal const string Skipped = """<UnitTestResult testId="b" testName="Waits" outcome="NotExecuted" />""";
    internal const string Failed = """
        <UnitTestResult testId="c" testName="Divides" outcome="Failed"><Output><ErrorInfo>
          <Message>by zero
        and more</Message><StackTrace>at zero</StackTrace></ErrorInfo></Output></UnitTestResult>
        """;

    internal static string Of(params string[] results) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>{string.Concat(results)}</Results>
          <TestDefinitions>
            <UnitTest name="Divides" id="c"><TestMethod className="Numbers.Division" name="Divides" /></UnitTest>
          </TestDefinitions>
        </TestRun>
        """;
}
