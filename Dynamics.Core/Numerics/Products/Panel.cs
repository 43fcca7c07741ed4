using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dynamics.Numerics;

/// <summary>How numbers get into a packed panel.</summary>
static unsafe class Panel
{
    /// <summary>So many steps of all panels at a time, so that memory is read in long pieces.</summary>
    const int Steps = 8;

    /// <summary>Panels from where a step of the depth lies in one piece: number r of step k is from[k stride + r].</summary>
    public static void CopyAll(double* from, nint stride, int rows, int depth, int width, double* panels)
    {
        for (var k = 0; k < depth; k += Steps)
            for (var r = 0; r < rows; r += width)
                Copy(from + k * stride + r, stride, Math.Min(width, rows - r),
                    Math.Min(Steps, depth - k), width, panels + (nint)r * depth + (nint)k * width);
    }

    /// <summary>Panels from where a row lies in one piece: number r of step k is from[r stride + k].</summary>
    public static void TransposeAll(double* from, nint stride, int rows, int depth, int width, double* panels)
    {
        var starts = stackalloc double*[width];
        for (var first = 0; first < rows; first += width)
        {
            var count = Math.Min(width, rows - first);
            for (var r = 0; r < count; r++) starts[r] = from + (first + r) * stride;
            Transpose(starts, count, depth, width, panels + (nint)first * depth);
        }
    }

    /// <summary>Panels from anywhere: number r of step k is from[r rowStride + k stride].</summary>
    public static void GatherAll(double* from, nint rowStride, nint stride, int rows, int depth, int width, double* panels)
    {
        for (var first = 0; first < rows; first += width, panels += (nint)width * depth)
        {
            var count = Math.Min(width, rows - first);
            for (nint k = 0; k < depth; k++)
                for (nint r = 0; r < count; r++) panels[k * width + r] = from[(first + r) * rowStride + k * stride];
            Clear(count, depth, width, panels);
        }
    }

    /// <summary>One panel through tables: number r of step k is from[rows[r] + columns[k]], and zero where that is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(double* from, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, int width, double* panel)
    {
        for (var k = 0; k < columns.Length; k++, panel += width)
        {
            var column = columns[k];
            for (var r = 0; r < rows.Length; r++)
            {
                var at = rows[r] + column;
                panel[r] = at < 0 ? 0 : from[at];
            }
            for (var r = rows.Length; r < width; r++) panel[r] = 0;
        }
    }

    /// <summary>One panel from where a step of the depth lies in one piece: number r of step k is from[k stride + r].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(double* from, nint stride, int rows, int depth, int width, double* panel)
    {
        if (rows < width)
        {
            for (; depth > 0; depth--, from += stride, panel += width) CopyStep(from, rows, width, panel);
            return;
        }

        for (; depth > 0; depth--, from += stride, panel += width)
        {
            nint r = 0;
            for (; r + 4 <= width; r += 4) Vector256.Load(from + r).Store(panel + r);
            for (; r < width; r += 2) Vector128.Load(from + r).Store(panel + r);
        }
    }

    /// <summary>One panel from where a row lies in one piece: number r of step k is from[r][k].</summary>
    public static void Transpose(double** from, int rows, int depth, int width, double* panel)
    {
        TransposeRows(from, rows, depth, width, panel);
        Clear(rows, depth, width, panel);
    }

    /// <summary>As <see cref="Transpose"/>, into a part of the columns of a panel: what is beside them stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransposeRows(double** from, int rows, int depth, nint width, double* panel)
    {
        nint r = 0;
        if (Avx.IsSupported)
            for (; r + 4 <= rows; r += 4) TransposeFour(from + r, from + Math.Min(r + 4, rows - 4), depth, width, panel + r);
        for (; r < rows; r++)
            for (nint k = 0; k < depth; k++) panel[k * width + r] = from[r][k];
    }

    /// <summary>Zeros after the rows that there are.</summary>
    public static void Clear(int rows, int depth, int width, double* panel)
    {
        if (rows == width) return;
        for (nint k = 0; k < depth; k++) new Span<double>(panel + k * width + rows, width - rows).Clear();
    }

    static void CopyStep(double* from, int rows, int width, double* panel)
    {
        nint r = 0;
        for (; r < rows; r++) panel[r] = from[r];
        for (; r < width; r++) panel[r] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void TransposeFour(double** from, double** next, nint depth, nint width, double* panel)
    {
        double* x0 = from[0], x1 = from[1], x2 = from[2], x3 = from[3];
        double* n0 = next[0], n1 = next[1], n2 = next[2], n3 = next[3];
        nint k = 0;
        for (; k + 4 <= depth; k += 4, panel += 4 * width)
        {
            if ((k & 4) == 0)
            {
                Sse.Prefetch0(n0 + k);
                Sse.Prefetch0(n1 + k);
                Sse.Prefetch0(n2 + k);
                Sse.Prefetch0(n3 + k);
            }

            var (v0, v1, v2, v3) = (Vector256.Load(x0 + k), Vector256.Load(x1 + k), Vector256.Load(x2 + k), Vector256.Load(x3 + k));
            var (low01, high01) = (Avx.UnpackLow(v0, v1), Avx.UnpackHigh(v0, v1));
            var (low23, high23) = (Avx.UnpackLow(v2, v3), Avx.UnpackHigh(v2, v3));
            Avx.Permute2x128(low01, low23, 0x20).Store(panel);
            Avx.Permute2x128(high01, high23, 0x20).Store(panel + width);
            Avx.Permute2x128(low01, low23, 0x31).Store(panel + 2 * width);
            Avx.Permute2x128(high01, high23, 0x31).Store(panel + 3 * width);
        }

        for (; k < depth; k++, panel += width) (panel[0], panel[1], panel[2], panel[3]) = (x0[k], x1[k], x2[k], x3[k]);
    }
}
