using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Training;

/// <summary>How the outputs move: by the kernel that they meet on their way, on examples that are trained on and on others.</summary>
[Chapter("Training dynamics")]
public sealed class OutputPathLaws : ISubjectsOf<OutputPath>
{
    public Subjects<OutputPath> Subjects => OutputPath.Subjects;

    [Law("N12", LawKind.Order, @"f_T(x) - f_0(x) = - \int_0^T \Theta_t(x, B_t) \, \ell'(f_t(B_t)) \, \mathrm{d}t + O(\eta)",
        Source = "Jacot, Gabriel and Hongler 2018; Domingos 2020",
        Given = "smooth activations; the squared loss or the cross-entropy of a softmax, all examples or two batches in turn, on "
            + "trained and on other inputs; T = 2 / λ_max of the kernel at the start, h = 2 / steps; steps of Core's "
            + "training for the flow, and their sum for the integral; the kernel is that of each moment",
        Within = nameof(FirstOrder), Cases = 15, RestsOn = ["K1a"])]
    public Measurement Outputs_move_by_the_tangent_kernel_along_the_path(OutputPath at) => MovesBy(at, Reading.Path);

    [Rival(nameof(Outputs_move_by_the_tangent_kernel_along_the_path), "the kernel of the start all along", Catches = 5)]
    public Measurement Outputs_do_not_move_by_the_kernel_of_the_start(OutputPath at) => MovesBy(at, Reading.KernelOfTheStart);

    [Mistake(nameof(Outputs_move_by_the_tangent_kernel_along_the_path),
        "f − y for the slope of the loss: none for the squared loss", Catches = 4, CatchRate = .25)]
    public Measurement Outputs_do_not_move_by_the_residuals_whatever_the_loss(OutputPath at) => MovesBy(at, Reading.Residuals);

    [Mistake(nameof(Outputs_move_by_the_tangent_kernel_along_the_path),
        "all examples for the batch: none where there is one", Catches = 4, CatchRate = .25)]
    public Measurement Outputs_do_not_move_by_examples_outside_of_the_batch(OutputPath at) => MovesBy(at, Reading.AllExamples);

    static Rule FirstOrder => Order.Exactly(1, 2 * new Quantity<OutputPath>("next term over the first",
        at => ErrorSeries.NextTermInSteps(steps => at.Remainder(steps, Reading.Path), 1))).Because(ErrorSeries.Known);

    static Measurement MovesBy(OutputPath at, Reading read) =>
        ErrorSeries.ShrinksInSteps("f_T − f_0 + Σ η Θ ℓ'", steps => at.Remainder(steps, read));
}
