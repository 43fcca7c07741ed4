using NUnit.Framework;

namespace Dynamics.Specs;

public class Smoke
{
    [Test]
    public void Runs() => Assert.That(Environment.ProcessorCount, Is.Positive);
}
