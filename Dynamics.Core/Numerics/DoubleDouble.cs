using System.Runtime.CompilerServices;

namespace Dynamics.Numerics;

/// <summary>
/// The unevaluated sum of two doubles, about 105 significant bits. Dekker 1971 and Knuth 1969 for the sums, a fused
/// multiply-add for the products; the relative error of each operation is below 2^-100, unless a sum cancels: then
/// that holds relative to the larger operand.
/// </summary>
readonly struct DoubleDouble(double hi, double lo)
{
    public readonly double Hi = hi;
    public readonly double Lo = lo;

    public static implicit operator DoubleDouble(double x) => new(x, 0);

    /// <summary>a + b without error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Sum(double a, double b)
    {
        var s = a + b;
        var t = s - a;
        return new(s, (a - (s - t)) + (b - t));
    }

    /// <summary>a + b without error, for |a| at least |b| (or a = 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble OrderedSum(double a, double b)
    {
        var s = a + b;
        return new(s, b - (s - a));
    }

    /// <summary>a b without error, while the product's last bit is not below the smallest subnormal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Product(double a, double b)
    {
        var p = a * b;
        return new(p, Math.FusedMultiplyAdd(a, b, -p));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Square(DoubleDouble a)
    {
        var p = Product(a.Hi, a.Hi);
        return OrderedSum(p.Hi, Math.FusedMultiplyAdd(2 * a.Hi, a.Lo, p.Lo));
    }

    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        var s = Math.Sqrt(a.Hi);
        return s == 0 ? s : OrderedSum(s, (Math.FusedMultiplyAdd(-s, s, a.Hi) + a.Lo) / (2 * s));
    }

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.Hi, -a.Lo);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var s = Sum(a.Hi, b.Hi);
        return OrderedSum(s.Hi, s.Lo + (a.Lo + b.Lo));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var p = Product(a.Hi, b.Hi);
        return OrderedSum(p.Hi, p.Lo + Math.FusedMultiplyAdd(a.Hi, b.Lo, a.Lo * b.Hi));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var q = a.Hi / b.Hi;
        var remainder = Math.FusedMultiplyAdd(-q, b.Hi, a.Hi) + Math.FusedMultiplyAdd(-q, b.Lo, a.Lo);
        return OrderedSum(q, remainder / b.Hi);
    }

    /// <summary>The value times a power of two, exact unless it underflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleDouble Times(double powerOfTwo) => new(Hi * powerOfTwo, Lo * powerOfTwo);

    /// <summary>The nearest double.</summary>
    public double Rounded
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Hi + Lo;
    }

    /// <summary>
    /// The double nearest to the value times 2^exponent: rounded once where the result is subnormal, infinite where it
    /// is too large. For a value between 2^-100 and 2^100 in magnitude.
    /// </summary>
    public double Scaled(int exponent)
    {
        if (exponent > 960)
            return (Hi + Lo) * PowerOfTwo(900) * PowerOfTwo(Math.Min(exponent - 900, 1000));
        if (exponent >= -960)
            return (Hi + Lo) * PowerOfTwo(exponent);
        if (exponent < -1200)
            return Math.CopySign(0, Hi);

        var subnormal = Math.CopySign(PowerOfTwo(-1022 - exponent), Hi);
        var result = Hi;
        if (Math.Abs(Hi) < Math.Abs(subnormal))
        {
            // The last bit of `subnormal` weighs as much as the smallest subnormal number does after scaling.
            var s = OrderedSum(subnormal, Hi);
            result = s.Hi + (s.Lo + Lo) - subnormal;
        }
        else
        {
            result += Lo;
        }

        return Math.CopySign(result * PowerOfTwo(exponent + 400) * PowerOfTwo(-400), Hi);
    }

    /// <summary>2^exponent for an exponent from -1022 to 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((exponent + 1023L) << 52);
}
