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

    [Law("K12a", LawKind.Order, @"|\Theta_T - \Theta_0| / |\Theta_0| \sim \alpha^{-2}", Source = "Chizat, Oyallon and Bach 2019 for O(1 / α); the square for doubled neurons is derived here",
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

    [Law("K12b", LawKind.Order, @"|\Theta_T - \Theta_0| / |\Theta_0| \sim \alpha^{-1}", Source = "Chizat, Oyallon and Bach 2019",
        Given = "a smooth activation; the start is taken off the outputs; h = 1 / α", Within = nameof(FirstOrder), Cases = 10)]
    public Measurement With_the_start_taken_off_the_drift_falls_like_the_scale(SmoothNetwork scaled) =>
        Falls(h => scaled.Subtracted.Drift(1 / h));

    [Mistake(nameof(With_the_start_taken_off_the_drift_falls_like_the_scale), "the scale taken back by smaller weights", Catches = 5)]
    public Measurement With_smaller_weights_in_return_it_does_not_fall(SmoothNetwork scaled) =>
        Falls(h => scaled.Subtracted.Drift(1 / h, Math.Sqrt(h)));

    static Rule SecondOrder => Order.Exactly(2, 2 * Curvature * NextOfTheEven * Largest)
        .Because("targets of the other sign exchange the two halves of the neurons, so the drift is even in h: the slopes of a h² + b h⁴ deviate by at "
        + "most 3 / (4 log 2) |b| / |a| h², and twice that is for the terms after it");

    static Rule FirstOrder => Order.Exactly(1, SecondTerm / Math.Log(2) + 2 * Curvature * NextOfTheOdd * Largest)
        .Because("the slopes of a h + b h² + c h³ are within |b| h / (2 |a| log 2) + 3 / (4 log 2) |c| / |a| h² of 1; twice that is for the terms after it");

    static Quantity<SmoothNetwork> Curvature => new("3 / (4 log 2)", _ => .75 / Math.Log(2));

    static Quantity<SmoothNetwork> Largest => new("largest h", _ => Inverses[0]);

    static Quantity<SmoothNetwork> SecondTerm => new("|b| / |a|", scaled => scaled.Subtracted.SecondTerm(1 / Inverses[^1]));

    static Quantity<SmoothNetwork> NextOfTheOdd => new("|c| / |a|", scaled => scaled.Subtracted.TermAfterTheNext(1 / Inverses[^2]));

    static Quantity<SmoothNetwork> NextOfTheEven => new("|b| / |a|", scaled => scaled.Doubled.TermAfterTheNext(1 / Inverses[^2]));

    static Measurement Falls(Func<double, double> drift) => Measure.Shrinks("the drift", Inverses, [.. Inverses.Select(drift)]);
}
