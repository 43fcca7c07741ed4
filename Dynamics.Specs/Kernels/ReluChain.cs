using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// ReLU networks without biases at one input, two to four hidden layers of unequal and small widths: |h|² and Θ over their means,
/// and what is known of their moments at every width.
/// </summary>
public sealed class ReluChain
{
    const int InputCount = 2;

    readonly int _seed;
    readonly Lazy<CatoniMean> _meanOfTheKernel, _meanOfItsSquare, _meanOfTheTail;
    readonly Lazy<double> _square, _tail;
    readonly Lazy<(double Whole, double WithoutTheFirst)> _kernel;

    ReluChain(int[] widths, int seed)
    {
        (Widths, _seed) = (widths, seed);
        _meanOfTheKernel = new(() => CatoniMean.Within(.0135, ReluMoments.SquareOfTheKernel(Widths) - 1));
        _meanOfItsSquare = new(() => CatoniMean.Within(.11, VarianceOver(ReluMoments.SquareOfTheKernel(Widths))));
        _meanOfTheTail = new(() => CatoniMean.Within(.045, VarianceOver(ReluMoments.SquareOfTheSize(Widths))));
        _kernel = new(KernelWithAndWithoutTheFirstLayer);
        _square = new(() => Mean(MeanOfItsSquare, draws => Kernels(draws).Select(theta =>
            theta * theta / ReluMoments.SquareOfTheKernel(Widths))));
        _tail = new(() => Mean(MeanOfTheTail, draws => Sizes(draws).Select(q => q * q / ReluMoments.SquareOfTheSize(Widths))));
    }

    public static Subjects<ReluChain> Subjects => new(
        from small in Gen.Elements(8, 10, 12)
        from large in Gen.Elements(32, 40)
        from widths in Gen.Elements<int[]>([small, large], [large, small], [12, 24, 40], [40, 12, 24], [16, 48, 16], [16, 24, 16, 48],
            [48, 16, 24, 16])
        from seed in Gen.Choose(0, int.MaxValue)
        select new ReluChain(widths, seed), _ => [],
        at => [Trait.Of("hidden layers", at.Widths.Count), .. at.Widths.Select(n => Trait.Of("width", n))]);

    public IReadOnlyList<int> Widths { get; }

    /// <summary>The mean of Θ_n(x, x) / Θ(x, x).</summary>
    public double Kernel => _kernel.Value.Whole;

    /// <summary>The like with the share of the first layer lost.</summary>
    public double KernelWithoutTheFirstLayer => _kernel.Value.WithoutTheFirst;

    /// <summary>The mean of its square, over what that is claimed to be.</summary>
    public double SquareOfTheKernel => _square.Value;

    /// <summary>
    /// The mean of q² over what it is claimed to be: given the last hidden layer outputs are normal with variance q, so that E[q²] is a
    /// third of their kurtosis.
    /// </summary>
    public double Tail => _tail.Value;

    public CatoniMean MeanOfTheKernel => _meanOfTheKernel.Value;

    public CatoniMean MeanOfItsSquare => _meanOfItsSquare.Value;

    public CatoniMean MeanOfTheTail => _meanOfTheTail.Value;

    public override string ToString() => $"hidden ReLU layers of {string.Join(", ", Widths)}, seed {_seed}";

    /// <summary>Of the square of a number whose fourth moment is at most that of q, over its expectation.</summary>
    double VarianceOver(double square) => ReluMoments.FourthOfTheSize(Widths) / (square * square) - 1;

    double Mean(CatoniMean mean, Func<int, IEnumerable<double>> draws) => mean.Of([.. draws(mean.Count)]);

    (double, double) KernelWithAndWithoutTheFirstLayer()
    {
        var (network, count) = (Whole, MeanOfTheKernel.Count);
        var (all, others) = (new double[count], new double[count]);
        foreach (var (draw, theta) in Draws(network, count).Index())
        {
            var shares = EmpiricalNtk.LayerTraces(network, theta, Input);
            all[draw] = shares.Sum(share => share[0, 0]) / (Widths.Count + 1);
            others[draw] = all[draw] - shares[0][0, 0] / (Widths.Count + 1);
        }

        return (MeanOfTheKernel.Of(all), MeanOfTheKernel.Of(others));
    }

    /// <summary>Θ_n(x, x) / Θ(x, x): with σ_w² = 2 in hidden layers, 1 in the last, each of the layers has |x|² / D in Θ.</summary>
    IEnumerable<double> Kernels(int count)
    {
        var network = Whole;
        return Draws(network, count).Select(theta => network.TangentKernel(theta, Input)[0, 0] / (Widths.Count + 1));
    }

    /// <summary>q = |h|² / n of the last hidden layer, whose mean is |x|² / D.</summary>
    IEnumerable<double> Sizes(int count)
    {
        var network = new Network(new(Shape.Vector(InputCount), [.. Hidden]));
        return Draws(network, count).Select(theta => network.Outputs(theta, Input).Enumerate().Sum(h => h * h) / Widths[^1]);
    }

    IEnumerable<Vector<double>> Draws(Network network, int count)
    {
        var stream = RandomStream.FromSeed((ulong)_seed);
        return Enumerable.Range(0, count).Select(draw => network.DrawParameters(stream.Substream(draw)));
    }

    Network Whole => new(new(Shape.Vector(InputCount), [.. Hidden, new Dense(1)]));

    IEnumerable<Layer> Hidden => Widths.SelectMany(width => new Layer[] { new Dense(width, 2), new Activated(Activations.Relu) });

    static Matrix<double> Input { get; } = Matrix<double>.Build.Dense(1, InputCount, 1);
}
