using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>Of all that fit the data equally well gradient descent takes the one next to where it started, though nobody asked it to.</summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class LeastSquaresBiasLaws : ISubjectsOf<LeastSquaresTask>
{
    public Subjects<LeastSquaresTask> Subjects => LeastSquaresTask.Subjects(consistent: false);

    [Law("B1a", LawKind.Identity, @"\lim_t w_t = w_0 + X^{+} (y - X w_0)", Source = "Gunasekar et al. 2018",
        Given = "gradient descent on squared loss, η < 2 / λ_max; X of any rank, y in its range or not; as many steps as the slowest mode needs to shrink to u", Within = "roundoff: " + Steps)]
    public Measurement Gradient_descent_ends_at_the_solution_next_to_its_start(LeastSquaresTask task) => EndsNextToTheStart(task, task.Descend());

    [Mistake(nameof(Gradient_descent_ends_at_the_solution_next_to_its_start), "a diagonal preconditioner")]
    public Measurement A_preconditioner_leads_elsewhere(LeastSquaresTask task) =>
        (task.PreconditionedEnd - task.Descend()).L2Norm() < LeastSquaresTask.Apart ? Measurement.NoCase("the preconditioner ends at the same solution, as it does without a null space")
        : EndsNextToTheStart(task, task.Descend(task.Preconditioner));

    [Mistake(nameof(Gradient_descent_ends_at_the_solution_next_to_its_start), "the start forgotten: X⁺ y")]
    public Measurement The_start_is_not_forgotten(LeastSquaresTask task) =>
        task.Null is null || (task.Start - MinimumNorm.LeastSquares(task.Inputs, task.Inputs * task.Start)).L2Norm() < LeastSquaresTask.Apart ? Measurement.NoCase("the start lies in the row space")
        : EndsNextToTheStart(task, MinimumNorm.LeastSquares(task.Inputs, task.Targets));

    const string Steps = "γ(T (N + D + 4) + 3 (N + D)²) × (η |X| (|X| |w| + |y|) + |w|): T steps, none of which enlarges what the others left, and a singular value decomposition";

    static Measurement EndsNextToTheStart(LeastSquaresTask task, Vector<double> end) =>
        Measure.Distance("w_T", end, "w₀ + X⁺(y − X w₀)", MinimumNorm.LeastSquares(task.Inputs, task.Targets, task.Start)).Within(Within(task, task.AddedUp));

    internal static Tolerance Within(LeastSquaresTask task, double addedUp, string rule = Steps) =>
        LegacyRoundoff.Of(task.Steps * (task.Examples + task.Parameters + 4) + 3 * (task.Examples + task.Parameters) * (task.Examples + task.Parameters), addedUp, rule);
}
