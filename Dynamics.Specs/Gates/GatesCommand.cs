namespace Dynamics.Specs.Gates;

/// <summary>
/// The verb <c>gates</c>: reads what a run left in its folder, prints a line a gate, then the totals of tests and of gates.
/// </summary>
static class GatesCommand
{
    internal static int Run(string artifacts, TextWriter output)
    {
        var runs = TestRuns(Path.Combine(artifacts, "results"));
        IReadOnlyList<Gate> gates =
        [
            .. LedgerGates.Check(Ledger(Path.Combine(artifacts, "ledger.json"))),
            BadCallCounts.Check(artifacts),
            .. TestRunGates.Check(runs),
        ];
        var failedTests = runs.Sum(run => run.Failed);
        var failedGates = gates.Count(gate => !gate.Passed);

        foreach (var gate in gates)
            output.WriteLine(gate);
        foreach (var failure in runs.SelectMany(run => run.Failures))
            output.WriteLine($"failed: {failure}");
        output.WriteLine($"tests: {runs.Sum(run => run.Passed)} passed, {failedTests} failed");
        output.WriteLine($"gates: {gates.Count - failedGates} passed, {failedGates} failed");
        return failedTests + failedGates == 0 ? 0 : 1;
    }

    static string? Ledger(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    static IReadOnlyList<TestRun> TestRuns(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*.trx").Order(StringComparer.Ordinal)
            .Select(path => TestRun.Parse(Path.GetFileName(path), File.ReadAllText(path))),
    ];
}
