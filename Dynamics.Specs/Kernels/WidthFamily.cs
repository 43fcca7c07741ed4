using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>One architecture at every width, some inputs, and the kernel that it has in the limit.</summary>
public sealed class WidthFamily
{
    readonly Lazy<Matrix<double>> _limit;
    readonly Dictionary<(Parameterization, string), double[][]> _drawn = [];

    WidthFamily(Shape input, int examples, int depth, Activation activation, Padding padding, bool global, double bias, int seed)
    {
        (Input, Examples, Depth, Activation, Padding, Global, Bias, Seed) = (input, examples, depth, activation, padding, global, bias,
            seed);
        Inputs = Stream.Substream("inputs").NormalMatrix(Examples, input.Size);
        _limit = new(() => AnalyticKernels.Of(At(1), Inputs).NeuralTangentKernel);
    }

    /// <summary>Dense and convolutional networks of one hidden layer.</summary>
    public static Subjects<WidthFamily> OfOneHiddenLayer { get; } =
        Drawn(Gen.Elements(Shape.Vector(4), Shape.Vector(4), Shape.Image(1, 3, 3)), examples: 3, Gen.Constant(1));

    /// <summary>
    /// Dense networks of two and three hidden layers, on eight inputs in sixteen dimensions: those are far from parallel, so that what
    /// the kernel has there fluctuates nearly apart, and a mean square over all says more.
    /// </summary>
    public static Subjects<WidthFamily> OfMoreHiddenLayers { get; } = Drawn(Gen.Constant(Shape.Vector(16)), examples: 8, Gen.Choose(2,
        3));

    public int Depth { get; }

    /// <summary>
    /// The mean of |Θ_n − Θ|² / |Θ|² over networks that are drawn, for each of some groups and each width. All is drawn once.
    /// </summary>
    /// <param name="parameterization">Of the networks.</param>
    /// <param name="groups">How many.</param>
    /// <param name="widths">n.</param>
    /// <param name="networks">Of a group, at each width.</param>
    /// <param name="leftOut">Whether the share of one layer's weights is left out, a layer that the seed picks.</param>
    public IReadOnlyList<double[]> MeanSquares(
        Parameterization parameterization, int groups, IReadOnlyList<int> widths, IReadOnlyList<int> networks, bool leftOut = false)
    {
        var key = $"{groups} x {string.Join(", ", networks)}";
        if (!_drawn.TryGetValue((parameterization, key), out var drawn))
        {
            drawn = [.. Enumerable.Range(0, groups).Select(group => widths
                .SelectMany((n, w) => MeanSquares(new(At(n), parameterization), Stream.Substream($"group {group}, width {n}"),
                    networks[w])).ToArray())];
            _drawn[(parameterization, key)] = drawn;
        }

        return [.. drawn.Select(group => group.Where((_, i) => i % 2 == (leftOut ? 1 : 0)).ToArray())];
    }

    public override string ToString() => $"{At(8)} and its like, seed {Seed}";

    Shape Input { get; }

    int Examples { get; }

    Activation Activation { get; }

    Matrix<double> Inputs { get; }

    Padding Padding { get; }

    bool Global { get; }

    double Bias { get; }

    int Seed { get; }

    RandomStream Stream => RandomStream.FromSeed((ulong)Seed);

    /// <summary>Of the whole kernel, and of the kernel without a layer.</summary>
    double[] MeanSquares(Network network, RandomStream stream, int networks)
    {
        var size = Math.Pow(_limit.Value.FrobeniusNorm(), 2);
        var weights = Enumerable.Range(0, network.Blocks.Count).Where(i =>
            network.Blocks[i].Name.EndsWith("weights", StringComparison.Ordinal)).ToArray();
        var (lost, whole, without) = (weights[Seed % weights.Length], 0.0, 0.0);
        for (var draw = 0; draw < networks; draw++)
        {
            var shares = EmpiricalNtk.LayerTraces(network, network.DrawParameters(stream.Substream(draw)), Inputs);
            for (var i = 0; i < Examples; i++)
                for (var j = 0; j < Examples; j++)
                {
                    var apart = shares.Sum(share => share[i, j]) - _limit.Value[i, j];
                    whole += apart * apart;
                    without += (apart - shares[lost][i, j]) * (apart - shares[lost][i, j]);
                }
        }

        return [whole / networks / size, without / networks / size];
    }

    static Subjects<WidthFamily> Drawn(Gen<Shape> inputs, int examples, Gen<int> depths) => new(
        from input in inputs
        from depth in depths
        from activation in Gen.Elements<Activation>(
            Activations.Relu, Activations.Erf, Activations.Tanh, Activations.Gelu, Activations.LeakyRelu(.2))
        from padding in Gen.Elements(Padding.Zero, Padding.Circular)
        from global in Gen.Elements(true, false)
        from bias in Gen.Elements(0, .1)
        from seed in Gen.Choose(0, int.MaxValue)
        select new WidthFamily(input, examples, depth, activation, padding, global, bias, seed),
        _ => [],
        family =>
        [
            Trait.Of("input", $"{family.Input}"), Trait.Of("hidden layers", family.Depth), Trait.Of("activation", family.Activation.Name),
            Trait.Of("σ_b²", family.Bias),
        ]);

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
