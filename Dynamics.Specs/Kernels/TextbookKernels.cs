using System.Collections.Immutable;
using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// The recursions of the NNGP and the NTK for one pair of inputs, written down a second time as the textbooks have them: all four
/// covariances of two images, K[a, b][p, q] between pixel p of image a and pixel q of image b, layer by layer in plain loops, nothing
/// left out; only the moments of an activation are Core's, where no others are given. It knows nothing of what later layers need.
/// </summary>
public sealed class TextbookKernels
{
    const int Filter = 9;
    /// <summary>Roundings of the moments of an activation.</summary>
    public const int OfADual = 24;

    const double OfRoots = 4 * Quantity.UnitRoundoff;

    readonly KernelMistake _mistake;
    readonly Func<Activation, PairCovariance, DualMoments> _moments;
    Shape _shape;
    double[,][,] _k;
    double[,][,] _t;

    TextbookKernels(Shape shape, double[,][,] k, double[,][,] t, KernelMistake mistake,
        Func<Activation, PairCovariance, DualMoments> moments) => (_shape, _k, _t, _mistake, _moments) = (shape, k, t, mistake, moments);

    /// <summary>K(x, x), K(x, y), K(y, y).</summary>
    public double[] Nngp => Ends(_k);

    /// <summary>T(x, x), T(x, y), T(y, y).</summary>
    public double[] Ntk => Ends(_t);

    /// <summary>Roundings on the longest path from the inputs to the kernels.</summary>
    public int Operations { get; private set; }

    /// <summary>
    /// How much larger the relative errors at the end are than those that a layer adds: at each activation the moments move by at most q
    /// E[φ′²] / E[φ²] and the like of the slopes, and at the sharpest angle between two units the slopes at a kink by one over its sine;
    /// a mean over pixels may cancel.
    /// </summary>
    public double Condition { get; private set; } = 1;

    /// <summary>What the moments' own errors add up to over the layers of activations, before the condition.</summary>
    public double ErrorOfTheMoments { get; private set; }

    /// <param name="architecture">The network.</param>
    /// <param name="x">An input.</param>
    /// <param name="y">Another one.</param>
    /// <param name="mistake">In the recursion.</param>
    /// <param name="moments">Of an activation; Core's where nothing is given.</param>
    public static TextbookKernels Of(
        Architecture architecture, Vector<double> x, Vector<double> y, KernelMistake mistake = KernelMistake.None,
        Func<Activation, PairCovariance, DualMoments>? moments = null)
    {
        var shape = architecture.Input;
        Vector<double>[] images = [x, y];
        var covariance = Pairs(shape.Pixels, (a, b, p, q) => Enumerable.Range(0, shape.Channels)
            .Sum(c => images[a][c * shape.Pixels + p] * images[b][c * shape.Pixels + q]) / shape.Channels);
        var kernels = new TextbookKernels(shape, covariance, Pairs(shape.Pixels, (_, _, _, _) => 0), mistake,
            moments ?? DualActivation.Of);
        kernels.Operations = shape.Channels;
        kernels.Read(architecture.Layers);
        return kernels;
    }

    static double[] Ends(double[,][,] of) => [of[0, 0][0, 0], of[0, 1][0, 0], of[1, 1][0, 0]];

    void Read(ImmutableArray<Layer> layers)
    {
        foreach (var layer in layers) Read(layer);
    }

