using Dynamics.Numerics;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>
/// What the laws of the normal stream leave out: words, integers, orders and higher moments. Each comparison would fail by chance at about
/// one seed in 10^9; the seeds are fixed.
/// </summary>
public class RandomStreamStatistics
{
    const double FalseAlarm = 1e-9;
    const double StandardErrors = 6.2; // two-sided normal tail below 10^-9
    const int Count = 1 << 20;

    static readonly double[] Normals = DrawNormals();

    /// <summary>Massart 1990: P(sup |F_n - F| > d) is at most 2 exp(-2 n d^2), which gives d.</summary>
    static double LargestDistance => Math.Sqrt(Math.Log(2 / FalseAlarm) / (2.0 * Count));

    [Test]
    public void Uniform_numbers_have_the_uniform_distribution()
    {
        var stream = RandomStream.FromSeed(11);
        Assert.That(
            DistanceFrom([.. Enumerable.Range(0, Count).Select(_ => stream.NextUniform())], u => u),
            Is.LessThan(LargestDistance));
    }

    [TestCase(3, 0, 15)]
    [TestCase(4, 3, 96)]
    [TestCase(6, 15, 10170)]
    public void Normal_numbers_have_the_normal_moments(int order, double moment, double variance)
    {
        var mean = Normals.Average(x => Math.Pow(x, order));
        Assert.That(mean, Is.EqualTo(moment).Within(StandardErrors * Math.Sqrt(variance / Count)));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    [TestCase(8, Description = "the other half of the same pair")]
    [TestCase(16)]
    public void Normal_numbers_are_uncorrelated_and_so_are_their_squares(int lag)
    {
        var pairs = Normals.Zip(Normals.Skip(lag)).ToArray();
        Assert.That(pairs.Average(p => p.First * p.Second), Is.EqualTo(0).Within(StandardErrors / Math.Sqrt(pairs.Length)));
        Assert.That(
            pairs.Average(p => (p.First * p.First - 1) * (p.Second * p.Second - 1)),
            Is.EqualTo(0).Within(StandardErrors * 2 / Math.Sqrt(pairs.Length)));
    }

    [Test]
    public void Words_and_normals_of_one_stream_are_uncorrelated()
    {
        var (words, normals) = (RandomStream.FromSeed(12), RandomStream.FromSeed(12));
        var mean = Enumerable.Range(0, Count).Average(_ => (words.NextUniform() - 0.5) * Math.Abs(normals.NextNormal()));
        Assert.That(mean, Is.EqualTo(0).Within(StandardErrors / Math.Sqrt(12.0 * Count)));
    }

    [Test]
    public void Integers_below_a_bound_are_equally_likely()
    {
        const int below = 7;
        var stream = RandomStream.FromSeed(13);
        var counts = new int[below];
        for (var i = 0; i < Count; i++)
            counts[stream.NextInt32(below)]++;
        AssertEquallyLikely(counts);
    }

    [Test]
    public void Orders_after_a_shuffle_are_equally_likely()
    {
        var stream = RandomStream.FromSeed(14);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 60_000; i++)
        {
            var items = "abcd".ToCharArray();
            stream.Shuffle(items.AsSpan());
            var order = new string(items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.That(counts, Has.Count.EqualTo(24));
        AssertEquallyLikely([.. counts.Values]);
    }

    static void AssertEquallyLikely(int[] counts)
    {
        var total = counts.Sum();
        var p = 1.0 / counts.Length;
        Assert.That(counts, Is.All.EqualTo(p * total).Within((StandardErrors + 1) * Math.Sqrt(total * p * (1 - p))));
    }

    /// <summary>The largest distance of the empirical distribution function from a given one (Kolmogorov 1933).</summary>
    internal static double DistanceFrom(double[] sample, Func<double, double> distribution)
    {
        var sorted = sample.Order().ToArray();
        return sorted.Index().Max(s => Math.Max(
            distribution(s.Item) - s.Index / (double)sorted.Length,
            (s.Index + 1.0) / sorted.Length - distribution(s.Item)));
    }

    static double[] DrawNormals()
    {
        var values = new double[Count];
        RandomStream.FromSeed(10).FillNormal(values);
        return values;
    }
}
