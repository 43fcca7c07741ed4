using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>One architecture at every width, some inputs, and the kernel that it has in the limit.</summary>
public sealed class WidthFamily
{
    const int Examples = 3;

    readonly Lazy<Matrix<double>> _limit;
    readonly Dictionary<(int Width, string Draw), (Matrix<double> Whole, Matrix<double> WithoutTheLastLayer)> _drawn = [];

    WidthFamily(Shape input, int depth, Activation activation, Padding padding, bool global, double bias, int seed)
    {
        (Input, Depth, Activation, Padding, Global, Bias, Seed) = (input, depth, activation, padding, global, bias, seed);
        Inputs = Stream.Substream("inputs").NormalMatrix(Examples, input.Size);
        _limit = new(() => AnalyticKernels.Of(At(1), Inputs).NeuralTangentKernel);
    }

    /// <summary>Dense and convolutional networks of up to so many hidden layers.</summary>
    public static Subjects<WidthFamily> Subjects(int deepest) => new(
        from input in Gen.Elements(Shape.Vector(4), Shape.Vector(4), Shape.Image(1, 3, 3))
        from depth in Gen.Choose(1, deepest)
        from activation in Gen.Elements<Activation>(
            Activations.Relu, Activations.Erf, Activations.Tanh, Activations.Gelu, Activations.LeakyRelu(.2))
        from padding in Gen.Elements(Padding.Zero, Padding.Circular)
        from global in Gen.Elements(true, false)
        from bias in Gen.Elements(0, .1)
        from seed in Gen.Choose(0, int.MaxValue)
        select new WidthFamily(input, depth, activation, padding, global, bias, seed),
        family => Simpler.Count(family.Depth, 1).Select(family.WithDepth),
        family =>
        [
            Trait.Of("input", $"{family.Input}"), Trait.Of("hidden layers", family.Depth), Trait.Of("activation", family.Activation.Name),
            Trait.Of("σ_b²", family.Bias), .. family.Widths.Select(width => Trait.Of("width", width)),
        ]);

    public int Depth { get; }

    /// <summary>Four widths, doubling; a convolution has as many channels for each of its pixels.</summary>
    public IReadOnlyList<int> Widths => Input.IsVector ? [16, 32, 64, 128] : [8, 16, 32, 64];

    public Activation Activation { get; }

    public Matrix<double> Inputs { get; }

    /// <summary>Θ at infinite width.</summary>
    public Matrix<double> Limit => _limit.Value;

    /// <summary>Θ of a network that is drawn.</summary>
    public Matrix<double> Kernel(int width, string draw) => Drawn(width, draw).Whole;

    /// <summary>The same in another parameterisation.</summary>
    public Matrix<double> Kernel(int width, string draw, Parameterization parameterization) =>
        Sum(Shares(width, draw, parameterization).Select(share => share.Kernel));

    /// <summary>The same with the share of the last layer's weights lost.</summary>
    public Matrix<double> KernelWithoutTheLastLayer(int width, string draw) => Drawn(width, draw).WithoutTheLastLayer;

    public override string ToString() => $"{At(8)} and its like, seed {Seed}";

    Shape Input { get; }

    Padding Padding { get; }

    bool Global { get; }

    double Bias { get; }

    int Seed { get; }

    RandomStream Stream => RandomStream.FromSeed((ulong)Seed);

    /// <summary>Each network is drawn once, whatever is asked of it.</summary>
    (Matrix<double> Whole, Matrix<double> WithoutTheLastLayer) Drawn(int width, string draw)
    {
        if (_drawn.TryGetValue((width, draw), out var known)) return known;
        var shares = Shares(width, draw, Parameterization.Ntk);
        var last = shares.Last(share => share.Block.EndsWith("weights")).Block;
        var others = Sum(shares.Where(share => share.Block != last).Select(share => share.Kernel));
        return _drawn[(width, draw)] = (Sum(shares.Select(share => share.Kernel)), others);
    }

    Matrix<double> Sum(IEnumerable<Matrix<double>> kernels) => kernels.Aggregate(0 * Limit, (sum, kernel) => sum + kernel);

    (string Block, Matrix<double> Kernel)[] Shares(int width, string draw, Parameterization parameterization)
    {
        var network = new Network(At(width), parameterization);
        var traces = EmpiricalNtk.LayerTraces(network, network.Draw(Stream.Substream(draw)), Inputs);
        return [.. network.Blocks.Select(block => block.Name).Zip(traces)];
    }

    WidthFamily WithDepth(int depth) => new(Input, depth, Activation, Padding, Global, Bias, Seed);

    Architecture At(int width)
    {
        var layers = new List<Layer>();
        for (var layer = 0; layer < Depth; layer++)
        {
            layers.Add(Input.IsVector ? new Dense(width, 2, Bias) : new Convolution(width, 3, Padding, 1, 2, Bias));
            layers.Add(new Activated(Activation));
        }

        if (!Input.IsVector) layers.Add(Global ? new GlobalAveragePooling() : new Flatten());
        layers.Add(new Dense(1, 1, Bias));
        return new(Input, layers);
    }
}
