using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>A register tile of 24 x 8 in vectors of eight.</summary>
sealed unsafe class MicroKernel24x8() : MicroKernel(24, 8)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(nint depth, double* left, nint* steps, double* b, double* c, nint stride, bool fresh)
    {
        Vector512<double> c0a, c1a, c2a;
        Vector512<double> c0b, c1b, c2b;
        Vector512<double> c0c, c1c, c2c;
        Vector512<double> c0d, c1d, c2d;
        Vector512<double> c0e, c1e, c2e;
        Vector512<double> c0f, c1f, c2f;
        Vector512<double> c0g, c1g, c2g;
        Vector512<double> c0h, c1h, c2h;
        if (fresh)
        {
            c0a = c1a = c2a = Vector512<double>.Zero;
            c0b = c1b = c2b = Vector512<double>.Zero;
            c0c = c1c = c2c = Vector512<double>.Zero;
            c0d = c1d = c2d = Vector512<double>.Zero;
            c0e = c1e = c2e = Vector512<double>.Zero;
            c0f = c1f = c2f = Vector512<double>.Zero;
            c0g = c1g = c2g = Vector512<double>.Zero;
            c0h = c1h = c2h = Vector512<double>.Zero;
        }
        else
        {
            var from = c;
            (c0a, c1a, c2a) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16));
            from += stride;
            (c0b, c1b, c2b) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16));
            from += stride;
            (c0c, c1c, c2c) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16));
            from += stride;
            (c0d, c1d, c2d) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16));
            from += stride;
            (c0e, c1e, c2e) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16));
            from += stride;
            (c0f, c1f, c2f) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16));
            from += stride;
            (c0g, c1g, c2g) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16));
            from += stride;
            (c0h, c1h, c2h) = (Vector512.Load(from), Vector512.Load(from + 8), Vector512.Load(from + 16));
        }

        for (; depth > 0; depth--, steps++, b += 8)
        {
            var a = left + *steps;
            var (a0, a1, a2) = (Vector512.Load(a), Vector512.Load(a + 8), Vector512.Load(a + 16));
            var xa = Vector512.Create(*b);
            c0a = Vector512.FusedMultiplyAdd(a0, xa, c0a);
            c1a = Vector512.FusedMultiplyAdd(a1, xa, c1a);
            c2a = Vector512.FusedMultiplyAdd(a2, xa, c2a);
            var xb = Vector512.Create(b[1]);
            c0b = Vector512.FusedMultiplyAdd(a0, xb, c0b);
            c1b = Vector512.FusedMultiplyAdd(a1, xb, c1b);
            c2b = Vector512.FusedMultiplyAdd(a2, xb, c2b);
            var xc = Vector512.Create(b[2]);
            c0c = Vector512.FusedMultiplyAdd(a0, xc, c0c);
            c1c = Vector512.FusedMultiplyAdd(a1, xc, c1c);
            c2c = Vector512.FusedMultiplyAdd(a2, xc, c2c);
            var xd = Vector512.Create(b[3]);
            c0d = Vector512.FusedMultiplyAdd(a0, xd, c0d);
            c1d = Vector512.FusedMultiplyAdd(a1, xd, c1d);
            c2d = Vector512.FusedMultiplyAdd(a2, xd, c2d);
            var xe = Vector512.Create(b[4]);
            c0e = Vector512.FusedMultiplyAdd(a0, xe, c0e);
            c1e = Vector512.FusedMultiplyAdd(a1, xe, c1e);
            c2e = Vector512.FusedMultiplyAdd(a2, xe, c2e);
            var xf = Vector512.Create(b[5]);
            c0f = Vector512.FusedMultiplyAdd(a0, xf, c0f);
            c1f = Vector512.FusedMultiplyAdd(a1, xf, c1f);
            c2f = Vector512.FusedMultiplyAdd(a2, xf, c2f);
            var xg = Vector512.Create(b[6]);
            c0g = Vector512.FusedMultiplyAdd(a0, xg, c0g);
            c1g = Vector512.FusedMultiplyAdd(a1, xg, c1g);
            c2g = Vector512.FusedMultiplyAdd(a2, xg, c2g);
            var xh = Vector512.Create(b[7]);
            c0h = Vector512.FusedMultiplyAdd(a0, xh, c0h);
            c1h = Vector512.FusedMultiplyAdd(a1, xh, c1h);
            c2h = Vector512.FusedMultiplyAdd(a2, xh, c2h);
        }

        c0a.Store(c);
        c1a.Store(c + 8);
        c2a.Store(c + 16);
        c += stride;
        c0b.Store(c);
        c1b.Store(c + 8);
        c2b.Store(c + 16);
        c += stride;
        c0c.Store(c);
        c1c.Store(c + 8);
        c2c.Store(c + 16);
        c += stride;
        c0d.Store(c);
        c1d.Store(c + 8);
        c2d.Store(c + 16);
        c += stride;
        c0e.Store(c);
        c1e.Store(c + 8);
        c2e.Store(c + 16);
        c += stride;
        c0f.Store(c);
        c1f.Store(c + 8);
        c2f.Store(c + 16);
        c += stride;
        c0g.Store(c);
        c1g.Store(c + 8);
        c2g.Store(c + 16);
        c += stride;
        c0h.Store(c);
        c1h.Store(c + 8);
        c2h.Store(c + 16);
    }
}
