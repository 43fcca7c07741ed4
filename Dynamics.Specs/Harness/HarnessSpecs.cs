using Dynamics.Specs.Laws;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>The harness, tried on laws whose truth is known.</summary>
public class HarnessSpecs
{
    static readonly Settings Fixed = Settings.From(name => name == "DYNAMICS_SEED" ? "7" : null);

    [Test]
    public void A_true_law_holds_and_kills_its_falsifier()
    {
        var verdict = Check<TrueLaw>();
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Status, Is.EqualTo(LawStatus.Holds), VerdictText.Of(verdict));
            Assert.That(verdict.Cases, Is.EqualTo(100));
            Assert.That(verdict.Falsifiers.Single(), Has.Property("Caught").EqualTo(20).And.Property("IsKilled").True);
            Assert.That(verdict.Drawn["parity"].Counts!.Values.Sum(), Is.EqualTo(100));
            Assert.That(verdict.Drawn["n"].Range!.Max, Is.GreaterThan(900));
        });
    }

    [Test]
    public void A_false_law_fails_and_shrinks_to_the_simplest_case()
    {
        var verdict = Check<FalseLaw>();
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Status, Is.EqualTo(LawStatus.Violated));
            Assert.That(verdict.Counterexample!.Shrunk, Is.EqualTo("100"));
        });
    }

    [Test]
    public void A_failing_law_prints_all_that_is_needed_to_understand_and_replay_it()
    {
        var text = VerdictText.Of(Check<FalseLaw>());
        string[] parts =
        [
            "H2 is violated for FalseLaw: Numbers have two digits", @"n \le 99", "nobody", "n is drawn", "n = 100", "bound = 99",
            "1, allowed 0", "exact: to the bit", "made simpler",
            "dotnet test Dynamics.Specs -e DYNAMICS_SEED=7 --filter \"FullyQualifiedName=Dynamics.Specs.Harness.FalseLaw.Numbers_have_two_digits\"",
        ];
        foreach (var part in parts) Assert.That(text, Does.Contain(part));
    }

    [TestCase(typeof(LawWithASurvivor), LawStatus.Undecided, "survives on")]
    [TestCase(typeof(LawWithAnotherTolerance), LawStatus.Undecided, "another tolerance")]
    [TestCase(typeof(LawWithAnotherRightHandSide), LawStatus.Undecided, "another right-hand side")]
    [TestCase(typeof(LawWithoutPower), LawStatus.Undecided, "wider than the smallest violation")]
    [TestCase(typeof(LawWithoutSource), LawStatus.Undecided, "no source")]
    [TestCase(typeof(LawWithoutFalsifier), LawStatus.Undecided, "no falsifier")]
    [TestCase(typeof(LawWithNaN), LawStatus.Violated, "NaN")]
    [TestCase(typeof(LawThatThrows), LawStatus.Violated, "seven or more")]
    [TestCase(typeof(LawThatIsLoosened), LawStatus.Violated, "it is measured by 'roundoff: loose' but declares 'exact: to the bit'")]
    [TestCase(typeof(LawAboutNothing), LawStatus.Undecided, "only 0 of 100 cases")]
    [TestCase(typeof(LawWithAWideTolerance), LawStatus.Undecided, "too wide")]
    [TestCase(typeof(LawWithANaNForAMistake), LawStatus.Undecided, "gives no number")]
    [TestCase(typeof(BrokenHypothesisThatThrows), LawStatus.Violated, "no measurement")]
    [TestCase(typeof(HypothesisThatIsNotBroken), LawStatus.Violated, "though 'nothing, in truth' is broken")]
    public void What_is_no_evidence_fails_and_says_why(Type fixture, LawStatus status, string why)
    {
        var verdict = Check(fixture, Settings.From(_ => null));
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Status, Is.EqualTo(status));
            Assert.That(verdict.IsAccepted, Is.False);
            Assert.That(VerdictText.Of(verdict), Does.Contain(why));
        });
    }

    [Test]
    public void A_tolerance_is_called_too_wide_on_the_default_run_alone() =>
        Assert.That(Check<LawWithAWideTolerance>().Status, Is.EqualTo(LawStatus.Holds));

    [TestCase(typeof(LawWithAWideToleranceAndAReason), LawStatus.Holds)]
    [TestCase(typeof(BrokenHypothesis), LawStatus.ExpectedViolation)]
    [TestCase(typeof(LawThatDoesNotApply), LawStatus.NotApplicable)]
    [TestCase(typeof(FrozenPhenomenon), LawStatus.Demonstrated)]
    public void What_is_declared_with_its_reason_is_accepted(Type fixture, LawStatus status)
    {
        var verdict = Check(fixture);
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Status, Is.EqualTo(status), VerdictText.Of(verdict));
            Assert.That(verdict.IsAccepted, Is.True);
        });
    }

    [Test]
    public void A_law_that_throws_shrinks_as_well() => Assert.That(Check<LawThatThrows>().Counterexample!.Shrunk, Is.EqualTo("7"));

    [Test]
    public void Replay_gives_the_same_case()
    {
        var (first, second) = (Check<FalseLaw>().Counterexample!, Check<FalseLaw>().Counterexample!);
        Assert.That((second.Index, second.Original, second.Shrunk), Is.EqualTo((first.Index, first.Original, first.Shrunk)));
    }

    [Test]
    public void Another_seed_gives_other_cases()
    {
        var drawn = Enumerable.Range(0, 5).Select(seed => Check(typeof(TrueLaw), Fixed with { Seed = (ulong)seed }).Drawn["n"].Range);
        Assert.That(drawn.Distinct().Count(), Is.GreaterThan(1));
    }

    [Test]
    public void More_cases_spend_no_more_false_alarms()
    {
        var (one, five) = (Check(typeof(TrueLaw), Fixed), Check(typeof(TrueLaw), Fixed with { CasesFactor = 5 }));
        Assert.That((five.Cases, five.Falsifiers[0].Of), Is.EqualTo((5 * one.Cases, 5 * one.Falsifiers[0].Of)));
    }

    internal static Verdict Check<TFixture>() => Check(typeof(TFixture));

    internal static Verdict Check(Type fixture, Settings? settings = null) =>
        LawRunner.Check(LawBook.Of(fixture).Single(), Activator.CreateInstance(fixture)!, settings ?? Fixed);
}
