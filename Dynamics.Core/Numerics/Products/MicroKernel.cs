using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Dynamics.Numerics;

/// <summary>
/// The innermost loop of a product: a tile of C in registers, along the depth of two packed panels. Every entry is a chain of fused
/// multiply-adds of its own, so neither the lanes nor the size of the tile change its bits.
/// </summary>
abstract unsafe class MicroKernel(int rows, int columns)
{
    static readonly MicroKernel[] OfThisProcessor =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? [new MicroKernel24x8(), new MicroKernel16x12(), new MicroKernel32x6()]
        : Fma.IsSupported ? [new MicroKernel12x4(), new MicroKernel8x6()]
        : AdvSimd.IsSupported ? [new MicroKernel8x4()]
        : [new MicroKernel2x2()];

    readonly nint[] _packedSteps = Multiples(rows);

    public const int MostEntries = 192;

    /// <summary>So many steps of the depth at once.</summary>
    public const int MostSteps = 256;

    public int Rows => rows;

    public int Columns => columns;

    /// <summary>The kernel whose tiles waste the least on a matrix of this size.</summary>
    public static MicroKernel For(int rows, int columns)
    {
        var best = OfThisProcessor[0];
        foreach (var kernel in OfThisProcessor)
            if (kernel.Covered(rows, columns) < best.Covered(rows, columns)) best = kernel;
        return best;
    }

    /// <summary>Where each step of a packed left panel starts: k Rows at step k.</summary>
    public nint* PackedSteps => (nint*)Unsafe.AsPointer(ref _packedSteps[0]);

    /// <summary>
    /// Continues the chains of C, or starts them from zero; number r of step k is left[steps[k] + r], and b[k Columns + r] on the right.
    /// </summary>
    public abstract void Run(nint depth, double* left, nint* steps, double* b, double* c, nint stride, bool fresh);

    static nint[] Multiples(int rows)
    {
        var steps = GC.AllocateUninitializedArray<nint>(MostSteps, pinned: true);
        for (var k = 0; k < MostSteps; k++) steps[k] = k * rows;
        return steps;
    }

    long Covered(long m, long n) => (m + rows - 1) / rows * rows * ((n + columns - 1) / columns * columns);
}
