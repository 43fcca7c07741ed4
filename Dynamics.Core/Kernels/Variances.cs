namespace Dynamics.Kernels;

/// <summary>The variances of the pre-activations of a batch of inputs, before each activation and at each pixel.</summary>
/// <param name="pixels">Pixels before each activation.</param>
/// <param name="examples">Of the batch, filled up to whole blocks of lanes.</param>
sealed class Variances(IReadOnlyList<int> pixels, int examples)
{
    readonly double[][] _values = [.. pixels.Select(count => new double[count * examples])];

    public Span<double> Of(int activation, int pixel) => _values[activation].AsSpan(pixel * examples, examples);
}

/// <summary>What an activation needs beside the covariance: the variances of its two sides.</summary>
abstract class Sides
{
    /// <summary>Called with the covariances before an activation.</summary>
    public virtual void Meet(int activation, Covariances before)
    {
    }

    public abstract ReadOnlySpan<double> First(int activation, int pixel);

    public abstract ReadOnlySpan<double> Second(int activation, int pixel);
}

/// <summary>Each input with itself: the variances are what is computed, and they are written down.</summary>
sealed class SelfSides(Variances variances, int start, int lanes) : Sides
{
    public override void Meet(int activation, Covariances before)
    {
        for (var p = 0; p < before.Pairs.Pixels; p++) before.Nngp(before.Pairs.Of(p, p)).CopyTo(Here(activation, p));
    }

    public override ReadOnlySpan<double> First(int activation, int pixel) => Here(activation, pixel);

    public override ReadOnlySpan<double> Second(int activation, int pixel) => Here(activation, pixel);

    Span<double> Here(int activation, int pixel) => variances.Of(activation, pixel).Slice(start, lanes);
}

/// <summary>One input with a run of others.</summary>
sealed class PairSides(Variances left, Variances right, int start, int lanes) : Sides
{
    readonly double[] _repeated = new double[lanes];

    /// <summary>The number of the one input.</summary>
    public int Row { get; set; }

    public override ReadOnlySpan<double> First(int activation, int pixel)
    {
        _repeated.AsSpan().Fill(left.Of(activation, pixel)[Row]);
        return _repeated;
    }

    public override ReadOnlySpan<double> Second(int activation, int pixel) => right.Of(activation, pixel).Slice(start, lanes);
}
