using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Harness.Planted;

/// <summary>Three numbers of which one may be none; on the right all are.</summary>
abstract class AboutThreeNumbers : AboutNumbers
{
    protected static readonly double[] Right = [1, 2, 3], Left = [1, double.NaN, 3], Short = [1, 2];

    protected static Measurement Largest(double[] left) => Measure.LargestDistance("left", left, "right", Right);

    protected static Measurement Entries(double[] left) => Measure.Distance(
        "left", Matrix<double>.Build.DenseOfRowArrays(left), "right", Matrix<double>.Build.DenseOfRowArrays(Right));

    protected static Rule ATenth => Truncation.Within(.1 * new Quantity<int>("1", _ => 1));
}

sealed class LawWithANaNAmongItsNumbers : AboutThreeNumbers
{
    [Law("H50", LawKind.Bound, "a = b", Source = "nobody", Given = "n is drawn", Within = nameof(ATenth))]
    public Measurement The_largest_difference_is_small(int n) => Largest(Left);

    [Mistake(nameof(The_largest_difference_is_small), "another number")]
    public Measurement Another_number_is_not(int n) => Largest([2, 2, 3]);
}

sealed class LawWithANaNInAMatrix : AboutThreeNumbers
{
    [Law("H51", LawKind.Bound, "a = b", Source = "nobody", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement The_matrices_are_equal(int n) => Entries(Left);

    [Mistake(nameof(The_matrices_are_equal), "another number")]
    public Measurement Another_number_is_not(int n) => Entries([2, 2, 3]);
}

sealed class LawWithTooFewNumbers : AboutThreeNumbers
{
    [Law("H52", LawKind.Bound, "a = b", Source = "nobody", Given = "n is drawn", Within = nameof(ATenth))]
    public Measurement The_first_two_are_the_same(int n) => Largest(Short);

    [Mistake(nameof(The_first_two_are_the_same), "another number")]
    public Measurement Another_number_is_not(int n) => Largest([2, 2, 3]);
}

sealed class LawWithoutNumbers : AboutThreeNumbers
{
    [Law("H53", LawKind.Bound, "a = b", Source = "nobody", Given = "n is drawn", Within = Exact.ToTheBit)]
    public Measurement Nothing_is_nothing(int n) => Measure.Bits("left", [], "right", []);

    [Mistake(nameof(Nothing_is_nothing), "a number")]
    public Measurement A_number_is_not(int n) => Measure.Bits("left", [1], "right", []);
}

sealed class LawWithASlopeThatIsNone : AboutThreeNumbers
{
    [Law("H54", LawKind.Order, "e = O(h)", Source = "nobody", Given = "n is drawn", Within = nameof(First))]
    public Measurement It_falls_like_the_step(int n) => Measure.Shrinks("e", [1, .5, .25], [1, .5, double.NaN]);

    [Mistake(nameof(It_falls_like_the_step), "it does not fall")]
    public Measurement A_number_does_not(int n) => Measure.Shrinks("e", [1, .5, .25], [1, 1, 1]);

    static Rule First => Order.Exactly(1, .1);
}

/// <summary>A rate about groups that spread by thousands: its interval scales, and throws nothing.</summary>
sealed class LawAboutLargeNumbers : AboutNumbers
{
    [Law("H55", LawKind.Limit, "m = 0", Source = "Student 1908", Given = "n is drawn", Alpha = 1e-11, Cases = 10, Within = nameof(Groups))]
    public Measurement Their_mean_is_zero(int n) => Mean(0);

    [Mistake(nameof(Their_mean_is_zero), "a million for zero")]
    public Measurement A_million_is_seen(int n) => Mean(1e6);

    static Rule Groups => new Rate(1e6, "a group is a number");

    static Measurement Mean(double shift) =>
        Measure.Mean("mean", [.. new[] { -3000, -2000, -1000, -10, 10, 1000, 2000, 5000 }.Select(x => x + shift)], "zero", 0);
}
