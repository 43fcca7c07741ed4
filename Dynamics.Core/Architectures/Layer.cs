using System.Collections.Immutable;
using System.Globalization;

namespace Dynamics.Architectures;

/// <summary>
/// A layer as data: what it computes is read from it in other folders, once for finite networks and once for infinite width. A closed
/// union.
/// </summary>
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>The shape that it makes of another one, and the reason where it cannot.</summary>
    internal abstract Shape? Output(Shape input, out string need);

    private protected static string Scales(double weightVariance, double biasVariance) =>
        string.Create(CultureInfo.InvariantCulture, $"sigma_w^2={weightVariance};sigma_b^2={biasVariance}");

    private protected static Shape? Needs(bool met, Shape output, string what, out string need)
    {
        need = what;
        return met ? output : null;
    }
}

/// <summary>y = sigma_w / sqrt(fan_in) W x + sigma_b b on a vector.</summary>
/// <param name="Width">Units.</param>
/// <param name="WeightVariance">sigma_w^2.</param>
/// <param name="BiasVariance">sigma_b^2; without a bias where it is 0.</param>
public sealed record Dense(int Width, double WeightVariance = 1, double BiasVariance = 0) : Layer
{
    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need) =>
        Needs(input.IsVector && Width > 0 && Variances.AreSound(WeightVariance, BiasVariance), Shape.Vector(Width),
            "a vector (flatten an image first), a width above 0, and finite variances, that of the weights above 0", out need);

    /// <inheritdoc/>
    public override string ToString() => $"dense({Width};{Scales(WeightVariance, BiasVariance)})";
}

/// <summary>
/// A dense layer whose weight vectors are divided by their length (Salimans and Kingma 2016, without a gain): y = V x, v_j = w_j / |w_j|.
/// </summary>
/// <param name="Width">Units.</param>
public sealed record WeightNormalisedDense(int Width) : Layer
{
    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need) =>
        Needs(input.IsVector && Width > 0, Shape.Vector(Width), "a vector (flatten an image first), and a width above 0", out need);

    /// <inheritdoc/>
    public override string ToString() => $"weight_normalised({Width})";
}

/// <summary>How a convolution treats the border.</summary>
public enum Padding
{
    /// <summary>Zeros around the image; it keeps its size at stride 1.</summary>
    Zero,

    /// <summary>
    /// The image continues on the other side, several times over where the filter is larger; it keeps its size at stride 1.
    /// </summary>
    Circular,

    /// <summary>Only where the whole filter fits.</summary>
    Valid,
}

/// <summary>A convolution with odd filters, sigma_w / sqrt(channels filter^2) W * x + sigma_b b.</summary>
/// <param name="Channels">Channels that it makes.</param>
/// <param name="Filter">The side of the filter, odd.</param>
/// <param name="Padding">What lies beyond the border.</param>
/// <param name="Stride">From one place of the filter to the next.</param>
/// <param name="WeightVariance">sigma_w^2.</param>
/// <param name="BiasVariance">sigma_b^2; without a bias where it is 0.</param>
public sealed record Convolution(
    int Channels, int Filter, Padding Padding, int Stride = 1, double WeightVariance = 1, double BiasVariance = 0) : Layer
{
    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need)
    {
        var reach = Padding == Padding.Valid ? Filter - 1 : 0;
        return Needs(
            Filter % 2 == 1 && Filter > 0 && Stride > 0 && Channels > 0 && input.Height > reach && input.Width > reach
                && Variances.AreSound(WeightVariance, BiasVariance),
            new(Channels, Places(input.Height - reach), Places(input.Width - reach)),
            $"an odd filter, a stride and channels above 0, an image of at least {Filter} x {Filter} pixels unless it is padded, and "
                + "finite variances, that of the weights above 0",
            out need);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"conv({Channels};k={Filter};padding={Padding.ToString().ToLowerInvariant()}{(Stride == 1 ? "" : $";stride={Stride}")};"
        + $"{Scales(WeightVariance, BiasVariance)})";

    int Places(int starts) => (starts + Stride - 1) / Math.Max(Stride, 1);
}

/// <summary>The mean over squares of pixels that do not overlap.</summary>
/// <param name="Size">The side of a square.</param>
public sealed record AveragePooling(int Size) : Layer
{
    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need) => Needs(
        Size > 0 && input.Height % Size == 0 && input.Width % Size == 0,
        new(input.Channels, input.Height / Math.Max(Size, 1), input.Width / Math.Max(Size, 1)),
        $"a height and a width that {Size} divides", out need);

    /// <inheritdoc/>
    public override string ToString() => $"avgpool({Size})";
}

/// <summary>An image as a vector, in the order in which it is stored.</summary>
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need) => Needs(true, Shape.Vector(input.Size), "", out need);

    /// <inheritdoc/>
    public override string ToString() => "flatten";
}

/// <summary>The mean over all pixels of a channel, as a vector.</summary>
public sealed record GlobalAveragePooling : Layer
{
    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need) => Needs(true, Shape.Vector(input.Channels), "", out need);

    /// <inheritdoc/>
    public override string ToString() => "gap";
}

/// <summary>An activation on every unit.</summary>
/// <param name="Activation">phi.</param>
public sealed record Activated(Activation Activation) : Layer
{
    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need) => Needs(true, input, "", out need);

    /// <inheritdoc/>
    public override string ToString() => Activation.Name;
}

/// <summary>The sum of branches that start at the same input. An empty branch is the identity.</summary>
/// <param name="Branches">Each a list of layers.</param>
public sealed record Residual(ImmutableArray<ImmutableArray<Layer>> Branches) : Layer
{
    /// <summary>x + f(x).</summary>
    public static Residual Of(params Layer[] branch) => new([[], [.. branch]]);

    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need)
    {
        var outputs = Branches.Select(branch => Architecture.OutputOf(input, branch)).Distinct().ToArray();
        return Needs(
            outputs.Length == 1, outputs.FirstOrDefault(),
            $"at least one branch, all with one output shape; theirs are {string.Join(" and ", outputs)}", out need);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        "sum(" + string.Join(" + ", Branches.Select(branch => branch.IsEmpty ? "identity" : string.Join(" | ", branch))) + ")";
}

static class Variances
{
    public static bool AreSound(double weights, double biases) =>
        weights > 0 && double.IsFinite(weights) && biases >= 0 && double.IsFinite(biases);
}
