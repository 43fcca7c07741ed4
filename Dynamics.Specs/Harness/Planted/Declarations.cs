using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Harness.Planted;

sealed class LawWithoutSource : AboutNumbers
{
    [Law("H20", LawKind.Bound, @"n \le 1000", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class LawWithoutFalsifier : AboutAThousand;

sealed class LawWithoutRule : AboutNumbers
{
    [Law("H21", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = "Rounded")]
    public Measurement Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class LawWithTheRuleOfAnotherSubject : AboutNumbers
{
    [Law("H22", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = nameof(Lengths))]
    public Measurement Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);

    static Rule Lengths => Roundoff.Within(new Quantity<string>("length", text => text.Length));
}

sealed class LawThatReturnsABool : AboutNumbers
{
    [Law("H23", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.ToTheBit)]
    public bool Numbers_stay_below_a_thousand(int n) => n <= 1000;

    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class LawAboutSomethingElse : AboutNumbers
{
    [Law("H24", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement Lists_stay_short(List<string> list) => IsAtMost(1000, list.Count);

    [Mistake(nameof(Lists_stay_short), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(List<string> list) => IsAtMost(1000, list.Count + 1001);
}

sealed class LawWithAMisspeltFalsifier : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);

    [Mistake("Numbers_stay_below_a_milion", "a million too much")]
    public Measurement A_million_more_do_not(int n) => IsAtMost(1000, n + 1e6);
}

/// <summary>Not of AboutNumbers, whose chapter it would inherit.</summary>
[Planted]
sealed class LawWithoutChapter
{
    [Law("H25", LawKind.Identity, "1 = 2", Source = "nobody", Given = "nothing", Within = Exact.ToTheBit)]
    public Measurement One_is_two() => Measure.Distance("1", 1, "2", 2);

    [Mistake(nameof(One_is_two), "three for one")]
    public Measurement Three_is_not() => Measure.Distance("1", 3, "2", 2);
}

sealed class FirstOfTwoWithOneKey : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

[Subject("FirstOfTwoWithOneKey")]
sealed class SecondOfTwoWithOneKey : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class AnotherStatementUnderOneId : AboutNumbers
{
    [Law("H3", LawKind.Bound, @"n \le 2000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement Numbers_stay_below_two_thousand(int n) => IsAtMost(2000, n);

    [Mistake(nameof(Numbers_stay_below_two_thousand), "two thousand too much")]
    public Measurement Two_thousand_and_one_more_do_not(int n) => IsAtMost(2000, n + 2001);
}

[Breaks(nameof(Numbers_stay_below_a_thousand), "")]
sealed class HypothesisWithoutAName : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

[LooseTolerance("Numbers_stay_below_a_milion", "it is misspelt")]
sealed class ExcuseForALawThatIsNone : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class AnyExceptionForNoCase : AboutNumbers
{
    [Law("H27", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.ToTheBit,
        NoCaseWhere = [typeof(Exception)])]
    public Measurement Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class MistakeThatIsNeverCaught : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "nothing", CatchRate = 0)]
    public Measurement They_do(int n) => IsAtMost(1000, n);
}

[Planted]
[Chapter("Whole numbers")]
sealed class TwoLawsWithOneId
{
    [Law("H26", LawKind.Identity, "1 = 1", Source = "nobody", Given = "nothing", Within = Exact.ToTheBit)]
    public Measurement One_is_one() => Measure.Distance("1", 1, "1", 1);

    [Law("H26", LawKind.Identity, "2 = 2", Source = "nobody", Given = "nothing", Within = Exact.ToTheBit)]
    public Measurement Two_is_two() => Measure.Distance("2", 2, "2", 2);
}

[Planted]
abstract class LawThatNobodyInherits
{
    [Law("H28", LawKind.Identity, "1 = 1", Source = "nobody", Given = "nothing", Within = Exact.ToTheBit)]
    public Measurement One_is_one() => Measure.Distance("1", 1, "1", 1);
}

[Planted]
class LawOfAnOpenClass<T>
{
    [Law("H29", LawKind.Identity, "1 = 1", Source = "nobody", Given = "nothing", Within = Exact.ToTheBit)]
    public Measurement One_is_one() => Measure.Distance("1", 1, "1", 1);
}

[LooseTolerance(nameof(Numbers_equal_their_sums), "nobody knows")]
sealed class LawWithAnExcuseThatItDoesNotNeed : RoundedSums
{
    protected override double Wrong => 1;
}
