using System.Collections.Immutable;
using System.Globalization;
using Dynamics.Geometry;

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

    /// <summary>An activation on every unit is a layer.</summary>
    /// <param name="activation">phi.</param>
    public static implicit operator Layer(Activation activation) => new Activated(activation);

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

/// <summary>y = sigma_w / sqrt(fan_in) W x + sigma_b b on a vector; without the bias b unless <see cref="BiasVariance"/> is above
/// 0.</summary>
/// <param name="Width">Units.</param>
/// <param name="WeightVariance">sigma_w^2.</param>
/// <param name="BiasVariance">sigma_b^2; without a bias where it is 0.</param>
public sealed record Dense(int Width, double WeightVariance = 1, double BiasVariance = 0) : Layer
{
    /// <summary>Units.</summary>
    public int Width { get; init => field = Require.AtLeast(value, 1, nameof(Width)); } = Require.AtLeast(Width, 1, nameof(Width));

    /// <summary>sigma_w^2.</summary>
    public double WeightVariance { get; init => field = Require.Positive(value, nameof(WeightVariance)); } =
        Require.Positive(WeightVariance, nameof(WeightVariance));

    /// <summary>sigma_b^2; without a bias where it is 0.</summary>
    public double BiasVariance { get; init => field = Require.NotNegative(value, nameof(BiasVariance)); } =
        Require.NotNegative(BiasVariance, nameof(BiasVariance));

    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need) =>
        Needs(input.IsVector, Shape.Vector(Width), "a vector (flatten an image first)", out need);

    /// <inheritdoc/>
    public override string ToString() => $"dense({Width};{Scales(WeightVariance, BiasVariance)})";
}

/// <summary>
/// A dense layer whose weight vectors are divided by their length (Salimans and Kingma 2016, without a gain): y = V x, v_j = w_j / |w_j|.
/// </summary>
/// <param name="Width">Units.</param>
public sealed record WeightNormalisedDense(int Width) : Layer
{
    /// <summary>Units.</summary>
    public int Width { get; init => field = Require.AtLeast(value, 1, nameof(Width)); } = Require.AtLeast(Width, 1, nameof(Width));

    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need) =>
        Needs(input.IsVector, Shape.Vector(Width), "a vector (flatten an image first)", out need);

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
/// <param name="Padding">What lies beyond the border; nothing, where nothing is said.</param>
/// <param name="Stride">From one place of the filter to the next.</param>
/// <param name="WeightVariance">sigma_w^2.</param>
/// <param name="BiasVariance">sigma_b^2; without a bias where it is 0.</param>
public sealed record Convolution(
    int Channels, int Filter, Padding Padding = Padding.Valid, int Stride = 1, double WeightVariance = 1, double BiasVariance = 0) : Layer
{
    /// <summary>Channels that it makes.</summary>
    public int Channels { get; init => field = Require.AtLeast(value, 1, nameof(Channels)); } =
        Require.AtLeast(Channels, 1, nameof(Channels));

    /// <summary>The side of the filter, odd.</summary>
    public int Filter { get; init => field = Odd(value); } = Odd(Filter);

    /// <summary>What lies beyond the border.</summary>
    public Padding Padding { get; init => field = Require.Known(value, nameof(Padding)); } = Require.Known(Padding, nameof(Padding));

    /// <summary>From one place of the filter to the next.</summary>
    public int Stride { get; init => field = Require.AtLeast(value, 1, nameof(Stride)); } = Require.AtLeast(Stride, 1, nameof(Stride));

    /// <summary>sigma_w^2.</summary>
    public double WeightVariance { get; init => field = Require.Positive(value, nameof(WeightVariance)); } =
        Require.Positive(WeightVariance, nameof(WeightVariance));

    /// <summary>sigma_b^2; without a bias where it is 0.</summary>
    public double BiasVariance { get; init => field = Require.NotNegative(value, nameof(BiasVariance)); } =
        Require.NotNegative(BiasVariance, nameof(BiasVariance));

    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need)
    {
        var reach = Padding == Padding.Valid ? Filter - 1 : 0;
        return Needs(
            input.Height > reach && input.Width > reach,
            new(Channels, Places(input.Height - reach), Places(input.Width - reach)),
            $"an image of at least {Filter} x {Filter} pixels unless it is padded",
            out need);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"conv({Channels};k={Filter};padding={Padding.ToString().ToLowerInvariant()}{(Stride == 1 ? "" : $";stride={Stride}")};"
        + $"{Scales(WeightVariance, BiasVariance)})";

    int Places(int starts) => (int)((starts + (long)Stride - 1) / Stride);

    static int Odd(int filter) => filter >= 1 && filter % 2 == 1 ? filter
        : throw new ArgumentOutOfRangeException(nameof(Filter), filter, $"Filter is {filter}; it needs to be odd and at least 1.");
}

/// <summary>The mean over squares of pixels that do not overlap.</summary>
/// <param name="Size">The side of a square.</param>
public sealed record AveragePooling(int Size) : Layer
{
    /// <summary>The side of a square.</summary>
    public int Size { get; init => field = Require.AtLeast(value, 1, nameof(Size)); } = Require.AtLeast(Size, 1, nameof(Size));

    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need) => Needs(
        input.Height % Size == 0 && input.Width % Size == 0,
        new(input.Channels, input.Height / Size, input.Width / Size),
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
    /// <summary>phi.</summary>
    public Activation Activation { get; init => field = Require.There(value, nameof(Activation)); } =
        Require.There(Activation, nameof(Activation));

    /// <inheritdoc/>
    internal override Shape? Output(Shape input, out string need) => Needs(true, input, "", out need);

    /// <inheritdoc/>
    public override string ToString() => Activation.Name;
}

/// <summary>The sum of branches that start at the same input. An empty branch is the identity.</summary>
/// <param name="Branches">Each a list of layers.</param>
public sealed record Residual(ImmutableArray<ImmutableArray<Layer>> Branches) : Layer
{
    /// <summary>Each a list of layers.</summary>
    public ImmutableArray<ImmutableArray<Layer>> Branches { get; init => field = Checked(value); } = Checked(Branches);

    /// <summary>x + f(x).</summary>
    /// <exception cref="ArgumentException">A layer is null.</exception>
    public static Residual Of(params Layer[] branch) => new([[], [.. Require.Items(branch, nameof(branch))]]);

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

    static ImmutableArray<ImmutableArray<Layer>> Checked(ImmutableArray<ImmutableArray<Layer>> branches) =>
        Require.Each(branches, nameof(Branches), (branch, name) => Require.Each(branch, name));
}
