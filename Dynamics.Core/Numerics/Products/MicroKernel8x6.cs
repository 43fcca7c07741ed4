using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>A register tile of 8 x 6 in vectors of four.</summary>
sealed unsafe class MicroKernel8x6() : MicroKernel(8, 6)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(nint depth, double* left, nint* steps, double* b, double* c, nint stride, bool fresh)
    {
        Vector256<double> c0a, c1a;
        Vector256<double> c0b, c1b;
        Vector256<double> c0c, c1c;
        Vector256<double> c0d, c1d;
        Vector256<double> c0e, c1e;
        Vector256<double> c0f, c1f;
        if (fresh)
        {
            c0a = c1a = Vector256<double>.Zero;
            c0b = c1b = Vector256<double>.Zero;
            c0c = c1c = Vector256<double>.Zero;
            c0d = c1d = Vector256<double>.Zero;
            c0e = c1e = Vector256<double>.Zero;
            c0f = c1f = Vector256<double>.Zero;
        }
        else
        {
            var from = c;
            (c0a, c1a) = (Vector256.Load(from), Vector256.Load(from + 4));
            from += stride;
            (c0b, c1b) = (Vector256.Load(from), Vector256.Load(from + 4));
            from += stride;
            (c0c, c1c) = (Vector256.Load(from), Vector256.Load(from + 4));
            from += stride;
            (c0d, c1d) = (Vector256.Load(from), Vector256.Load(from + 4));
            from += stride;
            (c0e, c1e) = (Vector256.Load(from), Vector256.Load(from + 4));
            from += stride;
            (c0f, c1f) = (Vector256.Load(from), Vector256.Load(from + 4));
        }

        for (; depth > 0; depth--, steps++, b += 6)
        {
            var a = left + *steps;
            var (a0, a1) = (Vector256.Load(a), Vector256.Load(a + 4));
            var xa = Vector256.Create(*b);
            c0a = Vector256.FusedMultiplyAdd(a0, xa, c0a);
            c1a = Vector256.FusedMultiplyAdd(a1, xa, c1a);
            var xb = Vector256.Create(b[1]);
            c0b = Vector256.FusedMultiplyAdd(a0, xb, c0b);
            c1b = Vector256.FusedMultiplyAdd(a1, xb, c1b);
            var xc = Vector256.Create(b[2]);
            c0c = Vector256.FusedMultiplyAdd(a0, xc, c0c);
            c1c = Vector256.FusedMultiplyAdd(a1, xc, c1c);
            var xd = Vector256.Create(b[3]);
            c0d = Vector256.FusedMultiplyAdd(a0, xd, c0d);
            c1d = Vector256.FusedMultiplyAdd(a1, xd, c1d);
            var xe = Vector256.Create(b[4]);
            c0e = Vector256.FusedMultiplyAdd(a0, xe, c0e);
            c1e = Vector256.FusedMultiplyAdd(a1, xe, c1e);
            var xf = Vector256.Create(b[5]);
            c0f = Vector256.FusedMultiplyAdd(a0, xf, c0f);
            c1f = Vector256.FusedMultiplyAdd(a1, xf, c1f);
        }

        c0a.Store(c);
        c1a.Store(c + 4);
        c += stride;
        c0b.Store(c);
        c1b.Store(c + 4);
        c += stride;
        c0c.Store(c);
        c1c.Store(c + 4);
        c += stride;
        c0d.Store(c);
        c1d.Store(c + 4);
        c += stride;
        c0e.Store(c);
        c1e.Store(c + 4);
        c += stride;
        c0f.Store(c);
        c1f.Store(c + 4);
    }
}
