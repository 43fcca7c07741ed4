using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>A register tile of 16 x 12 in vectors of eight.</summary>
sealed unsafe class MicroKernel16x12() : MicroKernel(16, 12)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(nint depth, double* left, nint* steps, double* b, double* c, nint stride, bool fresh)
    {
        Vector512<double> c0a, c1a;
        Vector512<double> c0b, c1b;
        Vector512<double> c0c, c1c;
        Vector512<double> c0d, c1d;
        Vector512<double> c0e, c1e;
        Vector512<double> c0f, c1f;
        Vector512<double> c0g, c1g;
        Vector512<double> c0h, c1h;
        Vector512<double> c0i, c1i;
        Vector512<double> c0j, c1j;
        Vector512<double> c0k, c1k;
        Vector512<double> c0l, c1l;
        if (fresh)
        {
            c0a = c1a = Vector512<double>.Zero;
            c0b = c1b = Vector512<double>.Zero;
            c0c = c1c = Vector512<double>.Zero;
            c0d = c1d = Vector512<double>.Zero;
            c0e = c1e = Vector512<double>.Zero;
            c0f = c1f = Vector512<double>.Zero;
            c0g = c1g = Vector512<double>.Zero;
            c0h = c1h = Vector512<double>.Zero;
            c0i = c1i = Vector512<double>.Zero;
            c0j = c1j = Vector512<double>.Zero;
            c0k = c1k = Vector512<double>.Zero;
            c0l = c1l = Vector512<double>.Zero;
        }
        else
        {
            var from = c;
            (c0a, c1a) = (Vector512.Load(from), Vector512.Load(from + 8));
            from += stride;
            (c0b, c1b) = (Vector512.Load(from), Vector512.Load(from + 8));
            from += stride;
            (c0c, c1c) = (Vector512.Load(from), Vector512.Load(from + 8));
            from += stride;
            (c0d, c1d) = (Vector512.Load(from), Vector512.Load(from + 8));
            from += stride;
            (c0e, c1e) = (Vector512.Load(from), Vector512.Load(from + 8));
            from += stride;
            (c0f, c1f) = (Vector512.Load(from), Vector512.Load(from + 8));
            from += stride;
            (c0g, c1g) = (Vector512.Load(from), Vector512.Load(from + 8));
            from += stride;
            (c0h, c1h) = (Vector512.Load(from), Vector512.Load(from + 8));
            from += stride;
            (c0i, c1i) = (Vector512.Load(from), Vector512.Load(from + 8));
            from += stride;
            (c0j, c1j) = (Vector512.Load(from), Vector512.Load(from + 8));
            from += stride;
            (c0k, c1k) = (Vector512.Load(from), Vector512.Load(from + 8));
            from += stride;
            (c0l, c1l) = (Vector512.Load(from), Vector512.Load(from + 8));
        }

        for (; depth > 0; depth--, steps++, b += 12)
        {
            var a = left + *steps;
            var (a0, a1) = (Vector512.Load(a), Vector512.Load(a + 8));
            var xa = Vector512.Create(*b);
            c0a = Vector512.FusedMultiplyAdd(a0, xa, c0a);
            c1a = Vector512.FusedMultiplyAdd(a1, xa, c1a);
            var xb = Vector512.Create(b[1]);
            c0b = Vector512.FusedMultiplyAdd(a0, xb, c0b);
            c1b = Vector512.FusedMultiplyAdd(a1, xb, c1b);
            var xc = Vector512.Create(b[2]);
            c0c = Vector512.FusedMultiplyAdd(a0, xc, c0c);
            c1c = Vector512.FusedMultiplyAdd(a1, xc, c1c);
            var xd = Vector512.Create(b[3]);
            c0d = Vector512.FusedMultiplyAdd(a0, xd, c0d);
            c1d = Vector512.FusedMultiplyAdd(a1, xd, c1d);
            var xe = Vector512.Create(b[4]);
            c0e = Vector512.FusedMultiplyAdd(a0, xe, c0e);
            c1e = Vector512.FusedMultiplyAdd(a1, xe, c1e);
            var xf = Vector512.Create(b[5]);
            c0f = Vector512.FusedMultiplyAdd(a0, xf, c0f);
            c1f = Vector512.FusedMultiplyAdd(a1, xf, c1f);
            var xg = Vector512.Create(b[6]);
            c0g = Vector512.FusedMultiplyAdd(a0, xg, c0g);
            c1g = Vector512.FusedMultiplyAdd(a1, xg, c1g);
            var xh = Vector512.Create(b[7]);
            c0h = Vector512.FusedMultiplyAdd(a0, xh, c0h);
            c1h = Vector512.FusedMultiplyAdd(a1, xh, c1h);
            var xi = Vector512.Create(b[8]);
            c0i = Vector512.FusedMultiplyAdd(a0, xi, c0i);
            c1i = Vector512.FusedMultiplyAdd(a1, xi, c1i);
            var xj = Vector512.Create(b[9]);
            c0j = Vector512.FusedMultiplyAdd(a0, xj, c0j);
            c1j = Vector512.FusedMultiplyAdd(a1, xj, c1j);
            var xk = Vector512.Create(b[10]);
            c0k = Vector512.FusedMultiplyAdd(a0, xk, c0k);
            c1k = Vector512.FusedMultiplyAdd(a1, xk, c1k);
            var xl = Vector512.Create(b[11]);
            c0l = Vector512.FusedMultiplyAdd(a0, xl, c0l);
            c1l = Vector512.FusedMultiplyAdd(a1, xl, c1l);
        }

        c0a.Store(c);
        c1a.Store(c + 8);
        c += stride;
        c0b.Store(c);
        c1b.Store(c + 8);
        c += stride;
        c0c.Store(c);
        c1c.Store(c + 8);
        c += stride;
        c0d.Store(c);
        c1d.Store(c + 8);
        c += stride;
        c0e.Store(c);
        c1e.Store(c + 8);
        c += stride;
        c0f.Store(c);
        c1f.Store(c + 8);
        c += stride;
        c0g.Store(c);
        c1g.Store(c + 8);
        c += stride;
        c0h.Store(c);
        c1h.Store(c + 8);
        c += stride;
        c0i.Store(c);
        c1i.Store(c + 8);
        c += stride;
        c0j.Store(c);
        c1j.Store(c + 8);
        c += stride;
        c0k.Store(c);
        c1k.Store(c + 8);
        c += stride;
        c0l.Store(c);
        c1l.Store(c + 8);
    }
}
