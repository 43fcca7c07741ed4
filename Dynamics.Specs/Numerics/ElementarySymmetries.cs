using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>Symmetries that hold to the bit, on doubles of every sort.</summary>
public class ElementarySymmetries
{
    const int Cases = 1000;

    [Property(Cases = Cases)]
    public void These_are_odd(AnyDoubles numbers)
    {
        foreach (var name in new[] { "sin", "tanh", "sinh", "erf", "asin", "atan", "asinh" })
        {
            var f = ElementaryFunctions.OfOneArgument[name].Value;
            Assert.That(numbers.Values.Select(x => f(-x)), Is.EqualTo(numbers.Values.Select(x => -f(x))), name);
        }
    }

    [Property(Cases = Cases)]
    public void These_are_even(AnyDoubles numbers)
    {
        foreach (var name in new[] { "cos", "cosh" })
        {
            var f = ElementaryFunctions.OfOneArgument[name].Value;
            Assert.That(numbers.Values.Select(x => f(-x)), Is.EqualTo(numbers.Values.Select(f)), name);
        }
    }

    [Property(Cases = Cases)]
    public void Sine_and_cosine_together_are_each_alone(AnyDoubles numbers) =>
        Assert.That(numbers.Values.Select(Elementary.SinCos),
            Is.EqualTo(numbers.Values.Select(x => (Elementary.Sin(x), Elementary.Cos(x)))));

    [Property(Cases = Cases)]
    public void Mirroring_a_point_mirrors_its_angle(AnyDoubles ordinates, AnyDoubles abscissae)
    {
        var points = ordinates.Values.Zip(abscissae.Values).ToArray();
        Assert.That(points.Select(p => Elementary.Atan2(-p.First, p.Second)),
            Is.EqualTo(points.Select(p => -Elementary.Atan2(p.First, p.Second))));
    }

    [Property(Cases = Cases)]
    public void The_angle_of_a_point_right_of_the_origin_is_an_arc_tangent(AnyDoubles slopes) =>
        Assert.That(slopes.Values.Select(x => Elementary.Atan2(x, 1)), Is.EqualTo(slopes.Values.Select(Elementary.Atan)));
}
