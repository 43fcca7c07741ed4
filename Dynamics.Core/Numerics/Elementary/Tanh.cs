using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>Beyond this, 1 - tanh x^2 is no normal number.</summary>
    const double FarthestTanh = 354;

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Any double.</param>
    /// <returns>tanh x, within 1 unit in the last place.</returns>
    [AccuracyInUlp(1)]
    public static double Tanh(double x)
    {
        TanhOfEach(new(in x), new(ref x), []);
        return x;
    }

    /// <summary>1 - tanh x^2, without cancellation; it vanishes beyond 354 in magnitude.</summary>
    internal static double TanhSlope(double x)
    {
        TanhOfEach(new(in x), [], new(ref x));
        return x;
    }

    /// <summary>tanh of many numbers and 1 - tanh^2, or one of them, each with the bits that it has alone.</summary>
    /// <param name="x">Any doubles.</param>
    /// <param name="tanh">As many, or none; may be the memory of x.</param>
    /// <param name="slopes">As many, or none; may be the memory of x where no tanh is wanted.</param>
    internal static void TanhOfEach(ReadOnlySpan<double> x, Span<double> tanh, Span<double> slopes)
    {
        TanhOfWideVectors(MemoryMarshal.Cast<double, Vector512<double>>(x), MemoryMarshal.Cast<double,
            Vector512<double>>(tanh), MemoryMarshal.Cast<double, Vector512<double>>(slopes));
        if (x.Length % Vector512<double>.Count is not (> 0 and var left)) return;
        Span<double> lanes = stackalloc double[Vector512<double>.Count];
        Span<double> ofLanes = stackalloc double[2 * lanes.Length];
        x[^left..].CopyTo(lanes);
        TanhOfEach(lanes, ofLanes[..lanes.Length], ofLanes[lanes.Length..]);
        if (!tanh.IsEmpty) ofLanes[..left].CopyTo(tanh[^left..]);
        if (!slopes.IsEmpty) ofLanes.Slice(lanes.Length, left).CopyTo(slopes[^left..]);
    }

    /// <summary>
    /// tanh x = E / (E + 2) with E = e^(2 |x|) - 1, the quotient corrected by what is left of both; and its slope r (2 - r) with r = 1 -
    /// tanh |x| = 2 / (E + 2). 2 |x| = n ln 2 + r, and E is 2^n (e^r - 1) + (2^n - 1) with a Taylor series to r^14, which leaves out less
    /// than 2^-55 of it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void TanhOfWideVectors(ReadOnlySpan<Vector512<double>> x, Span<Vector512<double>> tanh, Span<Vector512<double>> slopes)
    {
        const double integers = 3L << 51;

        var two = Vector512.Create(2.0);
        for (var i = 0; i < x.Length; i++)
        {
            var size = Vector512.Abs(x[i]);
            var beyond = Vector512.GreaterThan(size, Vector512.Create(FarthestTanh));
            var twice = Vector512.ConditionalSelect(beyond, Vector512.Create(2 * FarthestTanh), size + size);
            var n = Vector512.FusedMultiplyAdd(twice, Vector512.Create(1.4426950408889634), Vector512.Create(integers));
            var power = (n.AsInt64() - Vector512.Create(integers).AsInt64() + Vector512.Create(1023L) << 52).AsDouble();
            n -= Vector512.Create(integers);

            // ln 2 to 32 bits, so that n times it is exact, and the rest
            var near = Vector512.FusedMultiplyAdd(-n, Vector512.Create(0.693147180369123816490), twice);
            var far = -n * Vector512.Create(1.90821492927058770002e-10);
            var r = near + far;
            var leftOfR = far - (r - near);

            var square = r * r;
            var (whole, leftOfWhole) = WideSum(power - Vector512<double>.One, power * r);
            leftOfWhole += power * Vector512.FusedMultiplyAdd(WideSeries(r, square), square, leftOfR);
            var e = whole + leftOfWhole;
            var leftOfE = leftOfWhole - (e - whole);
            var (sum, leftOfSum) = WideSum(e, two);
            var inverse = Vector512<double>.One / sum;

            if (i < slopes.Length)
            {
                var rest = inverse + inverse;
                slopes[i] = Vector512.ConditionalSelect(beyond, Vector512<double>.Zero, Vector512.Abs(rest * (two - rest)));
            }

            if (i < tanh.Length)
            {
                var quotient = e * inverse;
                var remainder = Vector512.FusedMultiplyAdd(-quotient, sum, e) + Vector512.FusedMultiplyAdd(
                    -quotient, leftOfSum + leftOfE, leftOfE);
                tanh[i] = Vector512.Abs(Vector512.FusedMultiplyAdd(remainder, inverse, quotient)) | x[i] & Vector512.Create(-0.0);
            }
        }
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
