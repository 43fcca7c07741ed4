using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>A register tile of 8 x 4 in vectors of two.</summary>
sealed unsafe class MicroKernel8x4() : MicroKernel(8, 4)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(nint depth, double* left, nint* steps, double* b, double* c, nint stride, bool fresh)
    {
        Vector128<double> c0a, c1a, c2a, c3a;
        Vector128<double> c0b, c1b, c2b, c3b;
        Vector128<double> c0c, c1c, c2c, c3c;
        Vector128<double> c0d, c1d, c2d, c3d;
        if (fresh)
        {
            c0a = c1a = c2a = c3a = Vector128<double>.Zero;
            c0b = c1b = c2b = c3b = Vector128<double>.Zero;
            c0c = c1c = c2c = c3c = Vector128<double>.Zero;
            c0d = c1d = c2d = c3d = Vector128<double>.Zero;
        }
        else
        {
            var from = c;
            (c0a, c1a, c2a, c3a) = (Vector128.Load(from), Vector128.Load(from + 2), Vector128.Load(from + 4), Vector128.Load(from + 6));
            from += stride;
            (c0b, c1b, c2b, c3b) = (Vector128.Load(from), Vector128.Load(from + 2), Vector128.Load(from + 4), Vector128.Load(from + 6));
            from += stride;
            (c0c, c1c, c2c, c3c) = (Vector128.Load(from), Vector128.Load(from + 2), Vector128.Load(from + 4), Vector128.Load(from + 6));
            from += stride;
            (c0d, c1d, c2d, c3d) = (Vector128.Load(from), Vector128.Load(from + 2), Vector128.Load(from + 4), Vector128.Load(from + 6));
        }

        for (; depth > 0; depth--, steps++, b += 4)
        {
            var a = left + *steps;
            var (a0, a1, a2, a3) = (Vector128.Load(a), Vector128.Load(a + 2), Vector128.Load(a + 4), Vector128.Load(a + 6));
            var xa = Vector128.Create(*b);
            c0a = Vector128.FusedMultiplyAdd(a0, xa, c0a);
            c1a = Vector128.FusedMultiplyAdd(a1, xa, c1a);
            c2a = Vector128.FusedMultiplyAdd(a2, xa, c2a);
            c3a = Vector128.FusedMultiplyAdd(a3, xa, c3a);
            var xb = Vector128.Create(b[1]);
            c0b = Vector128.FusedMultiplyAdd(a0, xb, c0b);
            c1b = Vector128.FusedMultiplyAdd(a1, xb, c1b);
            c2b = Vector128.FusedMultiplyAdd(a2, xb, c2b);
            c3b = Vector128.FusedMultiplyAdd(a3, xb, c3b);
            var xc = Vector128.Create(b[2]);
            c0c = Vector128.FusedMultiplyAdd(a0, xc, c0c);
            c1c = Vector128.FusedMultiplyAdd(a1, xc, c1c);
            c2c = Vector128.FusedMultiplyAdd(a2, xc, c2c);
            c3c = Vector128.FusedMultiplyAdd(a3, xc, c3c);
            var xd = Vector128.Create(b[3]);
            c0d = Vector128.FusedMultiplyAdd(a0, xd, c0d);
            c1d = Vector128.FusedMultiplyAdd(a1, xd, c1d);
            c2d = Vector128.FusedMultiplyAdd(a2, xd, c2d);
            c3d = Vector128.FusedMultiplyAdd(a3, xd, c3d);
        }

        c0a.Store(c);
        c1a.Store(c + 2);
        c2a.Store(c + 4);
        c3a.Store(c + 6);
        c += stride;
        c0b.Store(c);
        c1b.Store(c + 2);
        c2b.Store(c + 4);
        c3b.Store(c + 6);
        c += stride;
        c0c.Store(c);
        c1c.Store(c + 2);
        c2c.Store(c + 4);
        c3c.Store(c + 6);
        c += stride;
        c0d.Store(c);
        c1d.Store(c + 2);
        c2d.Store(c + 4);
        c3d.Store(c + 6);
    }
}
