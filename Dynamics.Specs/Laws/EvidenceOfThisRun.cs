using NUnit.Framework;

namespace Dynamics.Specs;

/// <summary>Assembles the ledger as the test process ends. It checks nothing: the gates read what it writes.</summary>
[SetUpFixture]
public sealed class EvidenceOfThisRun
{
    [OneTimeTearDown]
    public void AssembleTheLedger()
    {
        var folder = Laws.EvidenceFolder.Of(Laws.Settings.FromEnvironment);
        var declared = Laws.LawBook.Read(typeof(EvidenceOfThisRun).Assembly);
        folder.Write(Laws.Ledger.Assemble(declared, folder.Read(), Laws.Fragment.ThisCore));
    }
}
