using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// A linear rule written as w = u² − v² fits the same data with another rule: the size of the first weights decides whether it is the
/// shortest or the sparsest. This is the passage from lazy to rich in two lines of algebra.
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

    [Law("B2b", LawKind.Order, @"w_\infty = X^{+} y + O(\alpha^{-4})", Source = "Woodworth et al. 2020, theorem 2",
        Given = "the end of the flow that starts at u = v = α; α = 2, 4, 8, 16, h = 1 / α", Within = nameof(FourthOrder),
        RestsOn = ["B2a"])]
    public Measurement From_large_weights_the_flow_ends_at_the_shortest_interpolant(InterpolationTask task) =>
        ApproachesTheShortest(task, scale => scale);

    [HypothesisDropped(nameof(From_large_weights_the_flow_ends_at_the_shortest_interpolant), "small weights: 1 / α for α")]
    public Measurement From_small_weights_the_flow_does_not_approach_the_shortest(InterpolationTask task) =>
        ApproachesTheShortest(task, scale => 1 / scale);

    [Law("B2c", LawKind.Bound,
        @"(1 - 1 / \Lambda) |w_\infty|_1 \le \min_{X w = y} |w|_1 + (\sum_i |w_i| \log(|w_i| + \alpha^2) + D / e) / \Lambda, "
            + @"\quad \Lambda = \log \alpha^{-2}",
        Source = "Woodworth et al. 2020, theorem 2; the constants on the page",
        Given = "the end of the flow that starts at u = v = 10⁻³⁰ α; w is the interpolant of least |w|₁. With z ≥ 0, log 2z ≤ arcsinh z ≤ "
            + "log(1 + 2z) puts the entropy that the end minimises between two of this form",
        Within = nameof(Interpolated), RestsOn = ["B2a"])]
    public Measurement From_small_weights_the_flow_ends_near_the_sparsest(InterpolationTask task) =>
        IsHardlyLonger(task, Tiny * task.Scale);

    [HypothesisDropped(nameof(From_small_weights_the_flow_ends_near_the_sparsest), "large weights: 10³⁰ / α")]
    public Measurement From_large_weights_the_flow_ends_at_a_longer_interpolant(InterpolationTask task) =>
        IsHardlyLonger(task, 1 / (Tiny * task.Scale));

    const double Tiny = 1e-30;

    static Rule FirstOrder => Order.Exactly(1, 16)
        .Because("the second term of the error in η is the first times no more than 4 (u² + v²) < 16, the rate of the fastest mode");

    static Rule FourthOrder => Order.Exactly(4, 1).Because("the next term of arcsinh is smaller by (w / 2 α²)² < h");

    static Rule Interpolated =>
        Roundoff.Within(Gamma(20 * D) * (1 + D / Logarithm) * Sparsest).Because("N equations solved, sums and logarithms");

    static Quantity<InterpolationTask> D => new("D", task => task.Weights);

    static Quantity<InterpolationTask> Logarithm => new("Λ", Lambda);

    static Quantity<InterpolationTask> Sparsest => new("min |w|₁", task => task.LeastAbsolute.L1Norm());

    static Measurement StaysAmongTheRows(InterpolationTask task, Func<Vector<double>, Vector<double>> dual)
    {
        int[] steps = [32, 64, 128, 256, 512];
        return Measure.Shrinks("the dual's part in the null space", [.. steps.Select(n => 1.0 / n)],
            [.. steps.Select(n => (task.NullSpace * dual(task.Network.Descend(task.Inputs, task.Targets, 1.0 / n, n)[^1])).L2Norm())]);
    }

    static Measurement ApproachesTheShortest(InterpolationTask task, Func<double, double> scale)
    {
        var shortest = MinimumNorm.LeastSquares(task.Inputs, task.Targets);
        double[] scales = [2, 4, 8, 16];
        return Measure.Shrinks("w∞ − X⁺y", [.. scales.Select(alpha => 1 / alpha)],
            [.. scales.Select(alpha => (task.EndFrom(scale(alpha)) - shortest).L2Norm())]);
    }

    static Measurement IsHardlyLonger(InterpolationTask task, double scale) =>
        Measure.AtMost("(1 − 1/Λ) |w∞|₁", (1 - 1 / Lambda(task)) * task.EndFrom(scale).L1Norm(),
            "min |w|₁ + (Σ |w| log(|w| + α²) + D/e) / Λ", Allowed(task));

    static double Allowed(InterpolationTask task)
    {
        var (sparsest, unit) = (task.LeastAbsolute.PointwiseAbs(), Tiny * task.Scale * Tiny * task.Scale);
        return sparsest.Sum() + (sparsest.Sum(w => w * Math.Log(w + unit)) + task.Weights / Math.E) / Lambda(task);
    }

    static double Lambda(InterpolationTask task) => -2 * Math.Log(Tiny * task.Scale);
}
