using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

public static partial class Elementary
{
    /// <summary>
    /// Four angles of points (x, y) of the upper half-plane, y at least 0, from 0 to pi: the bits of <see cref="Atan2"/>.
    /// </summary>
    /// <param name="y">From 2^-400 to 2^400, or 0.</param>
    /// <param name="x">Of a size from 2^-400 to 2^400, or 0; not 0 where y is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> AngleInUpperHalfPlane(Vector256<double> y, Vector256<double> x)
    {
        var width = Vector256.Abs(x);
        var steep = Vector256.GreaterThan(y, width);
        var rise = Vector256.ConditionalSelect(steep, width, y);
        var run = Vector256.ConditionalSelect(steep, y, width);

        var j = Vector256.Round(Vector256.Create(32.0) * (rise / run));
        var c = j * (1 / 32.0);
        var r = (Plain(rise) - DoubleDoubles.Product(run, c)) / (Plain(run) + DoubleDoubles.Product(rise, c));

        var t = r.Hi * r.Hi;
        var tail = Vector256.FusedMultiplyAdd(t, Vector256.Create(1.0 / 13), Vector256.Create(-1.0 / 11));
        tail = Vector256.FusedMultiplyAdd(tail, t, Vector256.Create(1.0 / 9));
        tail = Vector256.FusedMultiplyAdd(tail, t, Vector256.Create(-1.0 / 7));
        tail = Vector256.FusedMultiplyAdd(tail, t, Vector256.Create(1.0 / 5));
        tail = Vector256.FusedMultiplyAdd(tail, t, Vector256.Create(-1.0 / 3));
        var angle = TableAngles(j) + (r + Plain(r.Hi * t * tail));
        angle = DoubleDoubles.Select(steep, DoubleDoubles.Of(HalfPi) - angle, angle);
        return DoubleDoubles.Select(Vector256.LessThan(x, Vector256<double>.Zero), DoubleDoubles.Of(Pi) - angle, angle).Rounded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleDoubles Plain(Vector256<double> x) => new(x, Vector256<double>.Zero);

    /// <param name="j">From 0 to 32. On top of 2^52 a whole number stands in the last bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleDoubles TableAngles(Vector256<double> j)
    {
        const int indexBits = 63;
        var bits = (j + Vector256.Create((double)(1L << 52))).AsInt64();
        ref var angles = ref MemoryMarshal.GetArrayDataReference(ArcTangentTable.Padded);
        ref var a = ref Unsafe.Add(ref angles, (nint)(bits.GetElement(0) & indexBits));
        ref var b = ref Unsafe.Add(ref angles, (nint)(bits.GetElement(1) & indexBits));
        ref var c = ref Unsafe.Add(ref angles, (nint)(bits.GetElement(2) & indexBits));
        ref var d = ref Unsafe.Add(ref angles, (nint)(bits.GetElement(3) & indexBits));
        return new(Vector256.Create(a.Hi, b.Hi, c.Hi, d.Hi), Vector256.Create(a.Lo, b.Lo, c.Lo, d.Lo));
    }
}
