using Dynamics.Specs.Harness.Planted;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>What a person reads of a failed law is all that is needed to understand and replay it.</summary>
public class MessageSpecs
{
    [TestCase("H2 is violated for FalseLaw: Numbers have two digits")]
    [TestCase(@"n \le 99")]
    [TestCase("nobody")]
    [TestCase("n is drawn")]
    [TestCase("n = 100")]
    [TestCase("bound = 99")]
    [TestCase("1, allowed 0")]
    [TestCase("exact: to the bit")]
    [TestCase("made simpler")]
    [TestCase("dotnet test Dynamics.Specs -e DYNAMICS_SEED=7 --filter \"FullyQualifiedName="
        + "Dynamics.Specs.Harness.Planted.FalseLaw.Numbers_have_two_digits\"")]
    public void A_violated_law_says(string part) => Assert.That(VerdictText.Of(HarnessSpecs.Check<FalseLaw>()), Does.Contain(part));

    [Test]
    public void An_exception_keeps_its_stack() =>
        Assert.That(VerdictText.Of(HarnessSpecs.Check<LawThatThrows>()), Does.Contain("seven or more").And.Contain(
            "at Dynamics.Specs.Harness.Planted.LawThatThrows.Numbers_below_seven_can_be_measured"));

    [Test]
    public void A_fixture_that_throws_leaves_its_law_undecided_and_keeps_the_stack() =>
        Assert.That(VerdictText.Of(HarnessSpecs.Check<FixtureThatThrows>()),
            Does.Contain("H3 is undecided").And.Contain("no subject beyond 989").And.Contain("Planted.FixtureThatThrows.<"));

    [Test]
    public void Vectors_name_the_coordinates_that_differ()
    {
        var (left, right) = (Vector<double>.Build.Dense([1, 2, 3, 4]), Vector<double>.Build.Dense([1, 2.5, 3, 4.000001]));
        var measured = Measure.Distance("left", left, "right", right).Naming(i => i < 2 ? $"weights[{i}]" : $"bias[{i - 2}]");
        Assert.That(measured.Left.DifferencesFrom(measured.Right),
            Is.EqualTo("1 of 4 coordinates, the most in weights[1]: 2 against 2.5"));
    }

    [TestCase(new[] { 4, 2, 1, .5 }, "one order is lost: a mistake of first order in the step")]
    [TestCase(new[] { 4, 4, 4, 4.0 }, "the error does not fall with the step: another function, or another derivative")]
    [TestCase(new[] { 4, 1, 4, .01 }, "the slopes are erratic: roundoff or noise, not a power of the step")]
    [TestCase(new[] { 4, 1, .25, 0 }, "an error is zero: the two sides are one computation, or the error is below roundoff")]
    [TestCase(new[] { 64, 8, 1, .125 }, "the error falls faster than claimed: the leading term vanishes here")]
    public void Slopes_are_read_aloud(double[] errors, string reading) =>
        Assert.That(new Slopes([8, 4, 2, 1], errors).ReadAloud(2), Is.EqualTo(reading));

    [Test]
    public void A_rule_prints_its_expression()
    {
        var (n, p, x) = (new Quantity<int>("N", n => n), new Quantity<int>("P", _ => 3), new Quantity<int>("what is added up", _ => 2));
        Assert.Multiple(() =>
        {
            Assert.That((Quantity.Gamma(8 * n + p) * (x + 1)).Text, Is.EqualTo("γ(8 N + P) × (what is added up + 1)"));
            Assert.That((n * (n + p) / (2 * p)).Text, Is.EqualTo("N (N + P) / (2 P)"));
            Assert.That(((n - (p - n)).Squared * x).Text, Is.EqualTo("(N − (P − N))² × what is added up"));
            Assert.That((n * (n + p) / (2 * p)).Of(6), Is.EqualTo(9));
        });
    }
}
