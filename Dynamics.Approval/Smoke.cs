using NUnit.Framework;

namespace Dynamics.Approval;

public class Smoke
{
    [Test]
    public void Runs() => Assert.That(Environment.ProcessorCount, Is.Positive);
}
