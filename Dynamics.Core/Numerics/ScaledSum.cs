using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>sum += weight x, element by element: each is one product and one sum, rounded apart, however many lanes do it.</summary>
static class ScaledSum
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<double> sum, double weight, ReadOnlySpan<double> x)
    {
        ref var to = ref MemoryMarshal.GetReference(sum);
        ref var from = ref MemoryMarshal.GetReference(x[..sum.Length]);
        nuint i = 0, lanes = (nuint)Vector256<double>.Count, length = (nuint)sum.Length;
        var weights = Vector256.Create(weight);
        for (; i + lanes <= length; i += lanes)
            (Vector256.LoadUnsafe(ref to, i) + weights * Vector256.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        for (; i < length; i++)
            Unsafe.Add(ref to, i) += weight * Unsafe.Add(ref from, i);
    }
}
