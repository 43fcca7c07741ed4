using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// Of all that fit the data equally well gradient descent takes the one next to where it started, though nobody asked it to.
/// </summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class LeastSquaresBiasLaws : ISubjectsOf<LeastSquaresTask>
{
    public Subjects<LeastSquaresTask> Subjects => LeastSquaresTask.Any;

    [Law("B1a", LawKind.Identity, @"\lim_t w_t = w_0 + X^{+} (y - X w_0)", Source = "Gunasekar et al. 2018",
        Given = "gradient descent on squared loss, η < 2 / λ_max; X of any rank, y in its range or not; as many steps as the slowest mode "
            + "needs to shrink to u", Within = nameof(Steps))]
    public Measurement Gradient_descent_ends_at_the_solution_next_to_its_start(LeastSquaresTask task) =>
        EndsNextToTheStart(task, task.End);

    [HypothesisDropped(nameof(Gradient_descent_ends_at_the_solution_next_to_its_start), "gradient descent with a diagonal preconditioner")]
    public Measurement With_a_preconditioner_it_ends_elsewhere(LeastSquaresTask task) => EndsNextToTheStart(task, task.PreconditionedEnd);

    [Mistake(nameof(Gradient_descent_ends_at_the_solution_next_to_its_start), "the start forgotten: X⁺ y")]
    public Measurement The_start_is_not_forgotten(LeastSquaresTask task) =>
        EndsNextToTheStart(task, MinimumNorm.LeastSquares(task.Inputs, task.Targets));

    static Rule Steps => Roundoff.Within(Gamma(T * (N + D + 4) + 3 * (N + D).Squared) * AddedUp)
        .Because("T steps, none of which enlarges what the others left, and a singular value decomposition");

    static Quantity<LeastSquaresTask> T => new("T", task => task.Steps);

    static Quantity<LeastSquaresTask> N => new("N", task => task.Examples);

    static Quantity<LeastSquaresTask> D => new("D", task => task.Parameters);

    static Quantity<LeastSquaresTask> AddedUp => new("(η|X| (|X| |w| + |y|) + |w|)", task => task.AddedUp);

    static Measurement EndsNextToTheStart(LeastSquaresTask task, Vector<double> end) =>
        Measure.Distance("w_T", end, "w₀ + X⁺(y − X w₀)", MinimumNorm.LeastSquares(task.Inputs, task.Targets, task.Start));
}
