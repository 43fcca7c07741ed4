using Dynamics.Specs.Harness.Planted;
using Dynamics.Specs.Laws;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>The harness, tried on laws whose truth is known.</summary>
public class HarnessSpecs
{
    static readonly Settings Default = Settings.From(_ => null);
    static readonly Settings Fixed = Default with { Seed = 7 };

    [Test]
    public void A_true_law_holds_and_kills_its_falsifier()
    {
        var verdict = Check<TrueLaw>();
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Status, Is.EqualTo(LawStatus.Holds), VerdictText.Of(verdict));
            Assert.That(verdict.Cases, Is.EqualTo(100));
            Assert.That(verdict.Falsifiers.Single().Tally, Is.EqualTo(new Tally(20, 20, .5)));
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

    [TestCase(typeof(TrueIdentity), LawStatus.Holds)]
    [TestCase(typeof(TrueOrder), LawStatus.Holds)]
    [TestCase(typeof(TrueBound), LawStatus.Holds)]
    [TestCase(typeof(TrueStatistic), LawStatus.Holds)]
    [TestCase(typeof(TrueRate), LawStatus.Holds)]
    [TestCase(typeof(TruePhenomenon), LawStatus.Demonstrated)]
    public void A_true_law_of_each_kind_is_accepted(Type fixture, LawStatus status) =>
        Assert.That(Check(fixture, Default).Status, Is.EqualTo(status), VerdictText.Of(Check(fixture, Default)));

    [TestCase(typeof(WrongIdentity))]
    [TestCase(typeof(WrongOrder))]
    [TestCase(typeof(WrongBound))]
    [TestCase(typeof(WrongStatistic))]
    [TestCase(typeof(WrongRate))]
    [TestCase(typeof(WrongPhenomenon))]
    public void A_law_of_each_kind_that_is_false_by_two_in_a_hundred_is_violated(Type fixture) =>
        Assert.That(Check(fixture, Default).Status, Is.EqualTo(LawStatus.Violated), VerdictText.Of(Check(fixture, Default)));

    [TestCase(typeof(LawWithNaN), LawStatus.Violated, "NaN")]
    [TestCase(typeof(LawWithANaNAmongItsNumbers), LawStatus.Violated, "NaN")]
    [TestCase(typeof(LawWithANaNInAMatrix), LawStatus.Violated, "NaN")]
    [TestCase(typeof(LawWithTooFewNumbers), LawStatus.Violated, "2 numbers against 3")]
    [TestCase(typeof(LawWithoutNumbers), LawStatus.Violated, "both sides have no numbers")]
    [TestCase(typeof(LawWithASlopeThatIsNone), LawStatus.Violated, "a slope is not a number")]
    [TestCase(typeof(LawThatThrows), LawStatus.Violated, "seven or more")]
    [TestCase(typeof(LawAboutNothing), LawStatus.Undecided,
        "only 0 of 100 cases met the hypotheses in 2000 draws (2000 × n is not negative)")]
    [TestCase(typeof(LawOnOneDrawInFifty), LawStatus.Undecided, "cases met the hypotheses in 2000 draws")]
    [TestCase(typeof(LawWithAWideTolerance), LawStatus.Undecided, "too wide")]
    [TestCase(typeof(OrderWithAWideConstant), LawStatus.Undecided, "too wide")]
    [TestCase(typeof(BoundWithAWideTolerance), LawStatus.Undecided, "sees a relative error")]
    [TestCase(typeof(LawThatSeesNoSmallError), LawStatus.Undecided,
        "it sees a relative error of 1e-06 (or half of its subject's digits) on 0 of 100 subjects alone")]
    [TestCase(typeof(LawWithoutPower), LawStatus.Undecided, "wider than the smallest violation")]
    [TestCase(typeof(CircularLaw), LawStatus.Undecided, "are both sides computed apart?")]
    [TestCase(typeof(CircularLawOfVectors), LawStatus.Violated, "both sides are read from one object")]
    [TestCase(typeof(LawWithAnExcuseThatItDoesNotNeed), LawStatus.Undecided, "it needs no excuse")]
    [TestCase(typeof(BrokenHypothesisThatThrows), LawStatus.Violated, "no measurement")]
    [TestCase(typeof(HypothesisThatIsNotBroken), LawStatus.Violated, "violated on 0 of 100 subjects only")]
    public void What_is_no_evidence_fails_and_says_why(Type fixture, LawStatus status, string why) => Fails(fixture, status, why);

