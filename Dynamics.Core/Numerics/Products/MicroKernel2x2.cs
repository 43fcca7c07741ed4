using System.Runtime.CompilerServices;

namespace Dynamics.Numerics;

/// <summary>A tile of 2 x 2 without vectors.</summary>
sealed unsafe class MicroKernel2x2() : MicroKernel(2, 2)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(nint depth, double* left, nint* steps, double* b, double* c, nint stride, bool fresh)
    {
        var (c0a, c1a, c0b, c1b) = fresh ? (0, 0, 0, 0) : (c[0], c[1], c[stride], c[stride + 1]);
        for (; depth > 0; depth--, steps++, b += 2)
        {
            var a = left + *steps;
            c0a = Math.FusedMultiplyAdd(a[0], b[0], c0a);
            c1a = Math.FusedMultiplyAdd(a[1], b[0], c1a);
            c0b = Math.FusedMultiplyAdd(a[0], b[1], c0b);
            c1b = Math.FusedMultiplyAdd(a[1], b[1], c1b);
        }

        (c[0], c[1], c[stride], c[stride + 1]) = (c0a, c1a, c0b, c1b);
    }
}
