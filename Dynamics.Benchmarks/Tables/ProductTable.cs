using BenchmarkDotNet.Attributes;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Benchmarks.Tables;

public class ProductTable
{
    Matrix<double> _a = null!;
    Matrix<double> _b = null!;

    [Params(64, 256, 512, 1024)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Draw() =>
        (_a, _b) = (RandomStream.FromSeed(1).NormalMatrix(Size, Size), RandomStream.FromSeed(2).NormalMatrix(Size, Size));

    [Benchmark]
    public Matrix<double> Product() => MatrixProduct.Of(_a, _b);

    [Benchmark]
    public Matrix<double> ProductOnTwoThreads() => MatrixProduct.Of(_a, _b, threads: 2);

    [Benchmark]
    public Matrix<double> Gram() => MatrixProduct.Gram(_a);

    [Benchmark(Baseline = true)]
    public Matrix<double> MathNet() => _a.Multiply(_b);
}
