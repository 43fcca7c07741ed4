using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Networks of one hidden layer, dense or convolutional, drawn many times. Kernel and covariance are means over the neurons, whose second
/// moments are bounded by expectations over one normal number: so the tolerance of a mean over networks is known before they are drawn.
/// </summary>
public sealed class OneHiddenLayer
{
    /// <summary>What a mean is held to, relative to the root of the two diagonal entries.</summary>
    public const double Within = .009;

    const int Examples = 3;
    const int Outputs = 16;
    const double WeightVariance = 2;

    static readonly (int Row, int Column)[] Entries =
        [.. from i in Enumerable.Range(0, Examples) from j in Enumerable.Range(0, i + 1) select (i, j)];

    readonly Shape _input;
    readonly Activation _activation;
    readonly Padding _padding;
    readonly double _bias;
    readonly int _seed;
    readonly Matrix<double> _inputs;
    readonly Lazy<AnalyticKernels> _analytic;
    readonly Lazy<Moments[]> _moments;
    readonly Lazy<CatoniMean> _meanOfTheKernel, _meanOfTheCovariance;
    readonly Lazy<double[]> _kernel, _withoutTheLastLayer, _covariance;

    OneHiddenLayer(int width, Shape input, Activation activation, Padding padding, double bias, int seed)
    {
        (Width, _input, _activation, _padding, _bias, _seed) = (width, input, activation, padding, bias, seed);
        _inputs = Stream.Substream("inputs").NormalMatrix(Examples, input.Size);
        _analytic = new(() => AnalyticKernels.Of(At(1, 1), _inputs));
        _moments = new(() => [.. _inputs.EnumerateRows().Select(MomentsAt)]);
        _meanOfTheKernel = new(() => CatoniMean.Within(Within, Entries.Max(VarianceOfTheKernel), Entries.Length));
        _meanOfTheCovariance = new(() => CatoniMean.Within(Within, Entries.Max(VarianceOfTheCovariance), Entries.Length));
        var drawn = new Lazy<(double[] Whole, double[] WithoutTheLastLayer)>(DrawKernels);
        (_kernel, _withoutTheLastLayer, _covariance) = (new(() =>
            drawn.Value.Whole), new(() => drawn.Value.WithoutTheLastLayer), new(DrawOutputs));
    }

    public static Subjects<OneHiddenLayer> Subjects => new(
        from width in Gen.Elements(24, 32, 48)
        from input in Gen.Elements(Shape.Vector(4), Shape.Vector(4), Shape.Vector(4), Shape.Image(1, 3, 3))
        from activation in Gen.Elements<Activation>(
            Activations.Relu, Activations.Erf, Activations.Tanh, Activations.Gelu, Activations.LeakyRelu(.2))
        from padding in Gen.Elements(Padding.Zero, Padding.Circular)
        from bias in Gen.Elements(0, .1)
        from seed in Gen.Choose(0, int.MaxValue)
        select new OneHiddenLayer(width, input, activation, padding, bias, seed), _ => [], at =>
        [
            Trait.Of("width", at.Width), Trait.Of("input", $"{at._input}"), Trait.Of("activation", at._activation.Name),
            Trait.Of("σ_b²", at._bias), Trait.Of("networks for the kernel", at.MeanOfTheKernel.Count),
        ]);

    public int Width { get; }

    /// <summary>Θ_n entry by entry, each over the root of the two diagonal entries of Θ: the mean over networks.</summary>
    public IReadOnlyList<double> Kernel => _kernel.Value;

    /// <summary>The same with the share of the last layer's weights lost.</summary>
    public IReadOnlyList<double> KernelWithoutTheLastLayer => _withoutTheLastLayer.Value;

    /// <summary>Θ in the limit, over the same.</summary>
    public IReadOnlyList<double> Limit => Relative(Theta);

    /// <summary>The mean over networks and their outputs of f(x) f(x'), over the root of the two diagonal entries of K.</summary>
    public IReadOnlyList<double> Covariance => _covariance.Value;

    /// <summary>K, over the same.</summary>
    public IReadOnlyList<double> LimitOfTheCovariance => Relative(K);

    /// <summary>Θ in the place of K.</summary>
    public IReadOnlyList<double> TangentKernelForTheCovariance =>
        [.. Entries.Select(entry => Theta[entry.Row, entry.Column] / Size(K, entry))];

    /// <summary>What the bias of the last layer adds to the covariance, over the same; zero where there are no biases.</summary>
    public IReadOnlyList<double> LastBiasInTheCovariance => [.. Entries.Select(entry => _bias / Size(K, entry))];

    /// <summary>What it adds to the tangent kernel, over the root of the two diagonal entries of that.</summary>
    public IReadOnlyList<double> LastBiasInTheKernel => [.. Entries.Select(entry => _bias / Size(Theta, entry))];

    public CatoniMean MeanOfTheKernel => _meanOfTheKernel.Value;

    public CatoniMean MeanOfTheCovariance => _meanOfTheCovariance.Value;

    public override string ToString() => $"{At(Width, 1)}, seed {_seed}";

    Matrix<double> Theta => _analytic.Value.NeuralTangentKernel;

    Matrix<double> K => _analytic.Value.NngpKernel;

    RandomStream Stream => RandomStream.FromSeed((ulong)_seed);

