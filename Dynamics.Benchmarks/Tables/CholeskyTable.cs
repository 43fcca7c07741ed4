using BenchmarkDotNet.Attributes;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Benchmarks.Tables;

public class CholeskyTable
{
    Matrix<double> _matrix = null!;

    [Params(64, 256, 512, 1024)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Draw() => _matrix = MatrixProduct.Gram(RandomStream.FromSeed(1).NormalMatrix(Size, Size + 100));

    [Benchmark]
    public CholeskyFactorisation InBlocks() => CholeskyFactorisation.Of(_matrix);

    [Benchmark(Baseline = true)]
    public Cholesky<double> MathNet() => _matrix.Cholesky();
}
