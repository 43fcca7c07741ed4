using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;

namespace Dynamics.Specs.Harness.Planted;

/// <summary>Laws about one seed whose chance to be called violated or undecided is known, at a level that can be counted.</summary>
[Planted]
[Chapter("Of known chance")]
abstract class OfKnownChance : ISubjectsOf<int>
{
    public const double Level = .05;

    /// <summary>Of one case: most of the level is for a law's own cases.</summary>
    protected const double OfTheCase = .9 * Level;

    public Subjects<int> Subjects => new(Gen.Choose(1, int.MaxValue), _ => [], _ => []);

    protected static double[] Normals(int seed, int count)
    {
        var z = new double[count];
        RandomStream.FromSeed((ulong)seed).FillNormal(z);
        return z;
    }

    protected static double Uniform(int seed) => RandomStream.FromSeed((ulong)seed).NextUniform();
}

/// <summary>The mean of four normal numbers, off by so many times what the law says that it detects.</summary>
abstract class NormalMeans(double off) : OfKnownChance
{
    const int Draws = 4;

    static readonly double Detects = 2 * Normal.InvCDF(0, 1, 1 - OfTheCase / 2) / 2 * 1.0000001;

    [Law("H50", LawKind.Statistical, @"\mathbb{E}[z] = 0", Source = "Gauss 1809", Given = "four normal numbers", Within = nameof(Mean),
        Alpha = Level, Cases = 1)]
    public Measurement The_mean_is_zero(int seed) => HasMean(seed, off * Detects);

    [Mistake(nameof(The_mean_is_zero), "a mean of a hundred", Catches = 1)]
    public Measurement A_hundred_is_seen(int seed) => HasMean(seed, 100);

    static Rule Mean => Statistical.NormalMean(Draws, Detects);

    static Measurement HasMean(int seed, double shift) => Measure.Distance("mean", Normals(seed, Draws).Average() + shift, "0", 0);
}

/// <summary>The mean of ten groups.</summary>
sealed class StudentMeans : OfKnownChance
{
    [Law("H51", LawKind.Limit, @"\mathbb{E}[g] = 0", Source = "Student 1908", Given = "ten normal groups", Within = nameof(Interval),
        Alpha = Level, Cases = 1, ShareAlpha = 1e-300)]
    public Measurement Groups_have_mean_zero(int seed) => HaveMean(seed, 0);

    [Mistake(nameof(Groups_have_mean_zero), "a mean of a hundred", Catches = 1)]
    public Measurement A_hundred_is_seen(int seed) => HaveMean(seed, 100);

    static Rule Interval => new Rate(double.PositiveInfinity, "a group is one number");

    static Measurement HaveMean(int seed, double shift) =>
        Measure.Mean("mean of groups", [.. Normals(seed, 10).Select(z => z + shift)], "0", 0);
}

/// <summary>A mistake that is one on a share of the subjects; a half is claimed.</summary>
abstract class Catches(double share) : OfKnownChance
{
    [Law("H52", LawKind.Bound, "0 = 0", Source = "nobody", Given = "a seed", Within = Exact.ToTheBit, Cases = 1, ShareAlpha = Level)]
    public Measurement Nothing_is_above_zero(int seed) => Measure.AtMost("nothing", 0, "0", 0);

    [Mistake(nameof(Nothing_is_above_zero), "something, on a share of the subjects")]
    public Measurement Something_is(int seed) => Measure.AtMost("something", Uniform(seed) < share ? 1 : 0, "0", 0);
}

/// <summary>A phenomenon that is shown on a share of the seeds; nine in ten are claimed of thirty.</summary>
[Planted]
[Chapter("Of known chance")]
abstract class SharesOfSeeds(double share)
{
    [Phenomenon("H53", "s > 0", Source = "nobody", Given = "thirty seeds",
        Within = nameof(ByAHalf), Seeds = 30, ShareAlpha = OfKnownChance.Level)]
    public Measurement The_statistic_lies_above_zero(Replicate replicate) =>
        Measure.Above("s", replicate.Stream.NextUniform() < share ? 1 : 0, "null", 0);

    [Rival(nameof(The_statistic_lies_above_zero), "nothing")]
    public Measurement Nothing_does_not(Replicate replicate) => Measure.Above("s", .1, "null", 0);

    static Rule ByAHalf => Margin.Of(.5, "as an example");
}

sealed class TrueMeans() : NormalMeans(0);
sealed class MeansOffByWhatIsDetected() : NormalMeans(1);
sealed class CatchesAsClaimed() : Catches(.5);
sealed class CatchesHalfAsOften() : Catches(.25);
sealed class SharesAsClaimed() : SharesOfSeeds(.9);
sealed class SharesOfSixInTen() : SharesOfSeeds(.6);
