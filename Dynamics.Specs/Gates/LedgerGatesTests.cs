using NUnit.Framework;

namespace Dynamics.Specs.Gates;

public class LedgerGatesTests
{
    const string Sound = """
        { "laws": [
            { "id": "G2", "subject": "Bernoulli", "status": "holds", "cases": 200, "more": { "than": ["is", "read"] },
              "falsifiers": [
                { "title": "labels of the data", "caught": 80, "of": 80, "killed": true, "margin": 1e9 },
                { "title": "a factor lost", "caught": 1, "of": 1, "killed": true } ] },
            { "id": "P1", "subject": "MLP", "status": "demonstrated",
              "falsifiers": [ { "title": "the null", "caught": 3, "of": 3, "killed": true } ] },
            { "id": "G1", "subject": "Uniform", "status": "expected violation", "reason": "the support moves" },
            { "id": "G9", "subject": "Point", "status": "not applicable", "reason": "no charts" } ],
          "falseAlarms": { "budget": 1e-6, "spent": 2e-7 }, "seed": "1" }
        """;

    static string[] Lines(string? ledger) => [.. LedgerGates.Check(ledger).Select(gate => gate.ToString())];

    static string[] Failures(string ledger) => [.. Lines(ledger).Where(line => line.StartsWith("FAIL", StringComparison.Ordinal))];

    static string Broken(string part, string by)
    {
        var broken = Sound.Replace(part, by, StringComparison.Ordinal);
        Assert.That(broken, Is.Not.EqualTo(Sound));
        return broken;
    }

    [Test]
    public void A_sound_ledger_passes_every_gate() => Assert.That(Lines(Sound), Is.EqualTo(new[]
    {
        $"ok   the run left a ledger ({Sound.Length} characters)",
        "ok   the ledger has laws (4)",
        "ok   all evidence could be read (each file)",
        "ok   every law holds (1 demonstrated, 1 expected violation, 1 holds, 1 not applicable)",
        "ok   every exception has a reason (2 exceptions)",
        "ok   every law has a falsifier (2 laws)",
        "ok   every falsifier is killed (3 falsifiers)",
        "ok   the false alarms are within the budget (2E-07 spent of 1E-06)",
    }));

    [Test]
    public void A_run_without_a_ledger_fails() =>
        Assert.That(Lines(null), Is.EqualTo(new[] { "FAIL the run left a ledger: there is none" }));

    [TestCase(""), TestCase("{ \"laws\": ["), TestCase("[]"), TestCase("7")]
    public void What_is_no_ledger_fails(string ledger) =>
        Assert.That(Lines(ledger), Has.Exactly(1).Items.And.All.StartsWith("FAIL the run left a ledger: it cannot be read: "));

    [TestCase("{}"), TestCase("{ \"laws\": [] }"), TestCase("{ \"laws\": {}, \"falseAlarms\": 7 }")]
    public void A_ledger_without_laws_fails(string ledger) => Assert.That(Failures(ledger), Is.EqualTo(new[]
    {
        "FAIL the ledger has laws: it has none",
        "FAIL the false alarms are within the budget: the ledger lacks falseAlarms.budget or falseAlarms.spent",
    }));

    [TestCase("violated"), TestCase("undecided"), TestCase("not run"), TestCase("stale"), TestCase("Holds")]
    public void A_law_that_does_not_hold_fails(string status) =>
        Assert.That(Failures(Broken("\"holds\"", $"\"{status}\"")),
            Is.EqualTo(new[] { $"FAIL every law holds: G2@Bernoulli is {status}" }));

    [TestCase("\"status\": \"holds\", ", ""), TestCase("\"holds\"", "null")]
    public void A_law_without_a_status_fails(string part, string by) =>
        Assert.That(Failures(Broken(part, by)), Is.EqualTo(new[] { "FAIL every law holds: G2@Bernoulli is without a status" }));

    [Test]
    public void All_laws_that_do_not_hold_are_named() => Assert.That(
        Failures(Broken("\"holds\"", "\"stale\"").Replace("\"demonstrated\"", "\"not run\"", StringComparison.Ordinal)),
        Is.EqualTo(new[] { "FAIL every law holds: G2@Bernoulli is stale; P1@MLP is not run" }));

    [Test]
    public void A_law_that_is_no_object_fails() =>
        Assert.That(
            Failures("""{ "laws": [7], "falseAlarms": { "budget": 1, "spent": 0 } }"""),
            Is.EqualTo(new[] { "FAIL every law holds:  is without a status" }));

    [TestCase("\"the support moves\"", "\" \"", "G1@Uniform is expected violation without one")]
    [TestCase(", \"reason\": \"no charts\"", "", "G9@Point is not applicable without one")]
    public void An_exception_without_a_reason_fails(string part, string by, string message) =>
        Assert.That(Failures(Broken(part, by)), Is.EqualTo(new[] { $"FAIL every exception has a reason: {message}" }));

    [Test]
    public void A_law_without_a_falsifier_fails() => Assert.That(
        Failures(Broken("{ \"title\": \"the null\", \"caught\": 3, \"of\": 3, \"killed\": true }", "")),
        Is.EqualTo(new[] { "FAIL every law has a falsifier: P1@MLP has none" }));

    [TestCase("\"caught\": 80", "\"caught\": 81", "'labels of the data' of G2@Bernoulli was caught on 81 of 80 subjects")]
    [TestCase("\"caught\": 3, \"of\": 3", "\"caught\": 0, \"of\": 0", "'the null' of P1@MLP was caught on 0 of 0 subjects")]
    [TestCase("\"caught\": 3, ", "", "'the null' of P1@MLP was caught on ? of 3 subjects")]
    [TestCase("\"of\": 3, \"killed\": true", "\"of\": 3, \"killed\": false",
        "'the null' of P1@MLP was caught on 3 of 3 subjects and is not killed")]
    [TestCase("\"of\": 3, \"killed\": true", "\"of\": 3", "'the null' of P1@MLP was caught on 3 of 3 subjects and is not killed")]
    public void A_falsifier_that_survives_fails(string part, string by, string message) =>
        Assert.That(Failures(Broken(part, by)), Is.EqualTo(new[] { $"FAIL every falsifier is killed: {message}" }));

    [Test]
    public void Evidence_that_cannot_be_read_fails() =>
        Assert.That(Failures(Broken("\"seed\": \"1\"", "\"unreadable\": [\"G7.json is no evidence\"]")),
            Is.EqualTo(new[] { "FAIL all evidence could be read: G7.json is no evidence" }));

    [Test]
    public void A_falsifier_may_escape_now_and_then() => Assert.That(Failures(Broken("\"caught\": 80", "\"caught\": 41")), Is.Empty);

    [TestCase("\"spent\": 2e-7", "\"spent\": 2e-6", "2E-06 spent of 1E-06")]
    [TestCase(", \"spent\": 2e-7", "", "the ledger lacks falseAlarms.budget or falseAlarms.spent")]
    [TestCase("\"budget\": 1e-6", "\"budget\": \"1e-6\"", "the ledger lacks falseAlarms.budget or falseAlarms.spent")]
    public void False_alarms_beyond_the_budget_fail(string part, string by, string message) =>
        Assert.That(Failures(Broken(part, by)), Is.EqualTo(new[] { $"FAIL the false alarms are within the budget: {message}" }));

    [Test]
    public void A_budget_may_be_spent_to_the_last() => Assert.That(Failures(Broken("2e-7", "1e-6")), Is.Empty);
}
