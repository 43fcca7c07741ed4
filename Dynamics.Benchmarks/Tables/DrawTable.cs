using BenchmarkDotNet.Attributes;
using Dynamics.Numerics;

namespace Dynamics.Benchmarks.Tables;

public class DrawTable
{
    readonly double[] _draws = new double[100_000];
    readonly RandomStream _stream = RandomStream.FromSeed(1);

    [Benchmark]
    public void Normals() => _stream.FillNormal(_draws);

    [Benchmark(Baseline = true)]
    public void OneByOne()
    {
        for (var i = 0; i < _draws.Length; i++) _draws[i] = _stream.NextNormal();
    }
}
