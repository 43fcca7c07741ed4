using NUnit.Framework;

namespace Dynamics.Specs;

/// <summary>Says which seed a run has, and assembles the ledger as it ends. It checks nothing: the gates read what it writes.</summary>
[SetUpFixture]
public sealed class EvidenceOfThisRun
{
    static readonly Laws.Settings Settings = Laws.Settings.FromEnvironment;

    [OneTimeSetUp]
    public void NameTheSeed()
    {
        if (!Settings.IsTheDefaultRun)
            TestContext.Progress.WriteLine(
                $"DYNAMICS_SEED={Settings.Seed} DYNAMICS_CASES={Settings.CasesFactor} DYNAMICS_SAMPLES={Settings.SamplesFactor}");
    }

    [OneTimeTearDown]
    public void AssembleTheLedger()
    {
        var folder = Laws.EvidenceFolder.Of(Settings);
        folder.RemoveAbandonedDrafts();
        var (fragments, unreadable) = folder.Read();
        var laws = typeof(EvidenceOfThisRun).Assembly;
        folder.Write(Laws.Ledger.Assemble(Laws.LawBook.Read(laws), fragments, [.. unreadable, .. Laws.LawBook.Unreached(laws)]));
    }
}
