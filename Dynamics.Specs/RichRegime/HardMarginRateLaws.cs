using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.RichRegime;

/// <summary>How fast the losses settle: the direction of the weights takes a logarithm of time, but time times loss does not.</summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class HardMarginRateLaws : ISubjectsOf<SeparableTask>
{
    public Subjects<SeparableTask> Subjects => SeparableTask.WithAGap;

    [Law("B3c", LawKind.Order, @"t \mathcal{L}_t \to |\hat{w}|^2: \quad V_t = O(t^{-1})",
        Source = "Soudry et al. 2018, theorem 5; the rate on the page",
        Given = "as in B3a, at log t = 4, 6, 8, 10, h = 1 / t; the support vectors nearly orthogonal, ⟨z, ŵ⟩ ≥ 2 for the others, so that "
            + "all that V adds up shrinks like 1/t or faster. V ≥ |ŵ|² (r − 1 − log r) with r = t ℒ / |ŵ|² over the support vectors",
        Within = nameof(FirstOrder), Cases = 40, RestsOn = ["B3a"])]
    public Measurement The_Lyapunov_function_of_the_hard_margin_flow_vanishes_like_one_over_t(SeparableTask task) => Settles(task, 1);

    [Mistake(nameof(The_Lyapunov_function_of_the_hard_margin_flow_vanishes_like_one_over_t),
        "the time of the sum of the losses with the loss of their mean")]
    public Measurement The_time_of_the_sum_goes_with_the_loss_of_the_sum(SeparableTask task) => Settles(task, task.Signed.RowCount);

    static Rule FirstOrder =>
        Order.AtLeast(1, 2 * new Quantity<SeparableTask>("|Σ p z|² / 2κ h Σ p at log t = 4", task => task.ShortfallAt(4)))
        .Because("the other examples' losses p, of order h, move those of the support vectors, whose part of V is of order h²; once "
            + "more for what follows");

    static Measurement Settles(SeparableTask task, int count)
    {
        double[] logTimes = [4, 6, 8, 10];
        var moments = logTimes.Select(logTime => task.Path.First(moment => moment.LogTime >= logTime)).ToArray();
        return Measure.Shrinks("V", [.. moments.Select(moment => Math.Exp(-moment.LogTime))],
            [.. moments.Select(moment => Math.Abs(task.Potential(moment, task.Svm.Weights, count)))]);
    }
}
