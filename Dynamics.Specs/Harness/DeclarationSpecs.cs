using Dynamics.Specs.Harness.Planted;
using Dynamics.Specs.Laws;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>What is declared wrongly is refused by name, and not run.</summary>
public class DeclarationSpecs
{
    [TestCase(typeof(LawWithoutSource), "it has no source")]
    [TestCase(typeof(LawWithoutFalsifier), "it has no falsifier")]
    [TestCase(typeof(LawWithoutChapter), "its class LawWithoutChapter has no [Chapter]")]
    [TestCase(typeof(LawWithoutRule), "its rule 'Rounded' is no static property of LawWithoutRule that returns a Rule")]
    [TestCase(typeof(LawWithTheRuleOfAnotherSubject), "its rule 'Lengths' is about String, and the law about Int32")]
    [TestCase(typeof(LawThatReturnsABool), "it returns Boolean, and a law returns a Measurement")]
    [TestCase(typeof(LawAboutSomethingElse), "it is about List<String>, which LawAboutSomethingElse does not draw: it draws Int32")]
    [TestCase(typeof(LawWithAMisspeltFalsifier), "'Numbers_stay_below_a_milion' may be meant for 'Numbers_stay_below_a_thousand'")]
    [TestCase(typeof(HypothesisThatIsNotStated), "[Breaks] names a hypothesis that Given does not state: 'is odd'")]
    [TestCase(typeof(HypothesisWithoutAName), "[Breaks] names a hypothesis that Given does not state: ''")]
    [TestCase(typeof(ExcuseForALawThatIsNone),
        "[LooseTolerance] of ExcuseForALawThatIsNone names no law of it: 'Numbers_stay_below_a_milion'")]
    [TestCase(typeof(AnyExceptionForNoCase), "NoCaseWhere names Exception")]
    [TestCase(typeof(MistakeThatIsNeverCaught), "claims 20 catches on a share of 0")]
    public void It_is_refused_and_says_why(Type fixture, string why)
    {
        var verdict = HarnessSpecs.Check(fixture);
        Assert.Multiple(() =>
        {
            Assert.That((verdict.Status, verdict.Cases), Is.EqualTo((LawStatus.Undecided, 0)));
            Assert.That(verdict.Reason, Does.Contain(why));
        });
    }

    [Test]
    public void Two_fixtures_with_one_key_are_refused_by_name()
    {
        var conflicts = Conflicts(typeof(FirstOfTwoWithOneKey), typeof(SecondOfTwoWithOneKey), typeof(TrueLaw));
        Assert.That(conflicts.Single(), Does.Contain("H3@FirstOfTwoWithOneKey is the key of 2 fixtures").And.Contain(
            "FirstOfTwoWithOneKey, SecondOfTwoWithOneKey"));
    }

    [Test]
    public void One_id_with_two_statements_is_refused_by_name()
    {
        var conflicts = Conflicts(typeof(FirstOfTwoWithOneKey), typeof(AnotherStatementUnderOneId), typeof(TrueLaw));
        Assert.That(conflicts, Has.Count.EqualTo(2).And.All.Contains(
            "H3 names 2 statements: Numbers stay below a thousand; Numbers stay below two thousand"));
    }

    [Test]
    public void Two_laws_with_one_id_in_one_class_are_refused_by_name() => Assert.That(
        Conflicts(typeof(TwoLawsWithOneId)), Has.Some.Contains("TwoLawsWithOneId has 2 laws with the id H26: One is one; Two is two"));

    [Test]
    public void A_law_that_no_fixture_runs_is_named() => Assert.That(
        LawBook.Unreached([typeof(LawThatNobodyInherits), typeof(LawOfAnOpenClass<>), typeof(TrueLaw)]),
        Has.Count.EqualTo(2).And.All.Contains("is run by no fixture").And.Some.Contains(
            "LawThatNobodyInherits").And.Some.Contains("LawOfAnOpenClass"));

    [Test]
    public void A_conflict_keeps_a_law_from_being_run()
    {
        var law = LawBook.Of(typeof(TrueLaw)).Single() with { Conflicts = ["somebody else has this key"] };
        Assert.That(LawRunner.Check(law, new TrueLaw(), Settings.From(_ => null)).Reason, Is.EqualTo("somebody else has this key"));
    }

    static List<string> Conflicts(params Type[] fixtures) =>
        [.. LawBook.ConflictsAmong([.. fixtures.SelectMany(LawBook.Of)]).Select(found => found.Conflict)];
}
