using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// ReLU networks without biases at one input: given what enters the last layer, its outputs are independent normal numbers of one
/// variance, q.
/// </summary>
public sealed class OutputTail
{
    const int InputCount = 2;
    const int Outputs = 64;
    const int Groups = 40;
    const int NetworksOfAGroup = 1000;

    readonly int _seed;
    readonly Lazy<double[]> _thirds;

    OutputTail(int width, int depth, int seed) => (Width, Depth, _seed, _thirds) =
        (width, depth, seed, new(() => [.. Enumerable.Range(0, Groups).Select(group => ThirdOfTheKurtosis($"group {group}"))]));

    public static Subjects<OutputTail> Subjects => new(
        from depth in Gen.Choose(1, 2)
        from width in Gen.Choose(18 * depth, 24 * depth)
        from seed in Gen.Choose(0, int.MaxValue)
        select new OutputTail(width, depth, seed),
        at => Simpler.Count(at.Depth, 1).Select(depth => new OutputTail(at.Width, depth, at._seed)),
        at => [Trait.Of("width", at.Width), Trait.Of("hidden layers", at.Depth)]);

    public int Width { get; }

    public int Depth { get; }

    /// <summary>
    /// The means over groups of (sum_k f_k²)² / (K (K + 2) E[q]²): its expectation over the outputs is q² / E[q]², and over all weights a
    /// third of the kurtosis of an output.
    /// </summary>
    public IReadOnlyList<double> ThirdsOfTheKurtosis => _thirds.Value;

    public override string ToString() => $"{Depth} hidden ReLU layers of {Width}, seed {_seed}";

    double ThirdOfTheKurtosis(string group)
    {
        Layer[] layer = [new Dense(Width, 2), new Activated(Activations.Relu)];
        var hidden = Enumerable.Repeat(layer, Depth).SelectMany(layers => layers);
        var network = new Network(new(Shape.Vector(InputCount), [.. hidden, new Dense(Outputs)]));
        var input = Matrix<double>.Build.Dense(1, InputCount, 1);
        var stream = RandomStream.FromSeed((ulong)_seed).Substream(group);
        return Enumerable.Range(0, NetworksOfAGroup).Average(i => Math.Pow(Size(network.Draw(stream.Substream($"network {i}"))), 4))
            / (Outputs * (Outputs + 2));

        double Size(Vector<double> theta) => network.Outputs(theta, input).FrobeniusNorm();
    }
}
