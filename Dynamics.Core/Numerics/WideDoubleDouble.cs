using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>Eight of <see cref="DoubleDouble"/>, each with the bits of its operations.</summary>
readonly struct WideDoubleDouble(Vector512<double> hi, Vector512<double> lo)
{
    public readonly Vector512<double> Hi = hi;
    public readonly Vector512<double> Lo = lo;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDoubleDouble Sum(Vector512<double> a, Vector512<double> b)
    {
        var s = a + b;
        var t = s - a;
        return new(s, (a - (s - t)) + (b - t));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDoubleDouble OrderedSum(Vector512<double> a, Vector512<double> b)
    {
        var s = a + b;
        return new(s, b - (s - a));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDoubleDouble Product(Vector512<double> a, Vector512<double> b)
    {
        var p = a * b;
        return new(p, Vector512.FusedMultiplyAdd(a, b, -p));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDoubleDouble Square(Vector512<double> a)
    {
        var p = Product(a, a);
        return OrderedSum(p.Hi, Vector512.FusedMultiplyAdd(a + a, Vector512<double>.Zero, p.Lo));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDoubleDouble operator +(WideDoubleDouble a, WideDoubleDouble b)
    {
        var s = Sum(a.Hi, b.Hi);
        return OrderedSum(s.Hi, s.Lo + (a.Lo + b.Lo));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDoubleDouble operator /(WideDoubleDouble a, WideDoubleDouble b)
    {
        var q = a.Hi / b.Hi;
        var remainder = Vector512.FusedMultiplyAdd(-q, b.Hi, a.Hi) + Vector512.FusedMultiplyAdd(-q, b.Lo, a.Lo);
        return OrderedSum(q, remainder / b.Hi);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideDoubleDouble Times(Vector512<double> powerOfTwo) => new(Hi * powerOfTwo, Lo * powerOfTwo);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDoubleDouble Select(Vector512<double> mask, WideDoubleDouble a, WideDoubleDouble b) =>
        new(Vector512.ConditionalSelect(mask, a.Hi, b.Hi), Vector512.ConditionalSelect(mask, a.Lo, b.Lo));
}
