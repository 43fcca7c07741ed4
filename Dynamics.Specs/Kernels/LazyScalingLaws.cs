using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Specs.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Any smooth model whose output starts at zero becomes lazy when it is scaled up: it has less far to go, and over that distance it is
/// linear, without being wide; here one hidden layer of width 32.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class LazyScalingLaws : ISubjectsOf<SmoothNetwork>
{
    static readonly double[] Inverses = [1.0 / 16, 1.0 / 32, 1.0 / 64, 1.0 / 128];

    const string Trained = "a smooth activation, one hidden layer of width 32, squared loss, 8 steps of 1 / λ_max";

    public Subjects<SmoothNetwork> Subjects => SmoothNetwork.Subjects;

    [Law("K12a", LawKind.Order, @"|\Theta_T - \Theta_0| / |\Theta_0| \sim \alpha^{-2}",
        Source = "derived here, after Chizat, Oyallon and Bach 2019, whose theorem gives O(1 / α)",
        Given = Trained + "; neurons doubled with opposite signs: targets of the other sign "
            + "exchange the two halves, so that the drift is even in h = 1 / α and what is linear in the neurons' movement cancels in the "
            + "kernel",
        Within = nameof(SecondOrder), Cases = 10)]
    public Measurement With_antisymmetric_initialisation_the_drift_of_the_kernel_falls_like_the_inverse_square_of_the_output_scale(
        SmoothNetwork scaled) => Falls(scaled.Doubled, _ => 1);

    [Mistake(nameof(With_antisymmetric_initialisation_the_drift_of_the_kernel_falls_like_the_inverse_square_of_the_output_scale),
        "the scale taken back by smaller weights", Catches = 5)]
    public Measurement With_smaller_weights_in_return_it_does_not(SmoothNetwork scaled) =>
        Falls(scaled.Doubled, Math.Sqrt);

    [HypothesisDropped(nameof(With_antisymmetric_initialisation_the_drift_of_the_kernel_falls_like_the_inverse_square_of_the_output_scale),
        "the initial output subtracted instead of doubled neurons",
        Catches = 5)]
    public Measurement With_its_initial_output_subtracted_it_falls_more_slowly(SmoothNetwork scaled) => Falls(scaled.Subtracted, _ => 1);

    [Law("K12b", LawKind.Order, @"|\Theta_T - \Theta_0| / |\Theta_0| \sim \alpha^{-1}", Source = "Chizat, Oyallon and Bach 2019",
        Given = Trained + "; the initial output is subtracted; h = 1 / α", Within = nameof(FirstOrder), Cases = 10)]
    public Measurement With_its_initial_output_subtracted_the_drift_of_the_kernel_falls_like_the_inverse_of_the_output_scale(
        SmoothNetwork scaled) => Falls(scaled.Subtracted, _ => 1);

    [Mistake(nameof(With_its_initial_output_subtracted_the_drift_of_the_kernel_falls_like_the_inverse_of_the_output_scale),
        "the scale taken back by smaller weights", Catches = 5)]
    public Measurement With_smaller_weights_in_return_it_does_not_fall(SmoothNetwork scaled) =>
        Falls(scaled.Subtracted, Math.Sqrt);

    static Rule SecondOrder => Within(2, scaled => scaled.Doubled);

    static Rule FirstOrder => Within(1, scaled => scaled.Subtracted);

    static Rule Within(int order, Func<SmoothNetwork, LazyRun> network) => Order.Exactly(order, 2 * new Quantity<SmoothNetwork>(
        "next term over the first", scaled => ErrorSeries.NextTerm(h => Movement(network(scaled), h), order, Inverses[0])))
            .Because(ErrorSeries.Known);

    static Measurement Falls(LazyRun network, Func<double, double> shrunk) =>
        ErrorSeries.Shrinks("the drift", h => Movement(network, h, shrunk(h)), Inverses);

    static Vector<double> Movement(LazyRun network, double h, double shrunk = 1) =>
        Vector<double>.Build.DenseOfEnumerable(network.Movement(1 / h, shrunk).Enumerate());
}
