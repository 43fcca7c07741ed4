using Dynamics.Architectures;
using Dynamics.Numerics;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

public class ActivationTests
{
    static readonly double[] Arguments = [.. Special(), .. Drawn()];

    [TestCaseSource(nameof(EachActivation))]
    public void Many_numbers_get_the_bits_of_each(Activation activation)
    {
        Assert.That(Of(activation.Values), Is.EqualTo(Bits(Arguments.Select(activation.Value))));
        Assert.That(Of(activation.Derivatives), Is.EqualTo(Bits(Arguments.Select(activation.Derivative))));
        Assert.That(Of(activation.SecondDerivatives), Is.EqualTo(Bits(Arguments.Select(activation.SecondDerivative))));
    }

    [TestCaseSource(nameof(EachActivation))]
    public void Values_and_derivatives_together_have_the_bits_of_each(Activation activation)
    {
        var (values, derivatives) = (new double[Arguments.Length], new double[Arguments.Length]);
        activation.ValuesAndDerivatives(Arguments, values, derivatives);
        Assert.That(Bits(values), Is.EqualTo(Of(activation.Values)));
        Assert.That(Bits(derivatives), Is.EqualTo(Of(activation.Derivatives)));
    }

    [Test]
    public void They_may_go_where_they_came_from([Values(1, 7, 8, 9, 40)] int count)
    {
        foreach (var activation in Activations.All)
        {
            var numbers = Arguments.Take(count).ToArray();
            activation.Values(numbers, numbers);
            Assert.That(Bits(numbers), Is.EqualTo(Bits(Arguments.Take(count).Select(activation.Value))));
        }
    }

    static IEnumerable<Activation> EachActivation => Activations.All;

    static IEnumerable<double> Special() =>
        from size in new[] { 0, double.Epsilon, 1e-300, 1e-20, 1.0 / (1L << 60), 1e-9, 1.0 / 64, Math.BitDecrement(1.0 / 64), .5, 1, 20, 24, Math.BitDecrement(24), 299, 300, 301, 372, 400, 1e300, double.MaxValue, double.PositiveInfinity, double.NaN }
        from x in new[] { size, -size }
        select x;

    static IEnumerable<double> Drawn()
    {
        var stream = RandomStream.FromSeed(4);
        for (var i = 0; i < 20000; i++) yield return stream.NextNormal() * Math.ScaleB(1, i % 24 - 16);
    }

    static long[] Of(Each each)
    {
        var to = new double[Arguments.Length];
        each(Arguments, to);
        return Bits(to);
    }

    delegate void Each(ReadOnlySpan<double> x, Span<double> to);

    static long[] Bits(IEnumerable<double> numbers) => [.. numbers.Select(BitConverter.DoubleToInt64Bits)];
}
