using Dynamics.Experiments;
using Dynamics.Numerics;
using NUnit.Framework;

namespace Dynamics.Specs.Experiments;

public class CatapultTests
{
    [TestCase(1)]
    [TestCase(3)]
    public void Weights_and_recursion_go_the_same_way(double scaledRate)
    {
        var path = Catapult.Run(100, scaledRate, 30, RandomStream.FromSeed(1));
        var recursion = Catapult.Recursion(path[0], 100, scaledRate, 30);
        for (var t = 0; t <= 30; t++)
        {
            Assert.That(path[t].Output, Is.EqualTo(recursion[t].Output).Within(1e-10));
            Assert.That(path[t].Kernel, Is.EqualTo(recursion[t].Kernel).Within(1e-10));
        }
    }

    [Test]
    public void Beyond_four_it_diverges_and_stops() =>
        Assert.That(Catapult.Run(100, 4.5, 1000, RandomStream.FromSeed(1)), Has.Count.LessThan(1000));

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => Catapult.Run(1, 1, 1, RandomStream.FromSeed(1)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("width is 1"));
        Assert.That(() => Catapult.Run(2, double.NaN, 1, RandomStream.FromSeed(1)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("scaledRate is NaN"));
    });
}
