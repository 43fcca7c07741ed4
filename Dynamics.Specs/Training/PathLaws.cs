using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Training;

/// <summary>What gradient descent follows when it does not follow the flow of the loss.</summary>
[Chapter("Training dynamics")]
public sealed class PathLaws : ISubjectsOf<SmallRun>
{
    public Subjects<SmallRun> Subjects => SmallRun.Subjects;

    [Law("N6", LawKind.Order,
        @"\theta_{T / \eta} - \tilde \theta(T) = O(\eta^2), "
            + @"\quad \dot{\tilde \theta} = - \nabla \left( L + \frac{\eta}{4} |\nabla L|^2 \right)",
        Source = "Barrett and Dherin 2021",
        Given = "one hidden layer, smooth activations, all examples, the squared loss; T = 2 / λ_max, h = η λ_max of the kernel at the "
            + "start; the flow by the Runge-Kutta method, whose error is below a thousandth of the "
            + "difference", Within = nameof(SecondOrder), Cases = 20)]
    public Measurement Gradient_descent_follows_the_modified_flow_of_implicit_gradient_regularisation(SmallRun run) => Follows(run, .25);

    [Mistake(nameof(Gradient_descent_follows_the_modified_flow_of_implicit_gradient_regularisation), "η / 2 for η / 4", Catches = 5)]
    public Measurement Regularising_with_eta_over_2_is_only_first_order(SmallRun run) => Follows(run, .5);

    [Mistake(nameof(Gradient_descent_follows_the_modified_flow_of_implicit_gradient_regularisation), "a regulariser that is 5 % "
        + "larger", Catches = 5)]
    public Measurement Regularising_by_five_percent_more_is_only_first_order(SmallRun run) => Follows(run, 1.05 * .25);

    [Rival(nameof(Gradient_descent_follows_the_modified_flow_of_implicit_gradient_regularisation),
        "the flow of the loss itself", Catches = 5)]
    public Measurement The_flow_of_the_loss_itself_is_first_order(SmallRun run) => Follows(run, 0);

    static Rule SecondOrder => Order.Exactly(2, 2 * NextTerm(run => ErrorSeries.NextTermInSteps(n => run.FromTheFlow(n, .25), 2)))
        .Because(ErrorSeries.Known);

    static Quantity<SmallRun> NextTerm(Func<SmallRun, double> ratio) => new("next term over the first", ratio);

    static Measurement Follows(SmallRun run, double share) => ErrorSeries.ShrinksInSteps("θ − θ(T)", n => run.FromTheFlow(n, share));
}
