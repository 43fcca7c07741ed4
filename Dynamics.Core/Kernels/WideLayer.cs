using Dynamics.Architectures;

namespace Dynamics.Kernels;

/// <summary>
/// What a layer of infinite width does to the covariances, K, and to the tangent kernel, T. The order of each sum is the same with the
/// inputs swapped.
/// </summary>
abstract class WideLayer
{
    /// <summary>New covariances, or x itself.</summary>
    public abstract Covariances Apply(Covariances x, Sides sides);
}

/// <summary>
/// K' = sigma_w^2 mean of K + sigma_b^2 and T' = K' + sigma_w^2 mean of T, over the taps of a filter at both pixels of a pair, those
/// beyond the border as zeros.
/// </summary>
sealed class WideConvolution(FilterTaps taps, PixelPairs pairs, double weightVariance, double biasVariance) : WideLayer
{
    public override Covariances Apply(Covariances x, Sides sides)
    {
        var y = new Covariances(pairs, x.Lanes);
        var scale = weightVariance / taps.Count;
        for (var pair = 0; pair < pairs.Count; pair++)
        {
            var nngp = y.Nngp(pair);
            var ntk = y.Ntk(pair);
            var (p, q) = pairs[pair];
            nngp.Clear();
            ntk.Clear();
            for (var tap = 0; tap < taps.Count; tap++)
            {
                var (a, b) = (taps.Pixel(p, tap), taps.Pixel(q, tap));
                if (a == FilterTaps.None || b == FilterTaps.None) continue;
                var from = x.Pairs.Of(a, b);
                LaneArithmetic.Add(nngp, x.Nngp(from));
                LaneArithmetic.Add(ntk, x.Ntk(from));
            }
            LaneArithmetic.ScaleAndShift(nngp, scale, biasVariance);
            LaneArithmetic.ScaleAndAdd(ntk, scale, nngp);
        }
        return y;
    }
}

/// <summary>K' = sigma_w^2 K + sigma_b^2 and T' = K' + sigma_w^2 T, with means over the pixels of a flattened image.</summary>
sealed class WideDense(double weightVariance, double biasVariance) : WideLayer
{
    public override Covariances Apply(Covariances x, Sides sides)
    {
        var y = WidePixelMean.Of(x);
        LaneArithmetic.ScaleAndShift(y.Nngp(0), weightVariance, biasVariance);
        LaneArithmetic.ScaleAndAdd(y.Ntk(0), weightVariance, y.Nngp(0));
        return y;
    }
}

/// <summary>The mean over equal pixels: what a layer with weights on a flattened image sees.</summary>
sealed class WidePixelMean : WideLayer
{
    public static Covariances Of(Covariances x)
    {
        var y = new Covariances(new(1, false), x.Lanes);
        Mean(x.Nngp, y.Nngp(0), x.Pairs.Count);
        Mean(x.Ntk, y.Ntk(0), x.Pairs.Count);
        return y;
    }

    public override Covariances Apply(Covariances x, Sides sides) => Of(x);

    static void Mean(LanesOfPair from, Span<double> to, int pixels)
    {
        from(0).CopyTo(to);
        for (var p = 1; p < pixels; p++) LaneArithmetic.Add(to, from(p));
        if (pixels > 1) LaneArithmetic.ScaleAndShift(to, 1.0 / pixels, 0);
    }
}

/// <summary>K or T of a pair of pixels.</summary>
delegate Span<double> LanesOfPair(int pair);

/// <summary>K' = E[phi(u) phi(v)] and T' = E[phi'(u) phi'(v)] T.</summary>
sealed class WideActivation(IClosedFormDual dual, int index) : WideLayer
{
    public override Covariances Apply(Covariances x, Sides sides)
    {
        sides.Meet(index, x);
        var y = new Covariances(x.Pairs, x.Lanes);
        for (var pair = 0; pair < x.Pairs.Count; pair++)
        {
            var (p, q) = x.Pairs[pair];
            dual.DualMoments(sides.First(index, p), sides.Second(index, q), x.Nngp(pair), y.Nngp(pair), y.Ntk(pair));
            LaneArithmetic.Multiply(y.Ntk(pair), x.Ntk(pair));
        }
        return y;
    }
}

/// <summary>The mean over all pairs of pixels of two windows. A pair and its mirror image are added to each other first.</summary>
sealed class WidePooling(Shape input, int height, int width, PixelPairs pairs) : WideLayer
{
    public override Covariances Apply(Covariances x, Sides sides)
    {
        var y = new Covariances(pairs, x.Lanes);
        for (var pair = 0; pair < pairs.Count; pair++)
        {
            Mean(x.Pairs, x.Nngp, y.Nngp(pair), pairs[pair]);
            Mean(x.Pairs, x.Ntk, y.Ntk(pair), pairs[pair]);
        }
        return y;
    }

    void Mean(PixelPairs from, LanesOfPair values, Span<double> to, (int P, int Q) windows)
    {
        var window = height * width;
        to.Clear();
        for (var a = 0; a < window; a++)
        {
            LaneArithmetic.Add(to, values(from.Of(Pixel(windows.P, a), Pixel(windows.Q, a))));
            for (var b = 0; b < a; b++)
                LaneArithmetic.AddBoth(
                    to, values(from.Of(Pixel(windows.P, a), Pixel(windows.Q, b))),
                    values(from.Of(Pixel(windows.P, b), Pixel(windows.Q, a))));
        }
        LaneArithmetic.ScaleAndShift(to, 1.0 / (window * window), 0);
    }

    int Pixel(int window, int at)
    {
        var across = input.Width / width;
        return (window / across * height + at / width) * input.Width + window % across * width + at % width;
    }
}

/// <summary>Each pixel with itself, where all pairs are there and no more is needed.</summary>
sealed class WideDiagonal : WideLayer
{
    public override Covariances Apply(Covariances x, Sides sides)
    {
        var y = new Covariances(x.Pairs with { All = false }, x.Lanes);
        for (var p = 0; p < x.Pairs.Pixels; p++)
        {
            x.Nngp(x.Pairs.Of(p, p)).CopyTo(y.Nngp(p));
            x.Ntk(x.Pairs.Of(p, p)).CopyTo(y.Ntk(p));
        }
        return y;
    }
}

/// <summary>One layer after another.</summary>
sealed class WideChain(IReadOnlyList<WideLayer> layers) : WideLayer
{
    public override Covariances Apply(Covariances x, Sides sides)
    {
        var at = x;
        foreach (var layer in layers)
        {
            var next = layer.Apply(at, sides);
            if (at != x && at != next) at.Dispose();
            at = next;
        }
        return at;
    }
}

/// <summary>The sum of branches; one that has lost its pixels counts for each of them.</summary>
sealed class WideSum(IReadOnlyList<WideLayer> branches) : WideLayer
{
    public override Covariances Apply(Covariances x, Sides sides)
    {
        Covariances[] terms = [.. branches.Select(branch => branch.Apply(x, sides))];
        var y = new Covariances(terms.MaxBy(term => term.Pairs.Count)!.Pairs, x.Lanes);
        for (var pair = 0; pair < y.Pairs.Count; pair++)
        {
            y.Nngp(pair).Clear();
            y.Ntk(pair).Clear();
            foreach (var term in terms)
            {
                var from = term.Pairs.Count == 1 ? 0 : pair;
                LaneArithmetic.Add(y.Nngp(pair), term.Nngp(from));
                LaneArithmetic.Add(y.Ntk(pair), term.Ntk(from));
            }
        }
        foreach (var term in terms.Where(term => term != x)) term.Dispose();
        return y;
    }
}
