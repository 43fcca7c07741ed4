using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;

namespace Dynamics.Specs.Harness.Planted;

/// <summary>Laws about whole numbers from 0 to 1000, on which the harness is tried: what is true of each is known.</summary>
[Planted]
[Chapter("Whole numbers")]
abstract class AboutNumbers : ISubjectsOf<int>
{
    public virtual Subjects<int> Subjects =>
        new(Gen.Choose(0, 1000), n => Simpler.Count(n, 0), n => [Trait.Of("n", n), Trait.Of("parity", n % 2 == 0 ? "even" : "odd")]);

    protected static Measurement IsAtMost(double bound, double n) => Measure.AtMost("n", n, "bound", bound);
}

sealed class TrueLaw : AboutNumbers
{
    [Law("H1", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);

    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class FalseLaw : AboutNumbers
{
    [Law("H2", LawKind.Bound, @"n \le 99", Source = "nobody", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement Numbers_have_two_digits(int n) => IsAtMost(99, n);

    [Mistake(nameof(Numbers_have_two_digits), "a thousand too much")]
    public Measurement A_thousand_more_do_not(int n) => IsAtMost(99, n + 1000);
}

/// <summary>What is declared around H3, which is true.</summary>
abstract class AboutAThousand : AboutNumbers
{
    [Law("H3", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement Numbers_stay_below_a_thousand(int n) => IsAtMost(1000, n);
}

sealed class LawWithASurvivor : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "half of it")]
    public Measurement Half_of_them_does_too(int n) => IsAtMost(1000, n / 2.0);
}

/// <summary>The mistake is one on the 500 numbers above 500, so that its catch rate is a half.</summary>
sealed class LawWithAMistakeOnHalfOfItsSubjects : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "five hundred too much", CatchRate = .4)]
    public Measurement Five_hundred_more_do_not(int n) => IsAtMost(1000, n + 500);
}

/// <summary>
/// Caught on a third of its subjects: as a half, that is within what chance allows on any run, and missed on the default one.
/// </summary>
sealed class LawWithAMistakeOnAThirdOfItsSubjects : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "four hundred too much")]
    public Measurement Four_hundred_more_do_not(int n) => IsAtMost(1000, n + 400);
}

sealed class LawWithARareMistake : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "fifty too much")]
    public Measurement Fifty_more_do_not(int n) => IsAtMost(1000, n + 50);
}

sealed class LawWithAMistakeThatMayNotEscape : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "five hundred too much", AlwaysBecause = "somebody says so")]
    public Measurement Five_hundred_more_do_not(int n) => IsAtMost(1000, n + 500);
}

sealed class LawWithAMistakeThatCannotBeComputed : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "the inverse for the number")]
    public Measurement The_inverse_cannot_be_had(int n) => n > 0 ? Measurement.NoCase("it cannot be had") : IsAtMost(1000, n + 1001);
}

sealed class LawWithAnotherRightHandSide : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "compared with something else")]
    public Measurement Compared_with_another_bound(int n) => IsAtMost(-1, n);
}

sealed class LawWithAMistakeOnBothSides : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "compared with something else", Spoils = Spoiled.Both)]
    public Measurement Compared_with_another_bound(int n) => IsAtMost(-1, n);
}

sealed class LawWithANaNForAMistake : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "nothing that can be compared")]
    public Measurement Not_a_number_is_no_mistake(int n) => IsAtMost(1000, double.NaN);
}

sealed class LawWithAMistakeThatThrows : AboutAThousand
{
    [Mistake(nameof(Numbers_stay_below_a_thousand), "an exception for a number")]
    public Measurement It_throws(int n) => throw new InvalidOperationException("no mistake was made");
}

sealed class LawWithNaN : AboutNumbers
{
    [Law("H9", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement Not_a_number_is_below_a_thousand(int n) => IsAtMost(1000, double.NaN);

    [Mistake(nameof(Not_a_number_is_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class LawThatThrows : AboutNumbers
{
    [Law("H10", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement Numbers_below_seven_can_be_measured(int n) =>
        n < 7 ? IsAtMost(1000, n) : throw new InvalidOperationException("seven or more");

    [Mistake(nameof(Numbers_below_seven_can_be_measured), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

/// <summary>Not the laws throw, but the fixture on the way to a subject.</summary>
sealed class FixtureThatThrows : AboutAThousand
{
    public override Subjects<int> Subjects =>
        new(Gen.Choose(0, 1000).Select(n => n < 990 ? n : throw new InvalidOperationException("no subject beyond 989")), _ => [], _ => []);

    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

sealed class LawAboutNothing : AboutNumbers
{
    [Law("H12", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is negative", Within = Exact.ToTheBit)]
    public Measurement Negative_numbers_stay_below_a_thousand(int n) =>
        n < 0 ? IsAtMost(1000, n) : Measurement.NoCase("n is not negative");

    [Mistake(nameof(Negative_numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

/// <summary>Nineteen subjects in a thousand meet the hypothesis.</summary>
sealed class LawOnOneDrawInFifty : AboutNumbers
{
    [Law("H13", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is below 20", Within = Exact.ToTheBit)]
    public Measurement Small_numbers_stay_below_a_thousand(int n) => n < 20 ? IsAtMost(1000, n) : Measurement.NoCase("n is 20 or more");

    [Mistake(nameof(Small_numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

/// <summary>An exception that says that a hypothesis is not met is no violation.</summary>
sealed class LawWithAnUnmetHypothesis : AboutNumbers
{
    [Law("H14", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is not a multiple of three",
        Within = Exact.ToTheBit, NoCaseWhere = [typeof(DivideByZeroException)])]
    public Measurement The_others_stay_below_a_thousand(int n) =>
        n % 3 == 0 ? throw new DivideByZeroException("n is a multiple of three") : IsAtMost(1000, n);

    [Mistake(nameof(The_others_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}

[DoesNotApply(nameof(Numbers_stay_below_a_thousand), "there is nothing to measure")]
sealed class LawThatDoesNotApply : AboutNumbers
{
    [Law("H17", LawKind.Bound, @"n \le 1000", Source = "Peano 1889", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement Numbers_stay_below_a_thousand(int n) => throw new InvalidOperationException("it was run all the same");

    [Mistake(nameof(Numbers_stay_below_a_thousand), "a thousand too much")]
    public Measurement A_thousand_and_one_more_do_not(int n) => IsAtMost(1000, n + 1001);
}
