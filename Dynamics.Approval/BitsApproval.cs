using Dynamics.Specs.Reproducibility;
using NUnit.Framework;

namespace Dynamics.Approval;

/// <summary>The bits of every kind of computation: what gives other numbers than yesterday shows here.</summary>
public class BitsApproval
{
    [Test]
    public Task The_fingerprints() => Verifier.Verify(string.Join('\n', Fingerprints.Lines()));
}
