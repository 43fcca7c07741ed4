using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>The matrix product.</summary>
static class ProductGoals
{
    public static IReadOnlyList<Goal> All =>
    [
        new("gemm-1024", "a product of 1024 x 1024 matrices: share of one core's peak", .85, () => Share(1024, 1024, 1024, turns: 15)),
        new("gemm-skinny", "128 x 4096 times 4096 x 4096: share of one core's peak", .75, () => Share(128, 4096, 4096, turns: 9)),
        new("gemm-threads", "2048 x 2048: two threads against one", 1.9, Threads),
        new("gemm-vs-mathnet", "512 x 512: against MathNet's managed product", 30, AgainstMathNet),
    ];

    static double Share(int rows, int depth, int columns, int turns)
    {
        var (a, b, c) = (View(rows, depth), View(depth, columns), View(rows, columns));
        return SideBySide.ShareOfPeak(2.0 * rows * depth * columns, () => MatrixProduct.Set(a, b, c), turns);
    }

    static double Threads()
    {
        var (a, b, c) = (View(2048, 2048), View(2048, 2048), View(2048, 2048));
        return SideBySide.TimesFaster(() => MatrixProduct.Set(a, b, c), () => MatrixProduct.Set(a, b, c, threads: 2), turns: 5);
    }

    static double AgainstMathNet()
    {
        var (a, b, c) = (View(512, 512), View(512, 512), View(512, 512));
        var (left, right) = (Random(512, 512), Random(512, 512));
        return SideBySide.TimesFaster(() => left.Multiply(right), () => MatrixProduct.Set(a, b, c), turns: 7);
    }

    static MatrixView View(int rows, int columns) => MatrixView.Of(Random(rows, columns));

    static Matrix<double> Random(int rows, int columns) => RandomStream.FromSeed(1).NormalMatrix(rows, columns);
}
