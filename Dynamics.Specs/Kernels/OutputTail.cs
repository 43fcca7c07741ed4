using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>ReLU networks without biases at one input: given what enters the last layer, its outputs are independent normal numbers of one variance, q.</summary>
public sealed record OutputTail(int Width, int Depth, int Seed)
{
    const int InputCount = 2;
    const int Outputs = 64;

    public static Subjects<OutputTail> Subjects => new(
        from depth in Gen.Choose(1, 2)
        from width in Gen.Choose(18 * depth, 24 * depth)
        from seed in Gen.Choose(0, int.MaxValue)
        select new OutputTail(width, depth, seed),
        at => Simpler.Count(at.Depth, 1).Select(depth => at with { Depth = depth }),
        at => [Trait.Of("width", at.Width), Trait.Of("hidden layers", at.Depth)]);

    /// <summary>(sum_k f_k²)² / (K (K + 2) E[q]²): its expectation over the outputs is q² / E[q]², and over all weights a third of the kurtosis of an output.</summary>
    public double ThirdOfTheKurtosis(int networks, string group)
    {
        var network = new Network(new(Shape.Vector(InputCount),
            [.. Enumerable.Range(0, Depth).SelectMany(_ => new Layer[] { new Dense(Width, 2), new Activated(Activations.Relu) }), new Dense(Outputs)]));
        var input = Matrix<double>.Build.Dense(1, InputCount, 1);
        var stream = RandomStream.FromSeed((ulong)Seed).Substream(group);
        return Enumerable.Range(0, networks).Average(i => Math.Pow(network.Outputs(network.Draw(stream.Substream($"network {i}")), input).FrobeniusNorm(), 4)) / (Outputs * (Outputs + 2));
    }

    public override string ToString() => $"{Depth} hidden ReLU layers of {Width}, seed {Seed}";
}
