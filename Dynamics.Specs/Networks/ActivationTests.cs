using Dynamics.Architectures;
using Dynamics.Specs.Properties;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

/// <summary>Many numbers at once, in lanes and what is left over, have the bits of each.</summary>
public class ActivationTests
{
    const int Cases = 1000;

    static readonly double[] Corners =
    [
        .. from size in new[]
           {
               0, double.Epsilon, 1e-300, 1e-20, 1.0 / (1L << 60), 1e-9, 1.0 / 64,
                   Math.BitDecrement(1.0 / 64), .5, 1, 20, 24, Math.BitDecrement(24),
               299, 300, 301, 372, 400, 1e300, double.MaxValue, double.PositiveInfinity, double.NaN,
           }
           from x in new[] { size, -size }
           select x,
    ];

    [Test]
    public void Corners_have_the_bits_of_each([ValueSource(typeof(Activations), nameof(Activations.All))] Activation activation) =>
        HaveTheBitsOfEach(activation, Corners);

    [Property(Cases = Cases)]
    public void Many_numbers_have_the_bits_of_each(Activation activation, AnyDoubles numbers) =>
        HaveTheBitsOfEach(activation, numbers.Values);

    [Property(Cases = Cases)]
    public void They_may_go_where_they_came_from(Activation activation, AnyDoubles numbers)
    {
        var values = numbers.Values.ToArray();
        activation.Values(values, values);
        Assert.That(Bits(values), Is.EqualTo(Bits(numbers.Values.Select(activation.Value))));
    }

    static void HaveTheBitsOfEach(Activation activation, double[] numbers)
    {
        var (value, derivative) = (Bits(numbers.Select(activation.Value)), Bits(numbers.Select(activation.Derivative)));
        Assert.That(Of(numbers, activation.Values), Is.EqualTo(value));
        Assert.That(Of(numbers, activation.Derivatives), Is.EqualTo(derivative));
        Assert.That(Of(numbers, activation.SecondDerivatives), Is.EqualTo(Bits(numbers.Select(activation.SecondDerivative))));
        var (values, derivatives) = (new double[numbers.Length], new double[numbers.Length]);
        activation.ValuesAndDerivatives(numbers, values, derivatives);
        Assert.That(Bits(values), Is.EqualTo(value));
        Assert.That(Bits(derivatives), Is.EqualTo(derivative));
    }

    static long[] Of(double[] numbers, Each each)
    {
        var to = new double[numbers.Length];
        each(numbers, to);
        return Bits(to);
    }

    delegate void Each(ReadOnlySpan<double> x, Span<double> to);

    static long[] Bits(IEnumerable<double> numbers) => [.. numbers.Select(BitConverter.DoubleToInt64Bits)];
}
