using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Any model becomes lazy when its output is scaled up: it has less far to go, and over that distance it is linear. The width has nothing
/// to do with it.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class LazyScalingLaws : ISubjectsOf<SmoothNetwork>
{
    static readonly double[] Inverses = [1.0 / 16, 1.0 / 32, 1.0 / 64, 1.0 / 128];

    public Subjects<SmoothNetwork> Subjects => SmoothNetwork.Subjects;

    [Law("K12a", LawKind.Order, @"|\Theta_T - \Theta_0| / |\Theta_0| = O(\alpha^{-2})", Source = "Chizat, Oyallon and Bach 2019",
        Given = "a smooth activation, neurons doubled with opposite signs: what is linear in their movement cancels in the kernel; "
            + "h = 1 / α",
        Within = nameof(SecondOrder), Cases = 10)]
    public Measurement With_doubled_neurons_the_drift_falls_like_the_square_of_the_scale(SmoothNetwork scaled) =>
        Falls(h => scaled.Doubled.Drift(1 / h));

    [Mistake(nameof(With_doubled_neurons_the_drift_falls_like_the_square_of_the_scale),
        "the scale taken back by smaller weights", Catches = 5)]
    public Measurement With_smaller_weights_in_return_it_does_not(SmoothNetwork scaled) =>
        Falls(h => scaled.Doubled.Drift(1 / h, Math.Sqrt(h)));

    [HypothesisDropped(nameof(With_doubled_neurons_the_drift_falls_like_the_square_of_the_scale),
        "the start taken off the outputs instead of doubled neurons",
        Catches = 5)]
    public Measurement With_the_start_taken_off_it_falls_more_slowly(SmoothNetwork scaled) => Falls(h => scaled.Subtracted.Drift(1 / h));

    [Law("K12b", LawKind.Order, @"|\Theta_T - \Theta_0| / |\Theta_0| = O(\alpha^{-1})", Source = "Chizat, Oyallon and Bach 2019",
        Given = "a smooth activation; the start is taken off the outputs; h = 1 / α", Within = nameof(FirstOrder), Cases = 10)]
    public Measurement With_the_start_taken_off_the_drift_falls_like_the_scale(SmoothNetwork scaled) =>
        Falls(h => scaled.Subtracted.Drift(1 / h));

    [Mistake(nameof(With_the_start_taken_off_the_drift_falls_like_the_scale), "the scale taken back by smaller weights", Catches = 5)]
    public Measurement With_smaller_weights_in_return_it_does_not_fall(SmoothNetwork scaled) =>
        Falls(h => scaled.Subtracted.Drift(1 / h, Math.Sqrt(h)));

    static Rule SecondOrder =>
        Order.AtLeast(2, .25).Because("targets of the other sign exchange the two halves of the neurons, so the drift is even in h: "
        + "with a next term c h² times as large, c up to 3, the slopes deviate by c h² and h is at most 1/16");

    static Rule FirstOrder => Order.AtLeast(1, .5 + SecondTerm / Math.Log(2))
        .Because("a h + b h² has slopes within |b| h / (2 |a| log 2) of 1; twice that, and a half for the terms after it");

    static Quantity<SmoothNetwork> SecondTerm => new("|b| / |a|", scaled => scaled.Subtracted.SecondTerm(1 / Inverses[^1]));

    static Measurement Falls(Func<double, double> drift) => Measure.Shrinks("the drift", Inverses, [.. Inverses.Select(drift)]);
}
