using Dynamics.Numerics;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>What annex F of the C standard says of infinities, NaN, signed zeros and thresholds, to the bit.</summary>
public class ElementarySpecialValues
{
    const double Inf = double.PositiveInfinity;
    const double NaN = double.NaN;
    const double Max = double.MaxValue;
    const double Subnormal = double.Epsilon;

    [TestCase("exp", 0.0, 1.0)]
    [TestCase("exp", -0.0, 1.0)]
    [TestCase("exp", Inf, Inf)]
    [TestCase("exp", -Inf, 0.0)]
    [TestCase("exp", 709.782712893384, 1.7976931348622732e308)]
    [TestCase("exp", 709.7827128933841, Inf)]
    [TestCase("exp", -745.1332191019411, Subnormal)]
    [TestCase("exp", -745.1332191019412, 0.0)]
    [TestCase("exp", Max, Inf)]
    [TestCase("exp", -Max, 0.0)]
    [TestCase("expm1", 0.0, 0.0)]
    [TestCase("expm1", -0.0, -0.0)]
    [TestCase("expm1", Inf, Inf)]
    [TestCase("expm1", -Inf, -1.0)]
    [TestCase("expm1", -Max, -1.0)]
    [TestCase("expm1", 709.7827128933841, Inf)]
    [TestCase("expm1", -Subnormal, -Subnormal)]
    [TestCase("log", 1.0, 0.0)]
    [TestCase("log", 0.0, -Inf)]
    [TestCase("log", -0.0, -Inf)]
    [TestCase("log", -Subnormal, NaN)]
    [TestCase("log", Inf, Inf)]
    [TestCase("log", -Inf, NaN)]
    [TestCase("log1p", 0.0, 0.0)]
    [TestCase("log1p", -0.0, -0.0)]
    [TestCase("log1p", -1.0, -Inf)]
    [TestCase("log1p", -1.0000000000000002, NaN)]
    [TestCase("log1p", Inf, Inf)]
    [TestCase("log1p", -Inf, NaN)]
    [TestCase("log1p", Subnormal, Subnormal)]
    [TestCase("tanh", -0.0, -0.0)]
    [TestCase("tanh", Inf, 1.0)]
    [TestCase("tanh", -Inf, -1.0)]
    [TestCase("tanh", -Subnormal, -Subnormal)]
    [TestCase("sinh", -0.0, -0.0)]
    [TestCase("sinh", Inf, Inf)]
    [TestCase("sinh", -Inf, -Inf)]
    [TestCase("sinh", 710.475860073944, Inf)]
    [TestCase("sinh", -Max, -Inf)]
    [TestCase("sinh", Subnormal, Subnormal)]
    [TestCase("cosh", -0.0, 1.0)]
    [TestCase("cosh", Inf, Inf)]
    [TestCase("cosh", -Inf, Inf)]
    [TestCase("cosh", 710.475860073944, Inf)]
    [TestCase("cosh", Max, Inf)]
    [TestCase("erf", -0.0, -0.0)]
    [TestCase("erf", Inf, 1.0)]
    [TestCase("erf", -Inf, -1.0)]
    [TestCase("erf", Subnormal, Subnormal)]
    [TestCase("erfc", -0.0, 1.0)]
    [TestCase("erfc", Inf, 0.0)]
    [TestCase("erfc", -Inf, 2.0)]
    [TestCase("erfc", Max, 0.0)]
    [TestCase("sin", -0.0, -0.0)]
    [TestCase("sin", Inf, NaN)]
    [TestCase("sin", -Inf, NaN)]
    [TestCase("sin", -Subnormal, -Subnormal)]
    [TestCase("cos", -0.0, 1.0)]
    [TestCase("cos", Inf, NaN)]
    [TestCase("cos", -Inf, NaN)]
    [TestCase("asin", -0.0, -0.0)]
    [TestCase("asin", -1.0, -Math.PI / 2)]
    [TestCase("asin", 1.0000000000000002, NaN)]
    [TestCase("asin", -Inf, NaN)]
    [TestCase("acos", 1.0, 0.0)]
    [TestCase("acos", -0.0, Math.PI / 2)]
    [TestCase("acos", -1.0, Math.PI)]
    [TestCase("acos", -1.0000000000000002, NaN)]
    [TestCase("atan", -0.0, -0.0)]
    [TestCase("atan", Inf, Math.PI / 2)]
    [TestCase("atan", -Inf, -Math.PI / 2)]
    [TestCase("asinh", -0.0, -0.0)]
    [TestCase("asinh", Inf, Inf)]
    [TestCase("asinh", -Inf, -Inf)]
    public void A_special_argument_gives_its_special_value(string function, double x, double expected) =>
        AssertSameBits(ElementaryFunctions.OfOneArgument[function].Value(x), expected);

