using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Training;

/// <summary>
/// What gradient descent follows when it does not follow the flow, and how the outputs move: by the kernel that they meet on their way.
/// </summary>
[Chapter("Training dynamics")]
public sealed class PathLaws : ISubjectsOf<SmallRun>
{
    public Subjects<SmallRun> Subjects => SmallRun.Subjects;

    [Law("N6", LawKind.Order,
        @"\theta_{T / \eta} - \tilde \theta(T) = O(\eta^2), "
            + @"\quad \dot{\tilde \theta} = - \nabla \left( L + \frac{\eta}{4} |\nabla L|^2 \right)",
        Source = "Barrett and Dherin 2021",
        Given = "smooth activations; T = 2 / λ_max, h = η λ_max at the start; the flow by the Runge-Kutta method, whose error is below a "
            + "millionth of the difference", Within = nameof(SecondOrder), Cases = 20)]
    public Measurement Gradient_descent_follows_the_flow_of_a_loss_that_fears_steep_places(SmallRun run) => Follows(run, .25);

    [Mistake(nameof(Gradient_descent_follows_the_flow_of_a_loss_that_fears_steep_places), "η / 2 for η / 4", Catches = 5)]
    public Measurement Regularising_with_half_of_eta_is_first_order(SmallRun run) => Follows(run, .5);

    [Rival(nameof(Gradient_descent_follows_the_flow_of_a_loss_that_fears_steep_places), "the flow of the loss itself", Catches = 5)]
    public Measurement The_flow_of_the_loss_itself_is_first_order(SmallRun run) => Follows(run, 0);

    [Law("N12", LawKind.Order, @"f_T - f_0 = - \int_0^T \Theta_t (f_t - y) \, \mathrm{d}t",
        Source = "Jacot, Gabriel and Hongler 2018; Domingos 2020",
        Given = "the squared loss; steps of gradient descent for the flow, and their sum for the integral, which errs by O(η); the kernel "
            + "is that of each moment", Within = nameof(FirstOrder), Cases = 20, RestsOn = ["K1a"])]
    public Measurement Outputs_move_by_the_kernel_that_they_meet(SmallRun run) => MovesBy(run, frozen: false);

    [Rival(nameof(Outputs_move_by_the_kernel_that_they_meet), "the kernel of the start all along", Catches = 5)]
    public Measurement Outputs_do_not_move_by_the_kernel_of_the_start(SmallRun run) => MovesBy(run, frozen: true);

    static Rule SecondOrder => Order.Exactly(2, 2 * NextTerm(run => ErrorSeries.NextTermInSteps(n => run.FromTheFlow(n, .25), 2)))
        .Because(ErrorSeries.Known);

    static Rule FirstOrder => Order.Exactly(1, 2 * NextTerm(run => ErrorSeries.NextTermInSteps(n => run.FromTheKernelPath(n, frozen: false), 1)))
        .Because(ErrorSeries.Known);

    static Quantity<SmallRun> NextTerm(Func<SmallRun, double> ratio) => new("next term over the first", ratio);

    static Measurement Follows(SmallRun run, double share) => ErrorSeries.ShrinksInSteps("θ − θ(T)", n => run.FromTheFlow(n, share));

    static Measurement MovesBy(SmallRun run, bool frozen) =>
        ErrorSeries.ShrinksInSteps("f_T − f_0 + Σ η Θ (f − y)", n => run.FromTheKernelPath(n, frozen));
}
