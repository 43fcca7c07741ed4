using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;

namespace Dynamics.Specs.Numerics;

/// <summary>
/// The stream of normal numbers that every random weight comes from: its moments, its tail beyond 3, and correlations between
/// substreams, each by a bound that is a theorem at this n, and each with the violation that it would see.
/// </summary>
[Chapter("Numerics")]
public sealed class NormalStreamLaws : ISubjectsOf<DrawnStream>
{
    const int Million = 1_000_000;
    const double Alpha = 1e-8;

    public Subjects<DrawnStream> Subjects => new(
        from seed in Gen.Choose(0, int.MaxValue)
        from lag in Gen.Choose(0, 99)
        from kin in Gen.Elements(Enum.GetValues<Kin>())
        select new DrawnStream((ulong)seed, lag, kin),
        _ => [], stream => [Trait.Of("seed", stream.Seed), Trait.Of("lag", stream.Lag), Trait.Of("pair", $"{stream.Kin}")]);

    [Law("S1", LawKind.Statistical, @"\mathbb{E}[z] = 0", Source = "Box and Muller 1958", Given = "z is drawn from the normal stream",
        Within = nameof(NormalMean), Alpha = Alpha, Cases = 10)]
    public Measurement The_mean_is_zero(DrawnStream stream) => HasMeanZero(stream.Normals(Million));

    [Mistake(nameof(The_mean_is_zero), "a shift of 0.015", Catches = 10)]
    public Measurement A_shift_is_seen(DrawnStream stream) => HasMeanZero([.. stream.Normals(Million).Select(z => z + .015)]);

    [Law("S2", LawKind.Statistical, @"\mathbb{E}[z^2] = 1", Source = "Box and Muller 1958", Given = "z is drawn from the normal stream",
        Within = nameof(MeanSquare), Alpha = Alpha, Cases = 10)]
    public Measurement The_mean_square_is_one(DrawnStream stream) => HasMeanSquareOne(stream.Normals(Million));

    [Mistake(nameof(The_mean_square_is_one), "numbers too large by one in a hundred", Catches = 10)]
    public Measurement A_wrong_scale_is_seen(DrawnStream stream) => HasMeanSquareOne([.. stream.Normals(Million).Select(z => 1.01 * z)]);

    [Law("S3", LawKind.Statistical, @"\Pr[z \le x] = \Phi(x)", Source = "Box and Muller 1958", Given = "z is drawn from the normal stream",
        Within = nameof(Distribution), Alpha = Alpha, Cases = 3)]
    public Measurement The_distribution_is_normal(DrawnStream stream) => IsNormal(stream.Normals(Million));

    [Mistake(nameof(The_distribution_is_normal), "a logistic distribution of variance 1", Catches = 3)]
    public Measurement A_logistic_distribution_is_seen(DrawnStream stream) => IsNormal(stream.Logistics(Million));

    [Law("S4", LawKind.Statistical, @"\Pr[\lvert z \rvert > 3] = 0.0026998",
        Source = "Box and Muller 1958", Given = "z is drawn from the normal stream",
        Within = nameof(Tail), Alpha = Alpha, Cases = 3)]
    public Measurement The_share_beyond_three_standard_deviations_is_that_of_the_normal(DrawnStream stream) =>
        HasNormalTails(stream.Normals(4 * Million));

    [Mistake(nameof(The_share_beyond_three_standard_deviations_is_that_of_the_normal), "twelve uniform numbers added up", Catches = 3)]
    public Measurement Twelve_uniform_numbers_have_thinner_tails(DrawnStream stream) =>
        HasNormalTails(stream.SumsOfTwelveUniforms(4 * Million));

    [Law("S5", LawKind.Statistical, @"\mathbb{E}[z_i w_{i+k}] = 0",
        Source = "Salmon et al. 2011",
        Given = "z and w are substreams of other names or numbers, a stream and its substream, or those of neighbouring seeds; the "
            + "correlation is taken over the norm of z, so that it is exactly normal",
        Within = nameof(NormalMean), Alpha = Alpha, Cases = 12, RestsOn = ["S1", "S2"])]
    public Measurement Streams_of_different_origin_are_uncorrelated(DrawnStream stream) =>
        IsIndependent(stream.Normals(Million), stream.Others(Million + stream.Lag), stream.Lag);

    [Mistake(nameof(Streams_of_different_origin_are_uncorrelated), "a substream that leaks two parts in a hundred into its "
        + "neighbour", Catches = 10)]
    public Measurement A_leak_is_seen(DrawnStream stream)
    {
        var (z, w) = (stream.Normals(Million), stream.Others(Million + stream.Lag));
        for (var i = 0; i < z.Length; i++) w[i + stream.Lag] += .02 * z[i];
        return IsIndependent(z, w, stream.Lag);
    }

