using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Tolerances;
using FsCheck.Fluent;

namespace Dynamics.Specs.Harness;

/// <summary>Laws about whole numbers, true and false, on which the harness is tried. No chapter: NUnit does not run them.</summary>
abstract class AboutNumbers : ISubjectsOf<int>
{
    public Subjects<int> Subjects => new(Gen.Choose(0, 1000), n => Simpler.Count(n, 0), n => [Trait.Of("n", n), Trait.Of("parity", n % 2 == 0 ? "even" : "odd")]);

    protected static Evidence IsAtMost(double bound, double n) => Measure.AtMost("n", n, "bound", bound).Exactly();
}

sealed class TrueLaw : AboutNumbers
{
    [Law("H1", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Falsifier(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Evidence A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class FalseLaw : AboutNumbers
{
    [Law("H2", LawKind.Bound, @"n \le 99", Source = "nobody", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_have_two_digits(int n) => IsAtMost(99, n);

    [Falsifier(nameof(Numbers_have_two_digits), "a thousand too much")]
    public Evidence A_thousand_more_do_not(int n) => IsAtMost(99, n + 1000);
}

sealed class LawWithASurvivor : AboutNumbers
{
    [Law("H3", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Falsifier(nameof(Numbers_stay_below_a_thousand), "half of it")]
    public Evidence Half_of_them_does_too(int n) => IsAtMost(1000, n / 2.0);
}

sealed class LawWithAnotherTolerance : AboutNumbers
{
    [Law("H4", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Falsifier(nameof(Numbers_stay_below_a_thousand), "measured by a rule of its own")]
    public Evidence Measured_by_another_rule(int n) => Measure.AtMost("n", n + 1001, "bound", 1000).Within(Roundoff.Of(1, 1, "none"));
}

sealed class LawWithAnotherRightHandSide : AboutNumbers
{
    [Law("H5", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Falsifier(nameof(Numbers_stay_below_a_thousand), "compared with something else")]
    public Evidence Compared_with_another_bound(int n) => IsAtMost(-1, n);
}

sealed class LawWithoutPower : AboutNumbers
{
    [Law("H6", LawKind.Statistical, @"\bar z = 0", Source = "Gauss 1809", Given = "ten draws", Alpha = 1e-9,
        Within = "statistical: normal quantile of a mean, n = 10, detects 0.1")]
    public Evidence Ten_draws_tell_a_tenth(int n) => Measure.Distance("mean", 0, "expected", 0).Within(Statistical.NormalMean(10, detects: .1));

    [Falsifier(nameof(Ten_draws_tell_a_tenth), "a mean of a hundred")]
    public Evidence A_hundred_is_seen(int n) => Measure.Distance("mean", 100, "expected", 0).Within(Statistical.NormalMean(10, detects: .1));
}

sealed class LawWithoutSource : AboutNumbers
{
    [Law("H7", LawKind.Bound, @"n \le 1000", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Falsifier(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Evidence A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class LawWithoutFalsifier : AboutNumbers
{
    [Law("H8", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);
}

sealed class LawWithNaN : AboutNumbers
{
    [Law("H9", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Not_a_number_is_below_a_thousand(int n) => IsAtMost(1000, double.NaN);

    [Falsifier(nameof(Not_a_number_is_below_a_thousand), "a thousand too much")]
    public Evidence A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class LawWithANaNForAMistake : AboutNumbers
{
    [Law("H19", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Falsifier(nameof(Numbers_stay_below_a_thousand), "nothing that can be compared")]
    public Evidence Not_a_number_is_no_mistake(int n) => IsAtMost(1000, double.NaN);
}

[Breaks(nameof(Numbers_can_be_measured), "a hypothesis, but nothing is measured")]
sealed class BrokenHypothesisThatThrows : AboutNumbers
{
    [Law("H20", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_can_be_measured(int n) => throw new InvalidOperationException("no measurement");

    [Falsifier(nameof(Numbers_can_be_measured), "a thousand too much")]
    public Evidence A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class LawThatThrows : AboutNumbers
{
    [Law("H10", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_below_seven_can_be_measured(int n) => n < 7 ? IsAtMost(1000, n) : throw new InvalidOperationException("seven or more");

    [Falsifier(nameof(Numbers_below_seven_can_be_measured), "a thousand too much")]
    public Evidence A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class LawThatIsLoosened : AboutNumbers
{
    [Law("H11", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_stay_below_a_thousand(int n) => Measure.AtMost("n", n, "bound", 1000).Within(Roundoff.Of(1, 1e6, "loose"));

    [Falsifier(nameof(Numbers_stay_below_a_thousand), "a million too much")]
    public Evidence A_million_more_do_not(int n) => Measure.AtMost("n", n + 1e6, "bound", 1000).Within(Roundoff.Of(1, 1e6, "loose"));
}

sealed class LawAboutNothing : AboutNumbers
{
    [Law("H12", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is negative", Within = Exact.Bits)]
    public Evidence Negative_numbers_stay_below_a_thousand(int n) => n < 0 ? IsAtMost(1000, n) : Evidence.NoCase("n is not negative");

    [Falsifier(nameof(Negative_numbers_stay_below_a_thousand), "a thousand too much")]
    public Evidence A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

abstract class AboutWideTolerances : AboutNumbers
{
    protected static Evidence IsItself(int n, double left) => Measure.Distance("n", left, "itself", n).Within(Roundoff.Of(1e6, 1, "far too many operations"));
}

sealed class LawWithAWideTolerance : AboutWideTolerances
{
    [Law("H13", LawKind.Identity, "n = n", Source = "Peano 1889", Given = "n is drawn", Within = "roundoff: far too many operations")]
    public Evidence Numbers_equal_themselves(int n) => IsItself(n, n);

    [Falsifier(nameof(Numbers_equal_themselves), "one more")]
    public Evidence One_more_does_not(int n) => IsItself(n, n + 1);
}

[Wide(nameof(Numbers_equal_themselves), "whole numbers do not round")]
sealed class LawWithAWideToleranceAndAReason : AboutWideTolerances
{
    [Law("H14", LawKind.Identity, "n = n", Source = "Peano 1889", Given = "n is drawn", Within = "roundoff: far too many operations")]
    public Evidence Numbers_equal_themselves(int n) => IsItself(n, n);

    [Falsifier(nameof(Numbers_equal_themselves), "one more")]
    public Evidence One_more_does_not(int n) => IsItself(n, n + 1);
}

[Breaks(nameof(Numbers_have_two_digits), "n has two digits")]
sealed class BrokenHypothesis : AboutNumbers
{
    [Law("H15", LawKind.Bound, @"n \le 99", Source = "nobody", Given = "n has two digits", Within = Exact.Bits)]
    public Evidence Numbers_have_two_digits(int n) => IsAtMost(99, n + 100);

    [Falsifier(nameof(Numbers_have_two_digits), "a thousand too much")]
    public Evidence A_thousand_more_do_not(int n) => IsAtMost(99, n + 1000);
}

[Breaks(nameof(Numbers_stay_below_a_thousand), "nothing, in truth")]
sealed class HypothesisThatIsNotBroken : AboutNumbers
{
    [Law("H16", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Falsifier(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Evidence A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

[DoesNotApply(nameof(Numbers_stay_below_a_thousand), "there is nothing to measure")]
sealed class LawThatDoesNotApply : AboutNumbers
{
    [Law("H17", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.Bits)]
    public Evidence Numbers_stay_below_a_thousand(int n) => throw new InvalidOperationException("it was run all the same");

    [Falsifier(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Evidence A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class FrozenPhenomenon
{
    const string Beyond = "phenomenon: beyond the null by 0.5, as an example";

    [Law("H18", LawKind.Phenomenon, "s > 0", Source = "nobody", Given = "a frozen setting", Within = Beyond)]
    public Evidence The_statistic_lies_above_zero() => Lies(1);

    [Falsifier(nameof(The_statistic_lies_above_zero), "a statistic at the null")]
    public Evidence A_smaller_one_does_not() => Lies(.4);

    static Evidence Lies(double statistic) => Measure.Above("s", statistic, "null", 0).Within(Phenomenon.By(.5, "as an example"));
}
