using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Harness.Planted;

/// <summary>
/// A law of each kind about a seed, true where <see cref="Wrong"/> is 1. With 1.02 it is false by two parts in a hundred, and each kind
/// must say so.
/// </summary>
[Planted]
[Chapter("Of each kind")]
abstract class OfAKind : ISubjectsOf<int>
{
    public Subjects<int> Subjects => new(Gen.Choose(1, int.MaxValue), n => Simpler.Count(n, 1), _ => []) { AtMost = AtMost };

    /// <summary>What the claimed quantity is multiplied by.</summary>
    protected abstract double Wrong { get; }

    protected virtual int AtMost => int.MaxValue;

    protected static RandomStream Stream(int seed) => RandomStream.FromSeed((ulong)seed);
}

/// <summary>Thirty numbers, added up from either end.</summary>
abstract class RoundedSums : OfAKind
{
    const int Terms = 30;

    [Law("H30", LawKind.Identity, @"\sum_i x_i = \sum_i x_{n-i}", Source = "Peano 1889", Given = "numbers between 0 and 1",
        Within = nameof(Sums))]
    public Measurement Numbers_equal_their_sums(int seed) => Adds(seed, Wrong);

    [Mistake(nameof(Numbers_equal_their_sums), "one term lost")]
    public Measurement Without_a_term_they_do_not(int seed) =>
        Measure.Distance("sum", Numbers(seed).Skip(1).Sum(), "sum from the end", FromTheEnd(seed));

    static Rule Sums => Roundoff.Within(2 * Gamma<int>(Terms) * new Quantity<int>("sum", FromTheEnd));

    static Measurement Adds(int seed, double factor) =>
        Measure.Distance("sum", factor * Numbers(seed).Sum(), "sum from the end", FromTheEnd(seed));

    static double FromTheEnd(int seed) => Numbers(seed).Reverse().Sum();

    static double[] Numbers(int seed)
    {
        var stream = Stream(seed);
        return [.. Enumerable.Range(0, Terms).Select(_ => stream.NextUniform())];
    }
}

/// <summary>A difference quotient of e^x at a drawn point.</summary>
abstract class Quotients : OfAKind
{
    static readonly double[] Steps = [.. Enumerable.Range(4, 4).Select(k => Math.Pow(2, -k))];

    [Law("H31", LawKind.Order, @"(e^{x+h} - e^x) / h = e^x + O(h)", Source = "Taylor 1715", Given = "x between 0 and 1",
        Within = nameof(FirstOrder))]
    public Measurement Quotients_approach_the_derivative(int seed) => Approach(seed, Wrong);

    [Mistake(nameof(Quotients_approach_the_derivative), "a derivative too large by a tenth")]
    public Measurement They_do_not_approach_another_number(int seed) => Approach(seed, 1.1);

    static Rule FirstOrder => Order.Exactly(1, .5).Because("the next term is h/3 of the first");

    static Measurement Approach(int seed, double factor)
    {
        var x = Stream(seed).NextUniform();
        return Measure.Shrinks(
            "quotient − derivative", Steps, [.. Steps.Select(h => Math.Abs((Math.Exp(x + h) - Math.Exp(x)) / h - factor * Math.Exp(x)))]);
    }
}

/// <summary>A number between zero and one never exceeds one, and comes near to it.</summary>
abstract class Bounds : OfAKind
{
    [Law("H32", LawKind.Bound, @"x \le 1", Source = "Peano 1889", Given = "the largest of a hundred numbers between 0 and 1",
        Within = Exact.ToTheBit)]
    public Measurement Numbers_stay_below_one(int seed) => Stay(seed, Wrong);

    [Mistake(nameof(Numbers_stay_below_one), "a tenth too much")]
    public Measurement A_tenth_more_does_not(int seed) => Stay(seed, 1.1);

    static Measurement Stay(int seed, double factor)
    {
        var stream = Stream(seed);
        return Measure.AtMost("largest", factor * Enumerable.Range(0, 100).Max(_ => stream.NextUniform()), "1", 1);
    }
}

/// <summary>The mean of many normal numbers around one.</summary>
abstract class Means : OfAKind
{
    const int Draws = 400_000;

    protected override int AtMost => 3;

    [Law("H33", LawKind.Statistical, @"\mathbb{E}[1 + z] = 1", Source = "Gauss 1809", Given = "z is normal", Within = nameof(Mean),
        Alpha = 1e-9)]
    public Measurement The_mean_is_one(int seed) => HasMean(seed, Wrong);

    [Mistake(nameof(The_mean_is_one), "a twentieth too much")]
    public Measurement A_shift_is_seen(int seed) => HasMean(seed, 1.05);

    static Rule Mean => Statistical.NormalMean(Draws, detects: .022);

    static Measurement HasMean(int seed, double factor)
    {
        var z = new double[Draws];
        Stream(seed).FillNormal(z);
        return Measure.Distance("mean", factor * (1 + z.Average()), "1", 1);
    }
}

/// <summary>A mean over groups that stray by a hundredth.</summary>
abstract class Rates : OfAKind
{
    const int Groups = 100;

    protected override int AtMost => 3;

    [Law("H34", LawKind.Limit, @"\mathbb{E}[g] = 1", Source = "Student 1908", Given = "g is normal around 1", Within = nameof(Interval),
        Alpha = 1e-9)]
    public Measurement Groups_have_mean_one(int seed) => HaveMean(seed, Wrong);

    [Mistake(nameof(Groups_have_mean_one), "a twentieth too much")]
    public Measurement A_shift_is_seen(int seed) => HaveMean(seed, 1.05);

    static Rule Interval => new Rate(.02, "a group is one number");

    static Measurement HaveMean(int seed, double factor)
    {
        var z = new double[Groups];
        Stream(seed).FillNormal(z);
        return Measure.Mean("mean of groups", [.. z.Select(x => factor * (1 + .01 * x))], "1", 1);
    }
}

/// <summary>A statistic within a hundredth of its null plus its margin.</summary>
[Planted]
[Chapter("Of each kind")]
abstract class Shown(double wrong)
{
    [Phenomenon("H35", "s > 0", Source = "nobody", Given = "s is .51", Within = nameof(ByAHalf), Seeds = 5)]
    public Measurement The_statistic_lies_above_zero(Replicate replicate) => Lies(.51 / wrong);

    [Rival(nameof(The_statistic_lies_above_zero), "half of it")]
    public Measurement Half_of_it_does_not(Replicate replicate) => Lies(.25);

    static Rule ByAHalf => Margin.Of(.505, "as an example");

    static Measurement Lies(double statistic) => Measure.Above("s", statistic, "null", 0);
}

sealed class TrueIdentity : RoundedSums { protected override double Wrong => 1; }
sealed class TrueOrder : Quotients { protected override double Wrong => 1; }
sealed class TrueBound : Bounds { protected override double Wrong => 1; }
sealed class TrueStatistic : Means { protected override double Wrong => 1; }
sealed class TrueRate : Rates { protected override double Wrong => 1; }
sealed class TruePhenomenon() : Shown(1);
sealed class WrongIdentity : RoundedSums { protected override double Wrong => 1.02; }
sealed class WrongOrder : Quotients { protected override double Wrong => 1.02; }
sealed class WrongBound : Bounds { protected override double Wrong => 1.02; }
sealed class WrongStatistic : Means { protected override double Wrong => 1.02; }
sealed class WrongRate : Rates { protected override double Wrong => 1.02; }
sealed class WrongPhenomenon() : Shown(1.02);