    [Law("S8", LawKind.Statistical, @"\mathbb{E}[\operatorname{sgn}(|w_{i+k}| - m) \, z_i^2] = 0", Source = "Salmon et al. 2011",
        Given = "as in S5; m is the median of |w|, so that half of the signs are +: the size of a number says nothing of that of another",
        Within = nameof(DifferenceOfSquares), Alpha = Alpha, Cases = 12, RestsOn = ["S5"])]
    public Measurement The_sizes_in_streams_of_different_origin_are_uncorrelated(DrawnStream stream) =>
        HaveIndependentSizes(stream.Normals(Million), stream.Others(Million + stream.Lag), stream.Lag);

    [Mistake(nameof(The_sizes_in_streams_of_different_origin_are_uncorrelated), "a variance that follows the neighbour's square by "
        + "four parts in a hundred", Catches = 10)]
    public Measurement A_variance_that_follows_is_seen(DrawnStream stream)
    {
        var (z, w) = (stream.Normals(Million), stream.Others(Million + stream.Lag));
        for (var i = 0; i < z.Length; i++) w[i + stream.Lag] *= 1 + .04 * (z[i] * z[i] - 1);
        return HaveIndependentSizes(z, w, stream.Lag);
    }

    static Rule NormalMean => Statistical.NormalMean(Million, detects: .015);

    static Rule MeanSquare => Statistical.ChiSquareMean(Million, detects: .02);

    static Rule DifferenceOfSquares => Statistical.ChiSquareDifference(Million, detects: .04);

    static Rule Distribution => Statistical.DistributionFunction(Million, detects: .007);

    static Rule Tail => Statistical.Share(4 * Million, BeyondThree, detects: .0005);

    static double BeyondThree => Elementary.Erfc(3 / Math.Sqrt(2));

    static Measurement HasMeanZero(double[] z) => Measure.Distance("mean", z.Average(), "0", 0).OfSize(1);

    static Measurement HasMeanSquareOne(double[] z) =>
        Measure.Distance("mean square", z.Sum(x => x * x) / z.Length, "1", 1);

    static Measurement IsNormal(double[] z) =>
        Measure.Distance("largest distance from Φ", RandomStreamStatistics.DistanceFrom(z, Cumulative), "0", 0).OfSize(1);

    static Measurement HasNormalTails(double[] z) =>
        Measure.Distance("share beyond 3", z.Count(x => Math.Abs(x) > 3) / (double)z.Length, "erfc(3/√2)", BeyondThree);

    static Measurement IsIndependent(double[] z, double[] w, int lag)
    {
        double product = 0, square = 0;
        for (var i = 0; i < z.Length; i++) (product, square) = (product + z[i] * w[i + lag], square + z[i] * z[i]);
        return Measure.Distance("Σ z w / |z| √n", product / Math.Sqrt(square * z.Length), "0", 0).OfSize(1);
    }

    static Measurement HaveIndependentSizes(double[] z, double[] w, int lag)
    {
        var sum = 0.0;
        for (var i = 0; i < z.Length; i++) sum += Math.Abs(w[i + lag]) > MedianSize ? z[i] * z[i] - 1 : 1 - z[i] * z[i];
        return Measure.Distance("mean of ±(z² − 1)", sum / z.Length, "0", 0).OfSize(1);
    }

    /// <summary>Φ⁻¹(3/4).</summary>
    const double MedianSize = .6744897501960817;

    static double Cumulative(double x) => Elementary.Erfc(-x / Math.Sqrt(2)) / 2;
}

/// <summary>How two streams are related.</summary>
public enum Kin
{
    /// <summary>Substreams of two names.</summary>
    Names,

    /// <summary>A substream of a name, and one of a number.</summary>
    Numbers,

    /// <summary>A stream and a substream of it.</summary>
    ParentAndChild,

    /// <summary>Two neighbouring seeds.</summary>
    Seeds,
}

/// <summary>A seed, how two streams of it are related, and how far they are shifted against each other.</summary>
public sealed record DrawnStream(ulong Seed, int Lag, Kin Kin)
{
    public double[] Normals(int count) => Fill(RandomStream.FromSeed(Seed).Substream("weights"), count);

    /// <summary>The relative of the stream of <see cref="Normals"/>.</summary>
    public double[] Others(int count) => Fill(Kin switch
    {
        Kin.Names => RandomStream.FromSeed(Seed).Substream("biases"),
        Kin.Numbers => RandomStream.FromSeed(Seed).Substream(Lag),
        Kin.ParentAndChild => RandomStream.FromSeed(Seed).Substream("weights").Substream(0),
        _ => RandomStream.FromSeed(Seed + 1).Substream("weights"),
    }, count);

    public double[] Logistics(int count) => FromUniforms(count, stream =>
    {
        var u = stream.NextUniform();
        return Elementary.Log(u / (1 - u)) * Math.Sqrt(3) / Math.PI;
    });

    public double[] SumsOfTwelveUniforms(int count) => FromUniforms(count, stream =>
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += stream.NextUniform();
        return sum;
    });

    static double[] Fill(RandomStream stream, int count)
    {
        var values = new double[count];
        stream.FillNormal(values);
        return values;
    }

    double[] FromUniforms(int count, Func<RandomStream, double> draw)
    {
        var stream = RandomStream.FromSeed(Seed).Substream("uniforms");
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = draw(stream);
        return values;
    }
}