    void Read(Layer layer)
    {
        var (before, k, t) = (_shape, _k, _t);
        _shape = layer switch
        {
            Flatten => before,
            Dense dense => Shape.Vector(dense.Width),
            _ => new Architecture(before, [layer]).Output,
        };
        switch (layer)
        {
            case Dense dense:
                Weigh(dense.WeightVariance, dense.BiasVariance, 1, (of, _, _) => Mean(Pixels(k), p => of[p, p]));
                break;
            case Convolution convolution:
                Weigh(convolution.WeightVariance, convolution.BiasVariance, _shape.Pixels,
                    (of, p, q) => Patch(convolution, before, of, p, q));
                break;
            case Activated activated:
                Activate(activated.Activation);
                break;
            case AveragePooling pooling:
                Pool(before, pooling.Size, pooling.Size);
                break;
            case GlobalAveragePooling:
                Pool(before, before.Height, before.Width);
                break;
            case Flatten:
                break;
            case Residual residual:
                TextbookKernels[] branches = [.. residual.Branches.Select(branch => After(before, k, t, branch))];
                Operations = branches.Max(branch => branch.Operations) + branches.Length;
                Condition = branches.Max(branch => branch.Condition);
                ErrorOfTheMoments = branches.Max(branch => branch.ErrorOfTheMoments);
                _k = Pairs(Pixels(branches[0]._k), (a, b, p, q) => branches.Sum(branch => branch._k[a, b][p, q]));
                _t = Pairs(Pixels(branches[0]._t), (a, b, p, q) => branches.Sum(branch => branch._t[a, b][p, q]));
                break;
            default:
                throw new ArgumentException($"The textbook has no {layer}.", nameof(layer));
        }
    }

    TextbookKernels After(Shape shape, double[,][,] k, double[,][,] t, ImmutableArray<Layer> branch)
    {
        var kernels = new TextbookKernels(shape, k, t, _mistake, _moments)
        {
            Operations = Operations,
            Condition = Condition,
            ErrorOfTheMoments = ErrorOfTheMoments,
        };
        kernels.Read(branch);
        return kernels;
    }

    /// <summary>K' = sigma_w^2 mean K + sigma_b^2, T' = K' + sigma_w^2 mean T.</summary>
    void Weigh(double weights, double biases, int pixels, Func<double[,], int, int, double> mean)
    {
        var (k, t) = (_k, _t);
        Operations += Pixels(k) + Filter;
        _k = Pairs(pixels, (a, b, p, q) => weights * mean(k[a, b], p, q) + biases);
        _t = Pairs(pixels, (a, b, p, q) => _k[a, b][p, q] + weights * mean(t[a, b], p, q));
    }

    double Patch(Convolution layer, Shape image, double[,] of, int p, int q)
    {
        var (sum, insideLeft, insideRight) = (0.0, 0, 0);
        var reach = layer.Padding == Padding.Valid ? 0 : layer.Filter / 2;
        for (var down = -reach; down < layer.Filter - reach; down++)
            for (var right = -reach; right < layer.Filter - reach; right++)
            {
                var middle = layer.Filter / 2 - reach;
                if (_mistake == KernelMistake.NoPatchSum && (down, right) != (middle, middle)) continue;
                var (left, other) = (At(layer, image, p, down, right), At(layer, image, q, down, right));
                insideLeft += left is null ? 0 : 1;
                insideRight += other is null ? 0 : 1;
                if (left is { } one && other is { } two) sum += of[one, two];
            }
        return sum / _mistake switch
        {
            KernelMistake.DividesByTapsInside => Math.Sqrt(insideLeft * insideRight),
            KernelMistake.NoPatchSum => 1,
            _ => layer.Filter * layer.Filter,
        };
    }

    int? At(Convolution layer, Shape image, int place, int down, int right)
    {
        var (row, column) = (place / _shape.Width * layer.Stride + down, place % _shape.Width * layer.Stride + right);
        if (layer.Padding == Padding.Circular) (row, column) = ((row + image.Height) % image.Height, (column + image.Width) % image.Width);
        return row >= 0 && column >= 0 && row < image.Height && column < image.Width ? row * image.Width + column : null;
    }

    void Activate(Activation phi)
    {
        var (k, t) = (_k, _t);
        var moments = new Dictionary<(int A, int B, int P, int Q), DualMoments>();
        for (var a = 0; a < 2; a++)
            for (var b = 0; b < 2; b++)
                for (var p = 0; p < Pixels(k); p++)
                    for (var q = 0; q < Pixels(k); q++)
                        moments[(a, b, p, q)] = _moments(phi, Covariance(k[a, a][p, p], k[b, b][q, q], k[a, b][p, q]));
        Operations += OfADual;
        ErrorOfTheMoments += moments.Values.Max(of => of.Error);
        Condition *= moments.Keys.Where(at => at.A == at.B && at.P == at.Q).Max(at => Amplification(phi, k[at.A, at.A][at.P, at.P]));
        if (phi is PiecewiseLinear { Above: var above, Below: var below } && above != below)
            Condition /= moments.Keys.Min(at => Sine(k[at.A, at.A][at.P, at.P], k[at.B, at.B][at.Q, at.Q], k[at.A, at.B][at.P, at.Q]));
        _k = Pairs(Pixels(k), (a, b, p, q) => moments[(a, b, p, q)].Product);
        if (_mistake == KernelMistake.NoDerivative) return;
        _t = Pairs(Pixels(k), (a, b, p, q) => moments[(a, b, p, q)].DerivativeProduct * t[a, b][p, q]);
    }

