using NUnit.Framework;

namespace Dynamics.Specs.Gates;

public class TestRunTests
{
    static string[] Lines(params TestRun[] runs) => [.. TestRunGates.Check(runs).Select(gate => gate.ToString())];

    static TestRun Run(string file, params string[] results) => TestRun.Parse(file, Trx.Of(results));

    [Test]
    public void Results_are_counted_by_outcome()
    {
        var run = Run("a.trx", Trx.Passed, Trx.Passed, Trx.Skipped, Trx.Failed);

        Assert.That((run.Passed, run.Failed, run.Skipped, run.Executed), Is.EqualTo((2, 1, 1, 3)));
    }

    [Test]
    public void A_failure_has_the_class_the_test_and_the_first_line_of_its_message() =>
        Assert.That(Run("a.trx", Trx.Failed).Failures, Is.EqualTo(new[] { "Numbers.Division.Divides: by zero" }));

    [TestCase(" outcome=\"Passed\"", ""), TestCase("Passed", "Inconclusive"), TestCase("Passed", "Timeout")]
    public void Any_outcome_but_passed_and_not_executed_is_a_failure(string part, string by)
    {
        var run = Run("a.trx", Trx.Passed.Replace(part, by, StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That((run.Passed, run.Failed), Is.EqualTo((0, 1)));
            Assert.That(run.Failures, Is.EqualTo(new[] { "Adds" }));
        });
    }

    [Test]
    public void A_file_that_breaks_off_is_a_run_without_results()
    {
        var run = TestRun.Parse("a.trx", Trx.Of(Trx.Passed)[..^20]);

        Assert.Multiple(() =>
        {
            Assert.That(run.Executed, Is.Zero);
            Assert.That(run.Failures, Has.Exactly(1).Items.And.All.StartsWith("a.trx cannot be read: "));
        });
    }

    [Test]
    public void Results_with_tests_that_ran_pass() =>
        Assert.That(Lines(Run("a.trx", Trx.Passed, Trx.Skipped), Run("b.trx", Trx.Failed)), Is.EqualTo(new[]
    {
        "ok   the run left test results (2 files)",
        "ok   every test project ran tests (2 ran, 1 were skipped)",
    }));

    [Test]
    public void No_results_fail() => Assert.That(Lines(), Is.EqualTo(new[] { "FAIL the run left test results: there are none" }));

    [Test]
    public void A_project_that_ran_no_test_fails() =>
        Assert.That(Lines(Run("a.trx", Trx.Passed), Run("b.trx", Trx.Skipped), Run("c.trx"))[1],
        Is.EqualTo("FAIL every test project ran tests: b.trx shows no test that ran; c.trx shows no test that ran"));
}