    /// <summary>
    /// A neuron's share y = φ² + |a ∇φ|² satisfies |y_ij| ≤ √(y_i y_j), and a mean over pixels is no larger than that of the squares:
    /// E[y_ij²] ≤ √(E[y_i²] E[y_j²]), with E[y²] at most the mean over pixels of E[φ⁴ + 2 k φ² φ'² + 3 k² φ'⁴], k = E[u²].
    /// </summary>
    double VarianceOfTheKernel((int Row, int Column) entry)
    {
        var (a, b) = (_moments.Value[entry.Row].OfTheShare, _moments.Value[entry.Column].OfTheShare);
        return (Math.Sqrt(a * b) - Square(Theta[entry.Row, entry.Column] - _bias)) / Width / Square(Size(Theta, entry));
    }

    /// <summary>
    /// Given the hidden layer the outputs are independent normal numbers of covariance A = K_n + σ_b²: the variance of K_n, and
    /// E[A_ii A_jj + A_ij²] over the number of outputs.
    /// </summary>
    double VarianceOfTheCovariance((int Row, int Column) entry)
    {
        var (a, b) = (_moments.Value[entry.Row].OfTheValue, _moments.Value[entry.Column].OfTheValue);
        var features = (Math.Sqrt(a * b) - Square(K[entry.Row, entry.Column] - _bias)) / Width;
        return (features + 2 * Math.Sqrt(SquareOf(entry.Row) * SquareOf(entry.Column)) / Outputs) / Square(Size(K, entry));

        double SquareOf(int i) => Square(K[i, i]) + (_moments.Value[i].OfTheValue - Square(K[i, i] - _bias)) / Width;
    }

    Moments MomentsAt(Vector<double> input)
    {
        var variances = SquaredPatches(input).Select(square => WeightVariance * square + _bias).ToArray();
        return new(
            variances.Average(k => NormalMoments.Of(k, u => Square(Square(_activation.Value(u))))),
            variances.Average(k => NormalMoments.Of(k, u =>
            {
                var (value, slope) = (Square(_activation.Value(u)), k * Square(_activation.Derivative(u)));
                return value * value + 2 * value * slope + 3 * slope * slope;
            })));
    }

    /// <summary>|x|² over the number of inputs, of each patch that a neuron sees.</summary>
    IEnumerable<double> SquaredPatches(Vector<double> input)
    {
        if (_input.IsVector) return [input.DotProduct(input) / input.Count];
        const int side = 3;
        return from row in Enumerable.Range(0, side)
               from column in Enumerable.Range(0, side)
               select (from down in Enumerable.Range(-1, side)
                       from right in Enumerable.Range(-1, side)
                       select Square(Pixel(row + down, column + right))).Sum() / (side * side);

        double Pixel(int row, int column) =>
            _padding == Padding.Circular ? input[(row + side) % side * side + (column + side) % side]
            : row is < 0 or >= side || column is < 0 or >= side ? 0
            : input[row * side + column];
    }

    (double[] Whole, double[] WithoutTheLastLayer) DrawKernels()
    {
        var (network, stream, count) = (new Network(At(Width, 1)), Stream.Substream("kernels"), MeanOfTheKernel.Count);
        var (whole, others) = (Draws(count), Draws(count));
        var last = network.Blocks.Select((block, i) => (block, i)).Last(pair =>
            pair.block.Name.EndsWith("weights", StringComparison.Ordinal)).i;
        for (var draw = 0; draw < count; draw++)
        {
            var shares = EmpiricalNtk.LayerTraces(network, network.DrawParameters(stream.Substream(draw)), _inputs);
            for (var e = 0; e < Entries.Length; e++)
            {
                var (row, column) = Entries[e];
                whole[e][draw] = shares.Sum(share => share[row, column]) / Size(Theta, Entries[e]);
                others[e][draw] = whole[e][draw] - shares[last][row, column] / Size(Theta, Entries[e]);
            }
        }

        return ([.. whole.Select(MeanOfTheKernel.Of)], [.. others.Select(MeanOfTheKernel.Of)]);
    }

    double[] DrawOutputs()
    {
        var (network, stream, count) = (new Network(At(Width, Outputs)), Stream.Substream("outputs"), MeanOfTheCovariance.Count);
        var draws = Draws(count);
        for (var draw = 0; draw < count; draw++)
        {
            var outputs = network.Outputs(network.DrawParameters(stream.Substream(draw)), _inputs);
            for (var e = 0; e < Entries.Length; e++)
            {
                var sum = 0.0;
                for (var k = 0; k < Outputs; k++) sum += outputs[Entries[e].Row, k] * outputs[Entries[e].Column, k];
                draws[e][draw] = sum / Outputs / Size(K, Entries[e]);
            }
        }

        return [.. draws.Select(MeanOfTheCovariance.Of)];
    }

    Architecture At(int width, int outputs) => new(_input, _input.IsVector
        ? [new Dense(width, WeightVariance, _bias), new Activated(_activation), new Dense(outputs, 1, _bias)]
        : [new Convolution(width, 3, _padding, 1, WeightVariance, _bias), new Activated(_activation), new Flatten(), new Dense(outputs,
            1, _bias)]);

    /// <param name="OfTheValue">E[φ⁴].</param>
    /// <param name="OfTheShare">E[φ⁴ + 2 k φ² φ'² + 3 k² φ'⁴].</param>
    readonly record struct Moments(double OfTheValue, double OfTheShare);

    static double[] Relative(Matrix<double> kernel) => [.. Entries.Select(entry =>
        kernel[entry.Row, entry.Column] / Size(kernel, entry))];

    static double Size(Matrix<double> kernel, (int Row, int Column) entry) =>
        Math.Sqrt(kernel[entry.Row, entry.Row] * kernel[entry.Column, entry.Column]);

    static double[][] Draws(int count) => [.. Entries.Select(_ => new double[count])];

    static double Square(double x) => x * x;
}
