using Dynamics.Specs.Data;
using Dynamics.Specs.Harness.Planted;
using Dynamics.Specs.Laws;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Dynamics.Specs.Harness;

/// <summary>NUnit runs a law as a test: what the runner finds is what NUnit reports, and the evidence is kept.</summary>
public class AdapterSpecs
{
    [TestCase(typeof(TrueLaw), "Passed")]
    [TestCase(typeof(FalseLaw), "Failed")]
    public void A_test_passes_exactly_when_its_law_is_accepted(Type fixture, string outcome)
    {
        using var folder = new TemporaryFolder();
        var law = LawBook.Of(fixture).Single();
        var test = ((ISimpleTestBuilder)law.Law).BuildFrom(new MethodWrapper(fixture, law.Method), null);
        var context =
            new TestExecutionContext { CurrentTest = test, CurrentResult = test.MakeTestResult(),
                TestObject = Activator.CreateInstance(fixture) };

        var result = new LawCommand(test, Settings.From(_ => null) with { ArtifactsFolder = folder.Path }).Execute(context);

        Assert.Multiple(() =>
        {
            Assert.That(test.RunState, Is.EqualTo(RunState.Runnable));
            Assert.That($"{result.ResultState.Status}", Is.EqualTo(outcome));
            Assert.That(result.Message, Does.Contain(law.Id));
            Assert.That(new EvidenceFolder(folder.Path).Read().Fragments.Single().Law.Key, Is.EqualTo(law.Key));
        });
    }

    [Test]
    public void A_class_that_carries_a_law_is_a_fixture_with_or_without_a_chapter() =>
        Assert.That(typeof(IImplyFixture).IsAssignableFrom(typeof(LawAttribute)), Is.True);
}
