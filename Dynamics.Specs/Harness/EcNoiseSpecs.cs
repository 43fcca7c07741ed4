using Dynamics.Numerics;
using Dynamics.Specs.Laws.Rounding;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

public class EcNoiseSpecs
{
    const double Double = Quantity.UnitRoundoff;
    const double Single = 5.9604644775390625e-8;

    [TestCase(1e-3)]
    [TestCase(1e-9)]
    [TestCase(1e-13)]
    public void Noise_that_was_added_is_found_again(double deviation)
    {
        var stream = RandomStream.FromSeed(1);
        Vector<double> Noisy(int line, double t) => Number(Math.Exp(t * (line + 1)) + deviation * stream.NextNormal());
        var estimates = Enumerable.Range(0, 50).Select(_ => EcNoise.Of(Noisy, Double).Deviation / deviation).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(Math.Sqrt(estimates.Average(estimate => estimate * estimate)), Is.EqualTo(1).Within(.15));
            Assert.That(estimates, Is.All.InRange(.3, 2));
        });
    }

    [Test]
    public void Its_variance_scatters_as_its_degrees_of_freedom_say()
    {
        var stream = RandomStream.FromSeed(2);
        var levels = Enumerable.Range(0, 2000).Select(_ => EcNoise.Of((_, _) => Number(stream.NextNormal()), Double)).ToArray();
        var relative = levels.Average(level => Math.Pow(level.Deviation * level.Deviation - 1, 2));
        Assert.That(relative, Is.EqualTo(2 / levels.Average(level => level.DegreesOfFreedom)).Within(20).Percent);
    }

    [Test]
    public void The_noise_of_single_precision_is_about_one_of_its_roundings()
    {
        var noise = EcNoise.Of((line, t) => Number((float)(1 + t) * (float)(1.3 + line * t) + (float)Math.Cos(t)), Single);
        Assert.Multiple(() =>
        {
            Assert.That(noise.Deviation, Is.InRange(.3 * noise.Rounding, 3 * noise.Rounding));
            Assert.That(noise.Rounding, Is.EqualTo(2.3 * Single).Within(1).Percent);
        });
    }

    [Test]
    public void Double_precision_is_told_from_single() =>
        Assert.That(EcNoise.Of((line, t) => Number(Math.Sin(1 + (line + 1) * t)), Double).Deviation, Is.InRange(.1 * Double, 2 * Double));

    [Test]
    public void A_function_that_is_computed_exactly_has_none() =>
        Assert.That(EcNoise.Of((line, t) => Number(3 + line * t), Math.Pow(2, -52)).Deviation, Is.Zero);

    [Test]
    public void The_noise_of_a_vector_is_that_of_its_norm()
    {
        var stream = RandomStream.FromSeed(3);
        double Noisy(int i, double t) => Math.Exp(i * t / 400) + 1e-10 * stream.NextNormal();
        var noise = EcNoise.Of((_, t) => Vector<double>.Build.Dense(400, i => Noisy(i, t)), Double);
        Assert.That(noise.Deviation, Is.EqualTo(2e-9).Within(15).Percent);
    }

    [TestCase(1, 1e-12, 636619772367.58, TestName = "Cauchy: 1 / tan(pi chance / 2)")]
    [TestCase(2, 1e-6, 999.99925, TestName = "Two degrees of freedom in closed form")]
    [TestCase(1e9, 1e-12, 7.1305, TestName = "The normal limit")]
    public void Students_quantile_holds_far_out(double degreesOfFreedom, double chance, double t) =>
        Assert.That(NoiseLevel.Student(chance, degreesOfFreedom), Is.EqualTo(t).Within(.001).Percent);

    [Test]
    public void A_rule_is_the_bound_of_both_sides_and_a_few_roundings_of_them_measured_once()
    {
        var measured = 0;
        var rule = Noise.Within<object>("both sides", _ =>
        {
            measured++;
            return new NoiseLevel(1e-15, 10, 1e-16) + new NoiseLevel(2e-15, 12, 3e-16);
        });
        var (subject, measurement) = (new object(), Laws.Measure.Distance("left", 1, "right", 1));
        var width = rule.For(subject, measurement).Width(0);
        Assert.Multiple(() =>
        {
            Assert.That(rule.For(subject, measurement).Width(0), Is.EqualTo(width));
            Assert.That(width, Is.EqualTo(NoiseLevel.Student(Noise.Chance, 10) * 3e-15 + Noise.Floor * 4e-16).Within(1e-10).Percent);
            Assert.That(measured, Is.EqualTo(1));
            Assert.That(rule.Text, Does.StartWith("noise: ").And.Contain("1e-12").And.Contain("both sides"));
        });
    }

    static Vector<double> Number(double value) => Vector<double>.Build.Dense(1, value);
}
