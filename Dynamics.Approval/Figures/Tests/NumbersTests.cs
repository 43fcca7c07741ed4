using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class NumbersTests
{
    [TestCase(0.1 + 0.2, "0.3")]
    [TestCase(1234567.0, "1.2346e+06")]
    [TestCase(9.98721e-9, "9.9872e-09")]
    [TestCase(-0.0, "0")]
    [TestCase(double.NaN, "NaN")]
    public void Numbers_are_said_with_five_digits(double value, string said) =>
        Assert.That(Numbers.Say(value), Is.EqualTo(said));

    [Test]
    public void Places_are_said_in_brackets() =>
        Assert.That(Numbers.Say(new Point(-1.2, 1)), Is.EqualTo("(-1.2, 1)"));
}
