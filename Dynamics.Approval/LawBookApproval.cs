using Dynamics.Specs.Laws;
using NUnit.Framework;

namespace Dynamics.Approval;

/// <summary>What the laws declare: a law that is loosened, dropped or reworded shows here.</summary>
public class LawBookApproval
{
    [Test]
    public Task The_law_book() => Verifier.Verify(LawBookPage.Of(LawBook.Read(typeof(LawBook).Assembly)));
}
