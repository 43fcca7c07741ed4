using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Dynamics.Specs.Reference;

/// <summary>A decimal number, Digits 10^Exponent, as it was printed: nothing is rounded before it is compared.</summary>
public readonly partial record struct ExactDecimal(BigInteger Digits, int Exponent)
{
    const int LastBitOfSubnormals = -1074;
    const int LastBitOfLargest = 971;

    public static bool TryParse(string text, out ExactDecimal value)
    {
        var match = Pattern().Match(text);
        var fraction = match.Groups["fraction"].Value;
        value = match.Success
            ? Create(match.Groups["sign"].Value + match.Groups["whole"].Value + fraction, match.Groups["exponent"].Value, fraction.Length)
            : default;
        return match.Success;
    }

    /// <summary>The distance of a double from this number, in units in the last place of this number.</summary>
    public double ErrorInUlp(double computed)
    {
        if (double.IsNaN(computed))
            return double.PositiveInfinity;

        var numerator = Exponent >= 0 ? Digits * BigInteger.Pow(10, Exponent) : Digits;
        var denominator = Exponent >= 0 ? BigInteger.One : BigInteger.Pow(10, -Exponent);
        var lastBit = Math.Clamp(FloorOfLog2(BigInteger.Abs(numerator), denominator) - 52, LastBitOfSubnormals, LastBitOfLargest);

        // Both numbers in units of the smallest subnormal number, over the same denominator.
        var exact = numerator << -LastBitOfSubnormals;
        var difference = BigInteger.Abs(Units(computed) * denominator - exact);
        if (double.IsInfinity(computed) && BigInteger.Abs(exact) >= BigInteger.Abs(Units(computed)) * denominator
            && exact.Sign == Math.Sign(computed))
            return 0;
        return (double)((difference << 64) / (denominator << lastBit - LastBitOfSubnormals)) / (double)(BigInteger.One << 64);
    }

    public override string ToString() => $"{Digits}e{Exponent}";

    static ExactDecimal Create(string digits, string exponent, int decimals)
    {
        // Far beyond the range of doubles it does not matter how far.
        var power = exponent.Length == 0 ? 0 : BigInteger.Parse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var clamped = BigInteger.Min(BigInteger.Max(power, -5000), 5000);
        return new(BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), (int)clamped - decimals);
    }

    static int FloorOfLog2(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero)
            return int.MinValue / 2;
        var guess = (int)(numerator.GetBitLength() - denominator.GetBitLength());
        var reached = guess >= 0 ? numerator >= denominator << guess : numerator << -guess >= denominator;
        return reached ? guess : guess - 1;
    }

    /// <summary>A double in units of the smallest subnormal number; an infinity counts as 2^1024.</summary>
    static BigInteger Units(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & ((1L << 52) - 1);
        var units = exponent == 0 ? fraction : new BigInteger(fraction | 1L << 52) << exponent - 1;
        return double.IsNegative(x) ? -units : units;
    }

    [GeneratedRegex(@"^(?<sign>[-+]?)(?<whole>\d+)(\.(?<fraction>\d*))?([eE](?<exponent>[-+]?\d+))?$")]
    private static partial Regex Pattern();
}
