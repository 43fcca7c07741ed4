using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>A product too small to be packed: column by column, along the rows, or along the columns where there are few rows.</summary>
static unsafe class DirectProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(MatrixView a, MatrixView b, MatrixView c, bool accumulate)
    {
        fixed (double* storageA = a.Storage, storageB = b.Storage, storageC = c.Storage)
            if (c.Rows < Vector256<double>.Count) AlongTheColumns(a, b, c, storageA, storageB, storageC, accumulate);
            else AlongTheRows(a, b, c, storageA, storageB, storageC, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AlongTheRows(
        MatrixView a, MatrixView b, MatrixView c, double* storageA, double* storageB, double* storageC, bool accumulate)
    {
        for (nint j = 0; j < c.Columns; j++)
        {
            var column = storageC + c.Offset + j * c.ColumnStride;
            if (!accumulate)
                for (nint i = 0; i < c.Rows; i++) column[i * c.RowStride] = 0;
            for (nint k = 0; k < a.Columns; k++)
                AddMultiple(column, c.RowStride, storageB[b.Offset + k * b.RowStride + j * b.ColumnStride],
                    storageA + a.Offset + k * a.ColumnStride, a.RowStride, c.Rows);
        }
    }

    /// <summary>Each entry's chain stays in a register; those of several columns run side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AlongTheColumns(
        MatrixView a, MatrixView b, MatrixView c, double* storageA, double* storageB, double* storageC, bool accumulate)
    {
        for (nint i = 0; i < c.Rows; i++)
        {
            var row = new Row(storageA + a.Offset + i * a.RowStride, a.ColumnStride, a.Columns, storageC + c.Offset + i * c.RowStride,
                c.ColumnStride, storageB + b.Offset, b.RowStride, b.ColumnStride, accumulate);
            nint j = 0;
            if (b.ColumnStride == 1)
            {
                for (; j + 16 <= c.Columns; j += 16) row.Sixteen(j);
                for (; j + 4 <= c.Columns; j += 4) row.Four(j);
            }

            for (; j + 4 <= c.Columns; j += 4) row.FourApart(j);
            for (; j < c.Columns; j++) row.One(j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddMultiple(double* y, nint strideY, double factor, double* x, nint strideX, nint count)
    {
        nint i = 0;
        if (strideX == 1 && strideY == 1)
        {
            var wide = Vector256.Create(factor);
            for (; i + 4 <= count; i += 4) Vector256.FusedMultiplyAdd(wide, Vector256.Load(x + i), Vector256.Load(y + i)).Store(y + i);
        }

        for (; i < count; i++) y[i * strideY] = Math.FusedMultiplyAdd(factor, x[i * strideX], y[i * strideY]);
    }

    /// <summary>A row of A times B, some columns at a time.</summary>
    readonly struct Row(
        double* a, nint strideA, nint count, double* c, nint strideC, double* b, nint rowStride, nint columnStride, bool add)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Sixteen(nint j)
        {
            var (first, second, third, fourth) = (Start(j), Start(j + 4), Start(j + 8), Start(j + 12));
            for (nint k = 0; k < count; k++)
            {
                var factor = Vector256.Create(a[k * strideA]);
                var line = b + k * rowStride + j;
                first = Vector256.FusedMultiplyAdd(factor, Vector256.Load(line), first);
                second = Vector256.FusedMultiplyAdd(factor, Vector256.Load(line + 4), second);
                third = Vector256.FusedMultiplyAdd(factor, Vector256.Load(line + 8), third);
                fourth = Vector256.FusedMultiplyAdd(factor, Vector256.Load(line + 12), fourth);
            }

            Put(first, j);
            Put(second, j + 4);
            Put(third, j + 8);
            Put(fourth, j + 12);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Four(nint j)
        {
            var sum = Start(j);
            for (nint k = 0; k < count; k++)
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(a[k * strideA]), Vector256.Load(b + k * rowStride + j), sum);
            Put(sum, j);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void FourApart(nint j)
        {
            var (first, second, third, fourth) = (At(j), At(j + 1), At(j + 2), At(j + 3));
            for (nint k = 0; k < count; k++)
            {
                var factor = a[k * strideA];
                var line = b + k * rowStride + j * columnStride;
                first = Math.FusedMultiplyAdd(factor, line[0], first);
                second = Math.FusedMultiplyAdd(factor, line[columnStride], second);
                third = Math.FusedMultiplyAdd(factor, line[2 * columnStride], third);
                fourth = Math.FusedMultiplyAdd(factor, line[3 * columnStride], fourth);
            }

            Put(Vector256.Create(first, second, third, fourth), j);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void One(nint j)
        {
            var sum = At(j);
            for (nint k = 0; k < count; k++) sum = Math.FusedMultiplyAdd(a[k * strideA], b[k * rowStride + j * columnStride], sum);
            c[j * strideC] = sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<double> Start(nint j) => Vector256.Create(At(j), At(j + 1), At(j + 2), At(j + 3));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        double At(nint j) => add ? c[j * strideC] : 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Put(Vector256<double> sum, nint j)
        {
            for (var lane = 0; lane < 4; lane++) c[(j + lane) * strideC] = sum[lane];
        }
    }
}
