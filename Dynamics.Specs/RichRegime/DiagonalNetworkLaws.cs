using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Specs.Training;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// A linear rule written as w = u² − v² fits the same data with another rule: the size of the first weights decides whether it is near the
/// shortest or near those of least |w|₁. This is the passage from lazy to rich in two lines of algebra.
/// </summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class DiagonalNetworkLaws : ISubjectsOf<InterpolationTask>
{
    public Subjects<InterpolationTask> Subjects => InterpolationTask.Subjects;

    [Law("B2a", LawKind.Order, @"\operatorname{arcsinh}(w_t / 2 \alpha^2) \in \text{rows of } X + O(\eta)",
        Source = "Woodworth et al. 2020, theorem 1",
        Given = "w = u² − v², u = v = α at the start; gradient descent on ½ |X w − y|² in u and v to time 1; X with orthonormal rows, |y| "
            + "= 1, 1/4 ≤ α ≤ 1", Within = nameof(FirstOrder))]
    public Measurement The_hyperbolic_dual_moves_along_the_examples(InterpolationTask task) =>
        StaysAmongTheRows(task, task.Network.Dual);

    [Mistake(nameof(The_hyperbolic_dual_moves_along_the_examples), "α² for 2 α²")]
    public Measurement With_half_the_unit_the_dual_leaves_the_examples(InterpolationTask task) =>
        StaysAmongTheRows(task, w => w.Map(entry => Elementary.Asinh(entry / (task.Scale * task.Scale))));

    [Law("B2d", LawKind.Order, @"w_h = \operatorname{argmin}_{X w = y} \sum_i w_i \operatorname{arcsinh} \frac{w_i}{2 \alpha^2} "
            + @"- \sqrt{w_i^2 + 4 \alpha^4} + O(h^4)",
        Source = "Woodworth et al. 2020, theorem 1",
        Given = "w = u² − v², u = v = α at the start, 1/4 ≤ α ≤ 1; X with orthonormal rows, |y| = 1; the flow fits the data, as u² + "
            + "v² ≥ 2 α²; steps of order 4 in u and v, h times as long as the fastest mode, until the slowest has shrunk by e⁻²⁸",
        Within = nameof(OfTheFlow), Cases = 15, RestsOn = ["B2a"])]
    public Measurement The_flow_ends_at_the_interpolant_of_least_hyperbolic_entropy(InterpolationTask task) =>
        EndsAt(task, task.EndFrom(task.Scale));

    [Mistake(nameof(The_flow_ends_at_the_interpolant_of_least_hyperbolic_entropy), "a scale that is 2 % larger", Catches = 5)]
    public Measurement It_does_not_end_where_a_flow_from_another_scale_does(InterpolationTask task) =>
        EndsAt(task, task.EndFrom(1.02 * task.Scale));

    [Rival(nameof(The_flow_ends_at_the_interpolant_of_least_hyperbolic_entropy), "the shortest interpolant", Catches = 5)]
    public Measurement It_does_not_end_at_the_shortest(InterpolationTask task) => EndsAt(task, task.Shortest);

    [Law("B2b", LawKind.Order, @"w_\infty = X^{+} y + \frac{1}{24 \alpha^4} (I - X^{+} X) (X^{+} y)^3 + O(\alpha^{-8})",
        Source = "derived here: the hyperbolic entropy of Woodworth et al. 2020 expanded for large α",
        Given = "the end of the flow that starts at u = v = α and fits the data, followed in log u and log v; X with orthonormal "
            + "rows, |y| = 1; the cube entry by entry; h = 1 / α² = 1/4, 1/8, 1/16",
        Within = nameof(Expansion), Cases = 20, RestsOn = ["B2d"])]
    public Measurement From_large_weights_the_flow_ends_near_the_shortest_interpolant(InterpolationTask task) =>
        IsNearTheShortest(task, h => h, 1);

    [Mistake(nameof(From_large_weights_the_flow_ends_near_the_shortest_interpolant), "the shortest itself", Catches = 5)]
    public Measurement The_flow_does_not_end_at_the_shortest_to_that_order(InterpolationTask task) => IsNearTheShortest(task, h => h, 0);

    [Mistake(nameof(From_large_weights_the_flow_ends_near_the_shortest_interpolant), "a leading term that is 2 % larger", Catches = 5)]
    public Measurement With_a_leading_term_that_is_larger_it_does_not(InterpolationTask task) => IsNearTheShortest(task, h => h, 1.02);

    [HypothesisDropped(nameof(From_large_weights_the_flow_ends_near_the_shortest_interpolant), "small weights: 1 / α for α", Catches = 5)]
    public Measurement From_small_weights_the_flow_does_not_approach_the_shortest(InterpolationTask task) =>
        IsNearTheShortest(task, h => 1 / h, 1);

    [Law("B2c", LawKind.Bound,
        @"(1 - 1 / \Lambda) |w_\infty|_1 \le \min_{X w = y} |w|_1 + (\sum_i |w_i| \log(|w_i| + \alpha^2) + D / e) / \Lambda, "
            + @"\quad \Lambda = \log \alpha^{-2}",
        Source = "derived here, from the hyperbolic entropy of Woodworth et al. 2020",
        Given = "the end of the flow that starts at u = v = 10⁻³⁰ α, if it fits, followed in log u and log v; w is the interpolant "
            + "of least |w|₁; the norms are compared, not the vectors. With z ≥ 0, log 2z ≤ arcsinh z ≤ log(1 + 2z) "
            + "puts the entropy that the end minimises between two of this form",
        Within = nameof(Interpolated), Cases = 20, RestsOn = ["B2d"])]
    public Measurement From_small_weights_the_end_of_the_flow_has_nearly_the_least_l1_norm(InterpolationTask task) =>
        IsHardlyLonger(task, Tiny * task.Scale);

    [HypothesisDropped(nameof(From_small_weights_the_end_of_the_flow_has_nearly_the_least_l1_norm), "large weights: 4 α")]
    public Measurement From_large_weights_the_flow_ends_at_a_longer_interpolant(InterpolationTask task) =>
        IsHardlyLonger(task, 4 * task.Scale);

    const double Tiny = 1e-30;

    static readonly double[] Sixteenths = [1.0 / 4, 1.0 / 8, 1.0 / 16];

    static Rule FirstOrder =>
        Order.Exactly(1, 2 * NextTerm(task => ErrorSeries.NextTerm(h => InTheNullSpace(task, task.Network.Dual, h), 1, 1.0 / 32)))
        .Because(ErrorSeries.Known);

    static Rule OfTheFlow => Order.Exactly(4, 2
        * NextTerm(task => ErrorSeries.NextTerm(h => task.EndOfTheFlow(h) - task.EndFrom(task.Scale), 4, Sixteenths[0])))
        .Because(ErrorSeries.Known);

    static Rule Expansion =>
        Order.Exactly(4, 2 * NextTerm(task => ErrorSeries.NextTerm(h => BesideTheExpansion(task, h, h, 1), 4, Sixteenths[0])))
        .Because(ErrorSeries.Known);

    static Rule Interpolated =>
        Roundoff.Within(Gamma(20 * D) * (1 + D / Logarithm) * Sparsest).Because("N equations solved, sums and logarithms");

    static Quantity<InterpolationTask> NextTerm(Func<InterpolationTask, double> ratio) => new("next term over the first", ratio);

    static Quantity<InterpolationTask> D => new("D", task => task.Weights);

    static Quantity<InterpolationTask> Logarithm => new("Λ", Lambda);

    static Quantity<InterpolationTask> Sparsest => new("min |w|₁", task => task.LeastAbsolute.L1Norm());

    static Measurement StaysAmongTheRows(InterpolationTask task, Func<Vector<double>, Vector<double>> dual) =>
        ErrorSeries.Shrinks("the dual's part in the null space", h => InTheNullSpace(task, dual, h),
            [.. Enumerable.Range(5, 5).Select(k => Math.Pow(2, -k))]);

    static Vector<double> InTheNullSpace(InterpolationTask task, Func<Vector<double>, Vector<double>> dual, double rate) =>
        task.NullSpace * dual(task.Network.Descend(task.Inputs, task.Targets, rate, (int)Math.Round(1 / rate))[^1]);

    static Measurement EndsAt(InterpolationTask task, Vector<double> end) =>
        ErrorSeries.Shrinks("w_h − argmin", h => task.EndOfTheFlow(h) - end, Sixteenths);

    static Measurement IsNearTheShortest(InterpolationTask task, Func<double, double> inverse, double share) =>
        ErrorSeries.Shrinks("w∞ − X⁺y − (I − X⁺X) (X⁺y)³ / 24 α⁴", h => BesideTheExpansion(task, inverse(h), h, share), Sixteenths);

    /// <param name="inverse">1 / α² of the flow.</param>
    /// <param name="h">1 / α² of the expansion.</param>
    static Vector<double> BesideTheExpansion(InterpolationTask task, double inverse, double h, double share) =>
        task.FittedFrom(1 / Math.Sqrt(inverse))! - task.Shortest - share * h * h * task.FourthOrderTerm;

    static Measurement IsHardlyLonger(InterpolationTask task, double scale) =>
        task.FittedFrom(scale) is not { } end ? Measurement.NoCase("the flow has not fitted in 200,000 steps")
        : Measure.AtMost("(1 − 1/Λ) |w∞|₁", (1 - 1 / Lambda(task)) * end.L1Norm(),
            "min |w|₁ + (Σ |w| log(|w| + α²) + D/e) / Λ", Allowed(task));

    static double Allowed(InterpolationTask task)
    {
        var (sparsest, unit) = (task.LeastAbsolute.PointwiseAbs(), Tiny * task.Scale * Tiny * task.Scale);
        return sparsest.Sum() + (sparsest.Sum(w => w * Math.Log(w + unit)) + task.Weights / Math.E) / Lambda(task);
    }

    static double Lambda(InterpolationTask task) => -2 * Math.Log(Tiny * task.Scale);
}
