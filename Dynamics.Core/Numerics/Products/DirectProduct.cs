using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Numerics;

/// <summary>A product too small to be packed: column by column, along the rows.</summary>
static unsafe class DirectProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(MatrixView a, MatrixView b, MatrixView c, bool accumulate)
    {
        fixed (double* storageA = a.Storage, storageB = b.Storage, storageC = c.Storage)
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
}
