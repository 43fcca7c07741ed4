using Dynamics.Numerics;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>Symmetries that hold to the bit, on doubles whose bits are random.</summary>
public class ElementarySymmetries
{
    const int Cases = 20_000;

    [TestCase("sin")]
    [TestCase("tanh")]
    [TestCase("sinh")]
    [TestCase("erf")]
    [TestCase("asin")]
    [TestCase("atan")]
    [TestCase("asinh")]
    public void It_is_odd(string function)
    {
        var f = ElementaryFunctions.OfOneArgument[function].Value;
        foreach (var x in AnyNumbers(function))
            Assert.That(f(-x), Is.EqualTo(-f(x)), $"{x:R}");
    }

    [TestCase("cos")]
    [TestCase("cosh")]
    public void It_is_even(string function)
    {
        var f = ElementaryFunctions.OfOneArgument[function].Value;
        foreach (var x in AnyNumbers(function))
            Assert.That(f(-x), Is.EqualTo(f(x)), $"{x:R}");
    }

    [Test]
    public void Sine_and_cosine_together_are_each_alone()
    {
        foreach (var x in AnyNumbers("sincos"))
            Assert.That(Elementary.SinCos(x), Is.EqualTo((Elementary.Sin(x), Elementary.Cos(x))), $"{x:R}");
    }

    [Test]
    public void Mirroring_a_point_mirrors_its_angle()
    {
        foreach (var (y, x) in AnyNumbers("ordinates").Zip(AnyNumbers("abscissae")))
            Assert.That(Elementary.Atan2(-y, x), Is.EqualTo(-Elementary.Atan2(y, x)), $"({x:R}, {y:R})");
    }

    [Test]
    public void The_angle_of_a_point_right_of_the_origin_is_an_arc_tangent()
    {
        foreach (var x in AnyNumbers("slopes"))
            Assert.That(Elementary.Atan2(x, 1), Is.EqualTo(Elementary.Atan(x)), $"{x:R}");
    }

    /// <summary>Half with random bits, subnormal numbers, infinities and NaN among them; half of moderate size.</summary>
    static IEnumerable<double> AnyNumbers(string name)
    {
        var stream = RandomStream.FromSeed(1).Substream(name);
        for (var i = 0; i < Cases; i++)
        {
            yield return BitConverter.UInt64BitsToDouble(stream.NextUInt64());
            yield return stream.NextNormal() * Math.ScaleB(1, stream.NextInt32(40) - 30);
        }
    }
}
