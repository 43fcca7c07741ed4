using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>A register tile of 12 x 4 in vectors of four.</summary>
sealed unsafe class MicroKernel12x4() : MicroKernel(12, 4)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(nint depth, double* left, nint* steps, double* b, double* c, nint stride, bool fresh)
    {
        Vector256<double> c0a, c1a, c2a;
        Vector256<double> c0b, c1b, c2b;
        Vector256<double> c0c, c1c, c2c;
        Vector256<double> c0d, c1d, c2d;
        if (fresh)
        {
            c0a = c1a = c2a = Vector256<double>.Zero;
            c0b = c1b = c2b = Vector256<double>.Zero;
            c0c = c1c = c2c = Vector256<double>.Zero;
            c0d = c1d = c2d = Vector256<double>.Zero;
        }
        else
        {
            var from = c;
            (c0a, c1a, c2a) = (Vector256.Load(from), Vector256.Load(from + 4), Vector256.Load(from + 8));
            from += stride;
            (c0b, c1b, c2b) = (Vector256.Load(from), Vector256.Load(from + 4), Vector256.Load(from + 8));
            from += stride;
            (c0c, c1c, c2c) = (Vector256.Load(from), Vector256.Load(from + 4), Vector256.Load(from + 8));
            from += stride;
            (c0d, c1d, c2d) = (Vector256.Load(from), Vector256.Load(from + 4), Vector256.Load(from + 8));
        }

        for (; depth > 0; depth--, steps++, b += 4)
        {
            var a = left + *steps;
            var (a0, a1, a2) = (Vector256.Load(a), Vector256.Load(a + 4), Vector256.Load(a + 8));
            var xa = Vector256.Create(*b);
            c0a = Vector256.FusedMultiplyAdd(a0, xa, c0a);
            c1a = Vector256.FusedMultiplyAdd(a1, xa, c1a);
            c2a = Vector256.FusedMultiplyAdd(a2, xa, c2a);
            var xb = Vector256.Create(b[1]);
            c0b = Vector256.FusedMultiplyAdd(a0, xb, c0b);
            c1b = Vector256.FusedMultiplyAdd(a1, xb, c1b);
            c2b = Vector256.FusedMultiplyAdd(a2, xb, c2b);
            var xc = Vector256.Create(b[2]);
            c0c = Vector256.FusedMultiplyAdd(a0, xc, c0c);
            c1c = Vector256.FusedMultiplyAdd(a1, xc, c1c);
            c2c = Vector256.FusedMultiplyAdd(a2, xc, c2c);
            var xd = Vector256.Create(b[3]);
            c0d = Vector256.FusedMultiplyAdd(a0, xd, c0d);
            c1d = Vector256.FusedMultiplyAdd(a1, xd, c1d);
            c2d = Vector256.FusedMultiplyAdd(a2, xd, c2d);
        }

        c0a.Store(c);
        c1a.Store(c + 4);
        c2a.Store(c + 8);
        c += stride;
        c0b.Store(c);
        c1b.Store(c + 4);
        c2b.Store(c + 8);
        c += stride;
        c0c.Store(c);
        c1c.Store(c + 4);
        c2c.Store(c + 8);
        c += stride;
        c0d.Store(c);
        c1d.Store(c + 4);
        c2d.Store(c + 8);
    }
}
