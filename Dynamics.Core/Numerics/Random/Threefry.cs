using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>
/// Threefry-2x64 with 20 rounds (Salmon, Moraes, Dror and Shaw 2011): a bijection of 128-bit counters for every 128-bit
/// key, whose values on consecutive counters pass as random numbers.
/// </summary>
/// <param name="Key0">The first word of the key.</param>
/// <param name="Key1">The second word of the key.</param>
public readonly record struct Threefry(ulong Key0, ulong Key1)
{
    const ulong Parity = 0x1BD11BDAA9FC1A22;

    ulong Key2 => Parity ^ Key0 ^ Key1;

    /// <summary>Two random words.</summary>
    /// <param name="counter0">The first word of the counter.</param>
    /// <param name="counter1">The second word of the counter.</param>
    public (ulong, ulong) Block(ulong counter0, ulong counter1)
    {
        var (x0, x1) = (counter0 + Key0, counter1 + Key1);

        Mix(ref x0, ref x1, 16, 42, 12, 31);
        Inject(ref x0, ref x1, Key1, Key2 + 1);
        Mix(ref x0, ref x1, 16, 32, 24, 21);
        Inject(ref x0, ref x1, Key2, Key0 + 2);
        Mix(ref x0, ref x1, 16, 42, 12, 31);
        Inject(ref x0, ref x1, Key0, Key1 + 3);
        Mix(ref x0, ref x1, 16, 32, 24, 21);
        Inject(ref x0, ref x1, Key1, Key2 + 4);
        Mix(ref x0, ref x1, 16, 42, 12, 31);
        Inject(ref x0, ref x1, Key2, Key0 + 5);
        return (x0, x1);
    }

    /// <summary>The blocks of four counters at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal (Vector512<ulong>, Vector512<ulong>) Blocks(Vector512<ulong> counters0, ulong counter1)
    {
        var x0 = counters0 + Vector512.Create(Key0);
        var x1 = Vector512.Create(counter1 + Key1);

        Mix(ref x0, ref x1, 16, 42, 12, 31);
        Inject(ref x0, ref x1, Key1, Key2 + 1);
        Mix(ref x0, ref x1, 16, 32, 24, 21);
        Inject(ref x0, ref x1, Key2, Key0 + 2);
        Mix(ref x0, ref x1, 16, 42, 12, 31);
        Inject(ref x0, ref x1, Key0, Key1 + 3);
        Mix(ref x0, ref x1, 16, 32, 24, 21);
        Inject(ref x0, ref x1, Key1, Key2 + 4);
        Mix(ref x0, ref x1, 16, 42, 12, 31);
        Inject(ref x0, ref x1, Key2, Key0 + 5);
        return (x0, x1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Inject(ref ulong x0, ref ulong x1, ulong key0, ulong key1)
    {
        x0 += key0;
        x1 += key1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Inject(ref Vector512<ulong> x0, ref Vector512<ulong> x1, ulong key0, ulong key1)
    {
        x0 += Vector512.Create(key0);
        x1 += Vector512.Create(key1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Mix(ref ulong x0, ref ulong x1, int a, int b, int c, int d)
    {
        x0 += x1;
        x1 = BitOperations.RotateLeft(x1, a) ^ x0;
        x0 += x1;
        x1 = BitOperations.RotateLeft(x1, b) ^ x0;
        x0 += x1;
        x1 = BitOperations.RotateLeft(x1, c) ^ x0;
        x0 += x1;
        x1 = BitOperations.RotateLeft(x1, d) ^ x0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Mix(ref Vector512<ulong> x0, ref Vector512<ulong> x1, int a, int b, int c, int d)
    {
        x0 += x1;
        x1 = RotateLeft(x1, a) ^ x0;
        x0 += x1;
        x1 = RotateLeft(x1, b) ^ x0;
        x0 += x1;
        x1 = RotateLeft(x1, c) ^ x0;
        x0 += x1;
        x1 = RotateLeft(x1, d) ^ x0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<ulong> RotateLeft(Vector512<ulong> x, int by) => x << by | x >>> 64 - by;
}
