namespace Dynamics.Specs.Gates;

/// <summary>What the results of the tests must show, beyond each test on its own.</summary>
static class TestRunGates
{
    internal static IReadOnlyList<Gate> Check(IReadOnlyList<TestRun> runs)
    {
        const string name = "the run left test results";
        return runs.Count == 0
            ? [Gate.Of(name, false, "there are none")]
            : [Gate.Of(name, true, $"{runs.Count} files"), EveryProjectRan(runs)];
    }

    static Gate EveryProjectRan(IReadOnlyList<TestRun> runs) => Gate.Without(
        runs.Where(run => run.Executed == 0).Select(run => $"{run.File} shows no test that ran"),
        "every test project ran tests",
        $"{runs.Sum(run => run.Executed)} ran, {runs.Sum(run => run.Skipped)} were skipped");
}