    [Test]
    public void Not_a_number_stays_one() =>
        Assert.That(ElementaryFunctions.OfOneArgument.Values.Select(f => f.Value(NaN)), Is.All.NaN);

    [TestCase(NaN, 0.0, 1.0)]
    [TestCase(1.0, NaN, 1.0)]
    [TestCase(NaN, 1.0, NaN)]
    [TestCase(2.0, NaN, NaN)]
    [TestCase(-1.0, Inf, 1.0)]
    [TestCase(-1.0, -Inf, 1.0)]
    [TestCase(0.5, Inf, 0.0)]
    [TestCase(0.5, -Inf, Inf)]
    [TestCase(-2.0, Inf, Inf)]
    [TestCase(-2.0, -Inf, 0.0)]
    [TestCase(-0.0, 3.0, -0.0)]
    [TestCase(-0.0, 2.0, 0.0)]
    [TestCase(-0.0, 0.5, 0.0)]
    [TestCase(-0.0, -3.0, -Inf)]
    [TestCase(0.0, -3.0, Inf)]
    [TestCase(-0.0, -2.0, Inf)]
    [TestCase(0.0, -Inf, Inf)]
    [TestCase(0.0, Inf, 0.0)]
    [TestCase(-Inf, 3.0, -Inf)]
    [TestCase(-Inf, 2.5, Inf)]
    [TestCase(-Inf, -3.0, -0.0)]
    [TestCase(-Inf, -2.0, 0.0)]
    [TestCase(Inf, -0.5, 0.0)]
    [TestCase(-8.0, 1.0 / 3, NaN)]
    [TestCase(-1.0, 9007199254740993.0, 1.0)]
    [TestCase(-1.0, 9007199254740991.0, -1.0)]
    [TestCase(-2.0, 1025.0, -Inf)]
    [TestCase(-2.0, -1077.0, -0.0)]
    [TestCase(2.0, 1024.0, Inf)]
    [TestCase(Max, Max, Inf)]
    [TestCase(Subnormal, Subnormal, 1.0)]
    public void A_special_power_has_its_special_value(double x, double y, double expected) =>
        AssertSameBits(Elementary.Pow(x, y), expected);

    [TestCase(0.0, 1.0, 0.0)]
    [TestCase(-0.0, 1.0, -0.0)]
    [TestCase(0.0, 0.0, 0.0)]
    [TestCase(-0.0, 0.0, -0.0)]
    [TestCase(0.0, -0.0, Math.PI)]
    [TestCase(-0.0, -0.0, -Math.PI)]
    [TestCase(0.0, -1.0, Math.PI)]
    [TestCase(-0.0, -1.0, -Math.PI)]
    [TestCase(1.0, 0.0, Math.PI / 2)]
    [TestCase(-1.0, -0.0, -Math.PI / 2)]
    [TestCase(Subnormal, 0.0, Math.PI / 2)]
    [TestCase(1.0, Inf, 0.0)]
    [TestCase(-1.0, Inf, -0.0)]
    [TestCase(1.0, -Inf, Math.PI)]
    [TestCase(-1.0, -Inf, -Math.PI)]
    [TestCase(Inf, 1.0, Math.PI / 2)]
    [TestCase(-Inf, -1.0, -Math.PI / 2)]
    [TestCase(Inf, Inf, Math.PI / 4)]
    [TestCase(Inf, -Inf, 3 * Math.PI / 4)]
    [TestCase(-Inf, Inf, -Math.PI / 4)]
    [TestCase(-Inf, -Inf, -3 * Math.PI / 4)]
    [TestCase(Subnormal, Max, 0.0)]
    [TestCase(Max, Subnormal, Math.PI / 2)]
    [TestCase(NaN, 1.0, NaN)]
    [TestCase(1.0, NaN, NaN)]
    [TestCase(Inf, NaN, NaN)]
    public void A_special_point_has_its_special_angle(double y, double x, double expected) =>
        AssertSameBits(Elementary.Atan2(y, x), expected);

    [Test]
    public void Powers_of_two_are_exact()
    {
        for (var n = -1074; n <= 1023; n++)
            AssertSameBits(Elementary.Pow(2, n), Math.ScaleB(1, n));
    }

    static void AssertSameBits(double actual, double expected)
    {
        if (double.IsNaN(expected))
            Assert.That(actual, Is.NaN);
        else
            Assert.That(BitConverter.DoubleToInt64Bits(actual),
                Is.EqualTo(BitConverter.DoubleToInt64Bits(expected)), $"{actual:R}, not {expected:R}");
    }
}
