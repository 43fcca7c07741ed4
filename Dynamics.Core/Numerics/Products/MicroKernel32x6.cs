using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>A register tile of 32 x 6 in vectors of eight, for narrow matrices.</summary>
sealed unsafe class MicroKernel32x6() : MicroKernel(32, 6)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(nint depth, double* left, nint* steps, double* b, double* c, nint stride, bool fresh)
    {
        Vector512<double> c0a, c1a, c2a, c3a;
        Vector512<double> c0b, c1b, c2b, c3b;
        Vector512<double> c0c, c1c, c2c, c3c;
        Vector512<double> c0d, c1d, c2d, c3d;
        Vector512<double> c0e, c1e, c2e, c3e;
        Vector512<double> c0f, c1f, c2f, c3f;
        if (fresh)
        {
            c0a = c1a = c2a = c3a = Vector512<double>.Zero;
            c0b = c1b = c2b = c3b = Vector512<double>.Zero;
            c0c = c1c = c2c = c3c = Vector512<double>.Zero;
            c0d = c1d = c2d = c3d = Vector512<double>.Zero;
            c0e = c1e = c2e = c3e = Vector512<double>.Zero;
            c0f = c1f = c2f = c3f = Vector512<double>.Zero;
        }
        else
        {
            var from = c;
            (c0a, c1a, c2a, c3a) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16), Vector512.Load(from + 24));
            from += stride;
            (c0b, c1b, c2b, c3b) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16), Vector512.Load(from + 24));
            from += stride;
            (c0c, c1c, c2c, c3c) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16), Vector512.Load(from + 24));
            from += stride;
            (c0d, c1d, c2d, c3d) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16), Vector512.Load(from + 24));
            from += stride;
            (c0e, c1e, c2e, c3e) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16), Vector512.Load(from + 24));
            from += stride;
            (c0f, c1f, c2f, c3f) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16), Vector512.Load(from + 24));
        }

        for (; depth > 0; depth--, steps++, b += 6)
        {
            var a = left + *steps;
            var (a0, a1, a2, a3) = (Vector512.Load(a), Vector512.Load(a + 8), Vector512.Load(a + 16), Vector512.Load(a + 24));
            var xa = Vector512.Create(*b);
            c0a = Vector512.FusedMultiplyAdd(a0, xa, c0a);
            c1a = Vector512.FusedMultiplyAdd(a1, xa, c1a);
            c2a = Vector512.FusedMultiplyAdd(a2, xa, c2a);
            c3a = Vector512.FusedMultiplyAdd(a3, xa, c3a);
            var xb = Vector512.Create(b[1]);
            c0b = Vector512.FusedMultiplyAdd(a0, xb, c0b);
            c1b = Vector512.FusedMultiplyAdd(a1, xb, c1b);
            c2b = Vector512.FusedMultiplyAdd(a2, xb, c2b);
            c3b = Vector512.FusedMultiplyAdd(a3, xb, c3b);
            var xc = Vector512.Create(b[2]);
            c0c = Vector512.FusedMultiplyAdd(a0, xc, c0c);
            c1c = Vector512.FusedMultiplyAdd(a1, xc, c1c);
            c2c = Vector512.FusedMultiplyAdd(a2, xc, c2c);
            c3c = Vector512.FusedMultiplyAdd(a3, xc, c3c);
            var xd = Vector512.Create(b[3]);
            c0d = Vector512.FusedMultiplyAdd(a0, xd, c0d);
            c1d = Vector512.FusedMultiplyAdd(a1, xd, c1d);
            c2d = Vector512.FusedMultiplyAdd(a2, xd, c2d);
            c3d = Vector512.FusedMultiplyAdd(a3, xd, c3d);
            var xe = Vector512.Create(b[4]);
            c0e = Vector512.FusedMultiplyAdd(a0, xe, c0e);
            c1e = Vector512.FusedMultiplyAdd(a1, xe, c1e);
            c2e = Vector512.FusedMultiplyAdd(a2, xe, c2e);
            c3e = Vector512.FusedMultiplyAdd(a3, xe, c3e);
            var xf = Vector512.Create(b[5]);
            c0f = Vector512.FusedMultiplyAdd(a0, xf, c0f);
            c1f = Vector512.FusedMultiplyAdd(a1, xf, c1f);
            c2f = Vector512.FusedMultiplyAdd(a2, xf, c2f);
            c3f = Vector512.FusedMultiplyAdd(a3, xf, c3f);
        }

        c0a.Store(c);
        c1a.Store(c + 8);
        c2a.Store(c + 16);
        c3a.Store(c + 24);
        c += stride;
        c0b.Store(c);
        c1b.Store(c + 8);
        c2b.Store(c + 16);
        c3b.Store(c + 24);
        c += stride;
        c0c.Store(c);
        c1c.Store(c + 8);
        c2c.Store(c + 16);
        c3c.Store(c + 24);
        c += stride;
        c0d.Store(c);
        c1d.Store(c + 8);
        c2d.Store(c + 16);
        c3d.Store(c + 24);
        c += stride;
        c0e.Store(c);
        c1e.Store(c + 8);
        c2e.Store(c + 16);
        c3e.Store(c + 24);
        c += stride;
        c0f.Store(c);
        c1f.Store(c + 8);
        c2f.Store(c + 16);
        c3f.Store(c + 24);
    }
}
