using System.Text;
using Dynamics.Specs.Data;
using NUnit.Framework;

namespace Dynamics.Specs.Gates;

public class GatesCommandTests
{
    const string Ledger = """
        { "laws": [ { "id": "N1", "status": "holds", "falsifiers": [ { "title": "t", "caught": 1, "of": 1, "killed": true } ] } ],
          "falseAlarms": { "budget": 1e-6, "spent": 0 } }
        """;

    static (int Exit, string[] Lines) Run(string? ledger, params string[] runs) => Run(faults: 0, ledger, runs);

    static (int Exit, string[] Lines) Run(int faults, string? ledger, params string[] runs)
    {
        using var folder = new TemporaryFolder();
        if (ledger is not null)
        {
            folder.Write("ledger.json", Encoding.UTF8.GetBytes(ledger));
            new BadCallCounts(Members: 300, Refused: 900, Right: 600, faults).Write(folder.Path);
        }

        var results = Directory.CreateDirectory(Path.Combine(folder.Path, "results"));
        for (var i = 0; i < runs.Length; i++)
            File.WriteAllText(Path.Combine(results.FullName, $"{i}.trx"), runs[i]);

        using var output = new StringWriter();
        var exit = GatesCommand.Run(folder.Path, output);
        return (exit, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Test]
    public void A_sound_run_exits_with_0_and_ends_with_the_totals()
    {
        var (exit, lines) = Run(Ledger, Trx.Of(Trx.Passed, Trx.Passed), Trx.Of(Trx.Passed));

        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.Zero);
            Assert.That(lines[..^2], Has.Exactly(11).Items.And.All.StartsWith("ok   "));
            Assert.That(lines[^2..], Is.EqualTo(new[] { "tests: 3 passed, 0 failed", "gates: 11 passed, 0 failed" }));
        });
    }

    [Test]
    public void A_failed_test_exits_with_1_and_is_named()
    {
        var (exit, lines) = Run(Ledger, Trx.Of(Trx.Passed, Trx.Failed));

        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.EqualTo(1));
            Assert.That(lines[^3..], Is.EqualTo(
                new[] { "failed: Numbers.Division.Divides: by zero", "tests: 1 passed, 1 failed", "gates: 11 passed, 0 failed" }));
        });
    }

    [Test]
    public void A_failed_gate_exits_with_1()
    {
        var (exit, lines) = Run(Ledger.Replace("holds", "violated", StringComparison.Ordinal), Trx.Of(Trx.Passed));

        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.EqualTo(1));
            Assert.That(lines, Does.Contain("FAIL every law holds: N1 is violated"));
            Assert.That(lines[^2..], Is.EqualTo(new[] { "tests: 1 passed, 0 failed", "gates: 10 passed, 1 failed" }));
        });
    }

    [Test]
    public void A_bad_call_that_is_neither_refused_nor_right_fails()
    {
        var (exit, lines) = Run(faults: 1, Ledger, Trx.Of(Trx.Passed));

        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.EqualTo(1));
            Assert.That(lines, Does.Contain(
                "FAIL bad calls are refused or right: 1501 calls of 300 members: 900 refused, 600 right, 1 neither"));
        });
    }

    [Test]
    public void A_folder_with_nothing_in_it_fails()
    {
        var (exit, lines) = Run(ledger: null);

        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.EqualTo(1));
            Assert.That(lines, Does.Contain("FAIL the run left a ledger: there is none").And.Contain(
                "FAIL the run left test results: there are none"));
            Assert.That(lines[^2..], Is.EqualTo(new[] { "tests: 0 passed, 0 failed", "gates: 0 passed, 3 failed" }));
        });
    }
}
