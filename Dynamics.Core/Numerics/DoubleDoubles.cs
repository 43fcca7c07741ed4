using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>
/// Four <see cref="DoubleDouble"/>s side by side: the same operations in the same order, so each lane has the bits of its scalar.
/// </summary>
readonly struct DoubleDoubles(Vector256<double> hi, Vector256<double> lo)
{
    public readonly Vector256<double> Hi = hi;
    public readonly Vector256<double> Lo = lo;

    public Vector256<double> Rounded
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Hi + Lo;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubles Of(DoubleDouble value) => new(Vector256.Create(value.Hi), Vector256.Create(value.Lo));

    /// <summary>a + b without error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubles Sum(Vector256<double> a, Vector256<double> b)
    {
        var s = a + b;
        var t = s - a;
        return new(s, a - (s - t) + (b - t));
    }

    /// <summary>a + b without error, for |a| at least |b|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubles OrderedSum(Vector256<double> a, Vector256<double> b)
    {
        var s = a + b;
        return new(s, b - (s - a));
    }

    /// <summary>a b without error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubles Product(Vector256<double> a, Vector256<double> b)
    {
        var p = a * b;
        return new(p, Vector256.FusedMultiplyAdd(a, b, -p));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubles operator -(DoubleDoubles a) => new(-a.Hi, -a.Lo);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubles operator +(DoubleDoubles a, DoubleDoubles b)
    {
        var s = Sum(a.Hi, b.Hi);
        return OrderedSum(s.Hi, s.Lo + (a.Lo + b.Lo));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubles operator -(DoubleDoubles a, DoubleDoubles b) => a + -b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubles operator /(DoubleDoubles a, DoubleDoubles b)
    {
        var q = a.Hi / b.Hi;
        var remainder = Vector256.FusedMultiplyAdd(-q, b.Hi, a.Hi) + Vector256.FusedMultiplyAdd(-q, b.Lo, a.Lo);
        return OrderedSum(q, remainder / b.Hi);
    }

    /// <summary>Each lane from one of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubles Select(Vector256<double> condition, DoubleDoubles yes, DoubleDoubles no) =>
        new(Vector256.ConditionalSelect(condition, yes.Hi, no.Hi), Vector256.ConditionalSelect(condition, yes.Lo, no.Lo));
}
