using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Harness.Planted;

/// <summary>Laws that hold because they cannot fail, or hardly.</summary>
abstract class AboutTenths : AboutNumbers
{
    protected static Measurement IsATenth(int n, double left) => Measure.Distance("n × 0.1", left, "n / 10", (n + 1) / 10.0);
}

sealed class LawWithAWideTolerance : AboutTenths
{
    [Law("H40", LawKind.Identity, "n / 10", Source = "Peano 1889", Given = "n is drawn", Within = nameof(Rounded))]
    public Measurement Tenths_are_tenths(int n) => IsATenth(n, (n + 1) * .1);

    [Mistake(nameof(Tenths_are_tenths), "one more")]
    public Measurement One_more_is_not(int n) => IsATenth(n, (n + 2) * .1);

    static Rule Rounded => Roundoff.Within(Gamma<int>(1e6)).Because("far too many operations");
}

[LooseTolerance(nameof(Tenths_are_tenths), "it is an example")]
sealed class LawWithAWideToleranceAndAReason : AboutTenths
{
    [Law("H40", LawKind.Identity, "n / 10", Source = "Peano 1889", Given = "n is drawn", Within = nameof(Rounded))]
    public Measurement Tenths_are_tenths(int n) => IsATenth(n, (n + 1) * .1);

    [Mistake(nameof(Tenths_are_tenths), "one more")]
    public Measurement One_more_is_not(int n) => IsATenth(n, (n + 2) * .1);

    static Rule Rounded => Roundoff.Within(Gamma<int>(1e6)).Because("far too many operations");
}

/// <summary>A tolerance of one part in a hundred, and an error of some parts in ten thousand of it.</summary>
sealed class LawThatSeesNoSmallError : AboutTenths
{
    [Law("H41", LawKind.Identity, "n / 10", Source = "Peano 1889", Given = "n is drawn", Within = nameof(AHundredth))]
    public Measurement Tenths_are_tenths_nearly(int n) => IsATenth(n, (n + 1) * .1001);

    [Mistake(nameof(Tenths_are_tenths_nearly), "a twentieth too much")]
    public Measurement A_twentieth_more_is_not(int n) => IsATenth(n, (n + 1) * .105);

    static Rule AHundredth => Truncation.Within(.01 * new Quantity<int>("n / 10", n => (n + 1) / 10.0));
}

/// <summary>A bound whose tolerance is one part in a hundred: what exceeds it by less is not seen.</summary>
sealed class BoundWithAWideTolerance : AboutNumbers
{
    [Law("H45", LawKind.Bound, @"n \le n + 1", Source = "Peano 1889", Given = "n is drawn", Within = nameof(AHundredth))]
    public Measurement A_number_is_at_most_the_next(int n) => IsAtMost(n, n);

    [Mistake(nameof(A_number_is_at_most_the_next), "the one after the next")]
    public Measurement The_one_after_the_next_is_not(int n) => IsAtMost(n + 2, n);

    static Rule AHundredth => Truncation.Within(.01 * new Quantity<int>("(n + 1)", n => n + 1));

    static Measurement IsAtMost(double left, int n) => Measure.AtMost("n", left, "n + 1", n + 1);
}

/// <summary>
/// Slopes of at least 1 within 4 h: those of h + h² / 10⁴ stray by less than a thousandth of that, to the side that is allowed.
/// </summary>
sealed class OrderWithAWideConstant : AboutNumbers
{
    [Law("H46", LawKind.Order, @"h + h^2 / 10^4", Source = "Taylor 1715", Given = "n is drawn", Within = nameof(FourTimesTheStep))]
    public Measurement An_error_shrinks_like_its_step(int n) => Shrinks(1);

    [Mistake(nameof(An_error_shrinks_like_its_step), "an error that stays")]
    public Measurement An_error_that_stays_does_not(int n) => Shrinks(0);

    static Rule FourTimesTheStep => Order.AtLeast(1, 4);

    static Measurement Shrinks(int power)
    {
        double[] steps = [1.0 / 16, 1.0 / 32, 1.0 / 64];
        return Measure.Shrinks("h", steps, [.. steps.Select(h => Math.Pow(h, power) * (1 + h / 1e4))]);
    }
}

sealed class LawWithoutPower : AboutNumbers
{
    [Law("H42", LawKind.Statistical, @"\bar z = 0", Source = "Gauss 1809", Given = "ten draws", Alpha = 1e-9, Within = nameof(Mean))]
    public Measurement Ten_draws_tell_a_tenth(int n) => Measure.Distance("mean", .01, "expected", 0);

    [Mistake(nameof(Ten_draws_tell_a_tenth), "a mean of a hundred")]
    public Measurement A_hundred_is_seen(int n) => Measure.Distance("mean", 100, "expected", 0);

    static Rule Mean => Statistical.NormalMean(10, detects: .1);
}

/// <summary>The same number on both sides.</summary>
sealed class CircularLaw : AboutTenths
{
    [Law("H43", LawKind.Identity, "n / 10", Source = "Peano 1889", Given = "n is drawn", Within = nameof(Rounded))]
    public Measurement Tenths_are_themselves(int n) => IsATenth(n, (n + 1) / 10.0);

    [Mistake(nameof(Tenths_are_themselves), "one more")]
    public Measurement One_more_is_not(int n) => IsATenth(n, (n + 2) / 10.0);

    static Rule Rounded => Roundoff.Within(Gamma<int>(2) * new Quantity<int>("n", n => n + 1));
}

/// <summary>The same vector on both sides.</summary>
sealed class CircularLawOfVectors : AboutNumbers
{
    [Law("H44", LawKind.Identity, "v = v", Source = "Peano 1889", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement A_vector_is_itself(int n) => Compare(Computed(n), n);

    [Mistake(nameof(A_vector_is_itself), "one more")]
    public Measurement One_more_is_not(int n) => Compare(Computed(n) + 1, n);

    static readonly Vector<double>[] Cached = new Vector<double>[1001];

    static Vector<double> Computed(int n) => Cached[n] ??= Vector<double>.Build.Dense(3, n);

    static Measurement Compare(Vector<double> left, int n) => Measure.Distance("v", left, "v again", Computed(n));
}