    void Pool(Shape image, int height, int width)
    {
        var (k, t) = (_k, _t);
        Operations += 2 * height * width;
        var across = image.Width / width;
        int[][] windows = [.. Enumerable.Range(0, image.Pixels / (height * width)).Select(window => Enumerable.Range(0, height * width)
            .Select(i => (window / across * height + i / width) * image.Width + window % across * width + i % width).ToArray())];
        _k = Pairs(windows.Length, (a, b, p, q) => windows[p].Average(i => windows[q].Average(j => k[a, b][i, j])));
        _t = Pairs(windows.Length, (a, b, p, q) => windows[p].Average(i => windows[q].Average(j => t[a, b][i, j])));
        Condition *= Math.Max(Cancellation(k, _k, windows), Cancellation(t, _t, windows));
    }

    /// <summary>Roundings that a cancelled mean leaves may make the cross term a little larger than a covariance allows.</summary>
    static PairCovariance Covariance(double first, double second, double cross) =>
        new(first, second, Math.CopySign(Math.Min(Math.Abs(cross), Math.Sqrt(first) * Math.Sqrt(second) * (1 + OfRoots)), cross));

    /// <summary>What a mean over pixels adds up, by absolute value, over what is left of it.</summary>
    static double Cancellation(double[,][,] before, double[,][,] after, int[][] windows) =>
        new[] { 0, 1 }.Max(a => windows.Index().Max(window =>
            after[a, a][window.Index, window.Index] is var left and > 0
                ? Math.Pow(window.Item.Average(i => Math.Sqrt(before[a, a][i, i])), 2) / left : 1));

    double Amplification(Activation phi, double q)
    {
        const double step = 1e-3;
        var (at, near) = (_moments(phi, new(q, q, q)), _moments(phi, new(q, q, q * (1 - step))));
        var ofValues = q * at.DerivativeProduct / at.Product;
        var ofSlopes = Math.Abs(at.DerivativeProduct - near.DerivativeProduct) / (step * at.DerivativeProduct);
        return Math.Max(1, phi is PiecewiseLinear ? ofValues : Math.Max(ofValues, ofSlopes));
    }

    /// <summary>A unit with itself keeps its angle exactly; of another one the sine is known to the root of u.</summary>
    static double Sine(double first, double second, double cross) =>
        first == second && second == cross ? 1 : Math.Sqrt(Math.Max(1 - cross * cross / (first * second), Quantity.UnitRoundoff));

    static int Pixels(double[,][,] of) => of[0, 0].GetLength(0);

    static double Mean(int count, Func<int, double> of) => Enumerable.Range(0, count).Average(of);

    static double[,][,] Pairs(int pixels, Func<int, int, int, int, double> of)
    {
        var pairs = new double[2, 2][,];
        for (var a = 0; a < 2; a++)
            for (var b = 0; b < 2; b++)
            {
                pairs[a, b] = new double[pixels, pixels];
                for (var p = 0; p < pixels; p++)
                    for (var q = 0; q < pixels; q++) pairs[a, b][p, q] = of(a, b, p, q);
            }
        return pairs;
    }
}

/// <summary>A mistake in the recursion.</summary>
public enum KernelMistake
{
    None,

    /// <summary>The factor E[φ′(u) φ′(v)] left out.</summary>
    NoDerivative,

    /// <summary>The middle of the filter for the mean over its taps.</summary>
    NoPatchSum,

    /// <summary>The mean over the taps inside of the image alone.</summary>
    DividesByTapsInside,
}