    [TestCase(typeof(LawWithASurvivor), "survives: caught on 0 of 100 subjects, at least 0.5 is claimed; it escaped on")]
    [TestCase(typeof(LawWithARareMistake), "survives: caught on")]
    [TestCase(typeof(LawWithAMistakeOnAThirdOfItsSubjects), "survives: caught on 20 of")]
    [TestCase(typeof(LawWithAMistakeThatMayNotEscape), "at least 1 is claimed; it escaped on")]
    [TestCase(typeof(LawWithAMistakeThatCannotBeComputed), "could be computed on")]
    [TestCase(typeof(LawWithAnotherRightHandSide), "another right-hand side")]
    [TestCase(typeof(LawWithANaNForAMistake), "gives no number")]
    [TestCase(typeof(LawWithAMistakeThatThrows), "threw InvalidOperationException")]
    public void A_mistake_that_is_not_caught_leaves_a_law_undecided(Type fixture, string why) => Fails(fixture, LawStatus.Undecided, why);

    [TestCase(typeof(LawAboutLargeNumbers), LawStatus.Holds)]
    [TestCase(typeof(LawWithAWideToleranceAndAReason), LawStatus.Holds)]
    [TestCase(typeof(LawWithAMistakeOnHalfOfItsSubjects), LawStatus.Holds)]
    [TestCase(typeof(LawWithAMistakeOnBothSides), LawStatus.Holds)]
    [TestCase(typeof(BrokenHypothesis), LawStatus.ExpectedViolation)]
    [TestCase(typeof(LawThatDoesNotApply), LawStatus.NotApplicable)]
    public void What_is_declared_with_its_reason_is_accepted(Type fixture, LawStatus status)
    {
        var verdict = Check(fixture, Default);
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Status, Is.EqualTo(status), VerdictText.Of(verdict));
            Assert.That(verdict.IsAccepted, Is.True);
        });
    }

    [Test]
    public void A_mistake_is_tried_until_as_many_are_caught_as_are_wanted()
    {
        var tally = Check<LawWithAMistakeOnHalfOfItsSubjects>().Falsifiers.Single().Tally;
        Assert.Multiple(() =>
        {
            Assert.That(tally.Count, Is.EqualTo(20));
            Assert.That(tally.Of, Is.InRange(25, 70));
        });
    }

    [Test]
    public void An_unmet_hypothesis_is_no_case_and_its_reason_is_counted()
    {
        var verdict = Check<LawWithAnUnmetHypothesis>();
        Assert.Multiple(() =>
        {
            Assert.That((verdict.Status, verdict.Cases), Is.EqualTo((LawStatus.Holds, 100)));
            Assert.That(verdict.NoCases["n is a multiple of three"], Is.EqualTo(verdict.Draws - 100).And.InRange(20, 90));
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
    public void The_factor_multiplies_cases_catches_and_seeds()
    {
        var (law, phenomenon) =
            (Check(typeof(TrueLaw), Fixed with { CasesFactor = 5 }), Check(typeof(TruePhenomenon), Fixed with { CasesFactor = 2 }));
        Assert.That((law.Cases, law.Falsifiers[0].Tally.Of, phenomenon.Cases), Is.EqualTo((500, 100, 10)));
    }

    internal static Verdict Check<TFixture>() => Check(typeof(TFixture));

    internal static Verdict Check(Type fixture, Settings? settings = null) =>
        LawRunner.Check(LawBook.Of(fixture).Single(), Activator.CreateInstance(fixture)!, settings ?? Fixed);

    static void Fails(Type fixture, LawStatus status, string why)
    {
        var verdict = Check(fixture, Default);
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Status, Is.EqualTo(status));
            Assert.That(verdict.IsAccepted, Is.False);
            Assert.That(VerdictText.Of(verdict), Does.Contain(why));
        });
    }
}
