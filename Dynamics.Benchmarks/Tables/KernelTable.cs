using BenchmarkDotNet.Attributes;
using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Benchmarks.Tables;

public class KernelTable
{
    Network _network = null!;
    Vector<double> _theta = null!;
    Matrix<double> _inputs = null!;

    [Params(128, 256, 512)]
    public int Width { get; set; }

    [Params(1, 10)]
    public int Outputs { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var relu = new Activated(Activations.Relu);
        _network = new(new(Shape.Vector(64), new Dense(Width, 2), relu, new Dense(Width, 2), relu, new Dense(Outputs)));
        (_theta, _inputs) = (_network.DrawParameters(RandomStream.FromSeed(1)), RandomStream.FromSeed(2).NormalMatrix(64, 64));
    }

    [Benchmark]
    public Matrix<double> LayerByLayer() => EmpiricalNtk.Trace(_network, _theta, _inputs).Matrix;

    [Benchmark]
    public Matrix<double> InFull() => EmpiricalNtk.Full(_network, _theta, _inputs).Matrix;

    [Benchmark(Baseline = true)]
    public Matrix<double> ThroughTheJacobian() => MatrixProduct.Gram(Jacobian.Of(_network, _theta, _inputs));
}
