using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

public static partial class Elementary
{
    const int Lanes = 8;

    /// <summary>tanh of many numbers, each with the bits of <see cref="Tanh(double)"/>.</summary>
    /// <param name="x">Any doubles.</param>
    /// <param name="to">As many; may be the same memory.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TanhOfEach(ReadOnlySpan<double> x, Span<double> to)
    {
        for (; x.Length >= Lanes; x = x[Lanes..], to = to[Lanes..]) WideTanh(Vector512.Create(x)).CopyTo(to);
        for (var i = 0; i < x.Length; i++) to[i] = Tanh(x[i]);
    }

    /// <summary>4 / ((1 + e^-2x) (1 + e^2x)) of many numbers, each with the bits of what dual numbers make of <see cref="Tanh(double)"/>.</summary>
    /// <param name="x">Any doubles.</param>
    /// <param name="to">As many; may be the same memory.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TanhSlopeOfEach(ReadOnlySpan<double> x, Span<double> to)
    {
        var (one, four) = (Vector512<double>.One, Vector512.Create(4.0));
        for (; x.Length >= Lanes; x = x[Lanes..], to = to[Lanes..])
        {
            var twice = Vector512.Create(2.0) * Vector512.Create(x);
            if (Vector512.LessThanAll(Vector512.Abs(twice), Vector512.Create(WidestExponent)))
                (four * (one / (one + WideExp(-twice))) * (one / (one + WideExp(twice)))).CopyTo(to);
            else
                for (var i = 0; i < Lanes; i++) to[i] = TanhSlope(x[i]);
        }

        for (var i = 0; i < x.Length; i++) to[i] = TanhSlope(x[i]);
    }

    static double TanhSlope(double x) => Slope<Dual>(new(x, 1)).Derivative;

    static TScalar Slope<TScalar>(TScalar x)
        where TScalar : struct, IScalar<TScalar> => TScalar.Tanh(x);

    /// <summary>Below this in magnitude the exponential is a normal number by far.</summary>
    const double WidestExponent = 600;

    /// <summary>For |x| below <see cref="WidestExponent"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> WideExp(Vector512<double> x)
    {
        var value = ExpScaled(x, out var powerOfTwo);
        return (value.Hi + value.Lo) * powerOfTwo;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> WideTanh(Vector512<double> x)
    {
        var size = Vector512.Abs(x);
        var e = Expm1Wide(size + size);
        var ratio = e / (e + new WideDoubleDouble(Vector512.Create(2.0), Vector512<double>.Zero));
        var tanh = Vector512.ConditionalSelect(Vector512.LessThan(size, Vector512.Create(24.0)), ratio.Hi + ratio.Lo, Vector512<double>.One);
        var sign = Vector512.Create(-0.0);
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(size, Vector512.Create(Tiny)), tanh | x & sign, x);
    }

    /// <summary>For x from 2^-60 to 48.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static WideDoubleDouble Expm1Wide(Vector512<double> x)
    {
        var value = ExpScaled(x, out var powerOfTwo);
        var far = value.Times(powerOfTwo) + new WideDoubleDouble(-Vector512<double>.One, Vector512.Create(-0.0));

        var tail = Vector512.Create(1.0 / 3628800);
        tail = Vector512.FusedMultiplyAdd(tail, x, Vector512.Create(1.0 / 362880));
        tail = Vector512.FusedMultiplyAdd(tail, x, Vector512.Create(1.0 / 40320));
        tail = Vector512.FusedMultiplyAdd(tail, x, Vector512.Create(1.0 / 5040));
        tail = Vector512.FusedMultiplyAdd(tail, x, Vector512.Create(1.0 / 720));
        tail = Vector512.FusedMultiplyAdd(tail, x, Vector512.Create(1.0 / 120));
        tail = Vector512.FusedMultiplyAdd(tail, x, Vector512.Create(1.0 / 24));
        tail = Vector512.FusedMultiplyAdd(tail, x, Vector512.Create(1.0 / 6));
        var square = WideDoubleDouble.Square(x);
        var zero = Vector512<double>.Zero;
        var near = new WideDoubleDouble(x, zero) + (square.Times(Vector512.Create(0.5)) + new WideDoubleDouble(square.Hi * x * tail, zero));
        return WideDoubleDouble.Select(Vector512.GreaterThanOrEqual(x, Vector512.Create(1.0 / 32)), far, near);
    }

    /// <summary>As <see cref="ExpScaled(DoubleDouble, out int)"/>, with the power of two itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static WideDoubleDouble ExpScaled(Vector512<double> x, out Vector512<double> powerOfTwo)
    {
        const double integers = 3L << 51;

        var n = Vector512.Round(x * Vector512.Create(92.33248261689366));
        var rest = WideDoubleDouble.Product(-n, Vector512.Create(-2.0164562921995537e-13));
        var r = WideDoubleDouble.Sum(x - n * Vector512.Create(0.010830424696450791), rest.Hi);
        r = WideDoubleDouble.Sum(r.Hi, r.Lo + (rest.Lo + Vector512<double>.Zero));

        var t = r.Hi;
        var curve = Vector512.FusedMultiplyAdd(t, Vector512.Create(1.0 / 5040), Vector512.Create(1.0 / 720));
        curve = Vector512.FusedMultiplyAdd(curve, t, Vector512.Create(1.0 / 120));
        curve = Vector512.FusedMultiplyAdd(curve, t, Vector512.Create(1.0 / 24));
        curve = Vector512.FusedMultiplyAdd(curve, t, Vector512.Create(1.0 / 6));
        curve = Vector512.FusedMultiplyAdd(curve, t, Vector512.Create(0.5));
        curve = Vector512.FusedMultiplyAdd(curve * t, t, r.Lo);

        var whole = (n + Vector512.Create(integers)).AsInt64() - Vector512.Create(integers).AsInt64();
        powerOfTwo = ((whole >> 6) + Vector512.Create(1023L) << 52).AsDouble();
        var power = WideExpTable.At(whole & Vector512.Create(63L));
        var change = WideDoubleDouble.Product(power.Hi, t);
        var sum = WideDoubleDouble.OrderedSum(power.Hi, change.Hi);
        var low = Vector512.FusedMultiplyAdd(power.Hi, curve, change.Lo + Vector512.FusedMultiplyAdd(power.Lo, t, power.Lo));
        return WideDoubleDouble.OrderedSum(sum.Hi, sum.Lo + low);
    }

    /// <summary>2^(j/64) again, the leading and the trailing halves apart.</summary>
    static unsafe class WideExpTable
    {
        static readonly double[] Leading = Pinned(j => ExpTable.Powers[j].Hi);
        static readonly double[] Trailing = Pinned(j => ExpTable.Powers[j].Lo);
        static readonly double* Hi = (double*)Unsafe.AsPointer(ref Leading[0]);
        static readonly double* Lo = (double*)Unsafe.AsPointer(ref Trailing[0]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static WideDoubleDouble At(Vector512<long> j) => new(Gather(Hi, j), Gather(Lo, j));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<double> Gather(double* table, Vector512<long> j) =>
            Vector512.Create(table[j[0]], table[j[1]], table[j[2]], table[j[3]], table[j[4]], table[j[5]], table[j[6]], table[j[7]]);

        static double[] Pinned(Func<int, double> entry)
        {
            var table = GC.AllocateArray<double>(64, pinned: true);
            for (var j = 0; j < table.Length; j++) table[j] = entry(j);
            return table;
        }
    }
}
