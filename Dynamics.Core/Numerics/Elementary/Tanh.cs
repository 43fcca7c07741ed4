using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

public static partial class Elementary
{
    const int Lanes = 8;

    /// <summary>Beyond this, 1 - tanh x^2 is no normal number.</summary>
    const double FarthestTanh = 354;

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Any double.</param>
    /// <returns>tanh x, within 1 unit in the last place.</returns>
    [AccuracyInUlp(1)]
    public static double Tanh(double x) => WideTanh(Vector512.Create(x)).ToScalar();

    /// <summary>1 - tanh x^2, without cancellation; it vanishes beyond 354 in magnitude.</summary>
    internal static double TanhSlope(double x) => WideTanhSlope(Vector512.Create(x)).ToScalar();

    /// <summary>tanh of many numbers.</summary>
    /// <param name="x">Any doubles.</param>
    /// <param name="to">As many; may be the same memory.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TanhOfEach(ReadOnlySpan<double> x, Span<double> to)
    {
        for (; x.Length >= Lanes; x = x[Lanes..], to = to[Lanes..]) WideTanh(Vector512.Create(x)).CopyTo(to);
        for (var i = 0; i < x.Length; i++) to[i] = Tanh(x[i]);
    }

    /// <summary>1 - tanh^2 of many numbers.</summary>
    /// <param name="x">Any doubles.</param>
    /// <param name="to">As many; may be the same memory.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TanhSlopeOfEach(ReadOnlySpan<double> x, Span<double> to)
    {
        for (; x.Length >= Lanes; x = x[Lanes..], to = to[Lanes..]) WideTanhSlope(Vector512.Create(x)).CopyTo(to);
        for (var i = 0; i < x.Length; i++) to[i] = TanhSlope(x[i]);
    }

    /// <summary>E / (E + 2) with E = e^(2 |x|) - 1, the quotient corrected by what is left of E.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> WideTanh(Vector512<double> x)
    {
        var (e, rest) = WideExpm1OfTwice(x);
        var (sum, restOfSum) = WideSum(e, Vector512.Create(2.0));
        var inverse = Vector512<double>.One / sum;
        var quotient = e * inverse;
        var left = Vector512.FusedMultiplyAdd(-quotient, sum, e) + Vector512.FusedMultiplyAdd(-quotient, restOfSum + rest, rest);
        var sign = Vector512.Create(-0.0);
        return Vector512.Abs(Vector512.FusedMultiplyAdd(left, inverse, quotient)) | x & sign;
    }

    /// <summary>r (2 - r) with r = 1 - tanh |x| = 2 / (E + 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> WideTanhSlope(Vector512<double> x)
    {
        var (e, rest) = WideExpm1OfTwice(x);
        var two = Vector512.Create(2.0);
        var r = two / (e + (rest + two));
        return Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Abs(x), Vector512.Create(FarthestTanh)), Vector512<double>.Zero, Vector512.Abs(r * (two - r)));
    }

    /// <summary>
    /// e^(2 |x|) - 1 as a sum of two: 2 |x| = n ln 2 + r, and 2^n (e^r - 1) + (2^n - 1) with a Taylor series to r^14, which leaves out less than 2^-55 of
    /// it. Arguments beyond the farthest count as the farthest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector512<double> Leading, Vector512<double> Left) WideExpm1OfTwice(Vector512<double> x)
    {
        const double integers = 3L << 51;

        var size = Vector512.Abs(x);
        size = Vector512.ConditionalSelect(Vector512.GreaterThan(size, Vector512.Create(FarthestTanh)), Vector512.Create(FarthestTanh), size);
        var twice = size + size;
        var n = Vector512.FusedMultiplyAdd(twice, Vector512.Create(1.4426950408889634), Vector512.Create(integers));
        var power = (n.AsInt64() - Vector512.Create(integers).AsInt64() + Vector512.Create(1023L) << 52).AsDouble();
        n -= Vector512.Create(integers);

        // ln 2 to 32 bits, so that n times it is exact, and the rest
        var near = Vector512.FusedMultiplyAdd(-n, Vector512.Create(0.693147180369123816490), twice);
        var far = -n * Vector512.Create(1.90821492927058770002e-10);
        var r = near + far;
        var restOfR = far - (r - near);

        var square = r * r;
        var series = WideSeries(r, square);
        var whole = power * r;
        var below = power - Vector512<double>.One;
        var (sum, rest) = WideSum(below, whole);
        rest += power * Vector512.FusedMultiplyAdd(series, square, restOfR);
        var leading = sum + rest;
        return (leading, rest - (leading - sum));
    }

    /// <summary>a + b, and what its rounding left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector512<double> Sum, Vector512<double> Left) WideSum(Vector512<double> a, Vector512<double> b)
    {
        var sum = a + b;
        var ofB = sum - a;
        return (sum, (a - (sum - ofB)) + (b - ofB));
    }

    /// <summary>(e^r - 1 - r) / r^2 for |r| up to ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> WideSeries(Vector512<double> r, Vector512<double> square)
    {
        var a = Vector512.FusedMultiplyAdd(Vector512.Create(1.0 / 6), r, Vector512.Create(1.0 / 2));
        var b = Vector512.FusedMultiplyAdd(Vector512.Create(1.0 / 120), r, Vector512.Create(1.0 / 24));
        var c = Vector512.FusedMultiplyAdd(Vector512.Create(1.0 / 5040), r, Vector512.Create(1.0 / 720));
        var d = Vector512.FusedMultiplyAdd(Vector512.Create(1.0 / 362880), r, Vector512.Create(1.0 / 40320));
        var e = Vector512.FusedMultiplyAdd(Vector512.Create(1.0 / 39916800), r, Vector512.Create(1.0 / 3628800));
        var f = Vector512.FusedMultiplyAdd(Vector512.Create(1.0 / 6227020800), r, Vector512.Create(1.0 / 479001600));
        f = Vector512.FusedMultiplyAdd(square, Vector512.Create(1.0 / 87178291200), f);
        var fourth = square * square;
        var low = Vector512.FusedMultiplyAdd(b, square, a);
        var middle = Vector512.FusedMultiplyAdd(d, square, c);
        var high = Vector512.FusedMultiplyAdd(f, square, e);
        return Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(high, fourth, middle), fourth, low);
    }
}
