using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Specs.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Much of the theory is written for the gradient flow; training takes steps: at a fixed time the two differ in proportion to the step.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class FlowLimitLaws : ISubjectsOf<SmoothNetwork>
{
    static readonly double[] Sizes = [1.0 / 16, 1.0 / 32, 1.0 / 64, 1.0 / 128];

    public Subjects<SmoothNetwork> Subjects => SmoothNetwork.Subjects;

    [Law("K10", LawKind.Order, @"\theta_{T / \eta} - \theta(T) = O(\eta)", Source = "Euler 1768; Hairer, Norsett and Wanner 1993",
        Given = "a smooth activation, the squared loss, T = 2 / λ_max; h = η λ_max; the flow by 128 steps of the "
            + "Runge-Kutta method, whose own error is below a millionth of the difference",
        Within = nameof(FirstOrder), Cases = 8)]
    public Measurement Gradient_descent_approximates_the_gradient_flow_to_first_order_in_the_step_size(SmoothNetwork network) =>
        NearsLikeTheStep(network, momentum: 0);

    [Mistake(nameof(Gradient_descent_approximates_the_gradient_flow_to_first_order_in_the_step_size),
        "momentum 1/2 with the step not divided by two", Catches = 4)]
    public Measurement The_heavy_ball_with_an_unreduced_step_does_not(SmoothNetwork network) => NearsLikeTheStep(network, momentum: .5);

    [Mistake(nameof(Gradient_descent_approximates_the_gradient_flow_to_first_order_in_the_step_size),
        "a learning rate that is 2 % larger", Catches = 4)]
    public Measurement With_a_rate_that_is_two_percent_larger_it_does_not(SmoothNetwork network) =>
        NearsLikeTheStep(network, momentum: 0, faster: 1.02);

    static Rule FirstOrder => Order.Exactly(1, 2 * new Quantity<SmoothNetwork>("next term over the first",
        network => ErrorSeries.NextTerm(h => Way(network, h, momentum: 0), 1, Sizes[0]))).Because(ErrorSeries.Known);

    static Measurement NearsLikeTheStep(SmoothNetwork network, double momentum, double faster = 1) =>
        ErrorSeries.Shrinks("θ − θ(T)", h => Way(network, h, momentum, faster), Sizes);

    static Vector<double> Way(SmoothNetwork network, double h, double momentum, double faster = 1) =>
        network.Doubled.WayFromTheFlow((int)Math.Round(2 / h), momentum, faster);
}
