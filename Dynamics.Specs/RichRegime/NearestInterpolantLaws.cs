using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>Where the data can be fitted, the end of gradient descent stands at a right angle over the plane of all interpolants.</summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class NearestInterpolantLaws : ISubjectsOf<LeastSquaresTask>
{
    public Subjects<LeastSquaresTask> Subjects => LeastSquaresTask.Subjects(consistent: true);

    [Law("B1b", LawKind.Identity, @"\lvert w_\infty - w_0 \rvert^2 + \lvert w - w_\infty \rvert^2 = \lvert w - w_0 \rvert^2 \text{ if } X w = y", Source = "Gunasekar et al. 2018",
        Given = "gradient descent on squared loss, η < 2 / λ_max, y in the range of X, which has a null space; w is the end plus a vector of length 1 in the null space", Within = "roundoff: " + Square, RestsOn = ["B1a"])]
    public Measurement No_other_interpolant_is_nearer(LeastSquaresTask task) =>
        task.Null is null ? Measurement.NoCase("there is one interpolant") : IsAtARightAngle(task, task.Descend());

    [Mistake(nameof(No_other_interpolant_is_nearer), "a diagonal preconditioner")]
    public Measurement With_a_preconditioner_another_is_nearer(LeastSquaresTask task) =>
        task.Null is null || Math.Abs((task.PreconditionedEnd - task.Start) * (Other(task) - task.PreconditionedEnd)) < LeastSquaresTask.Apart ? Measurement.NoCase("the preconditioned end stands at a right angle to this direction")
        : IsAtARightAngle(task, task.Descend(task.Preconditioner));

    const string Square = "γ(T (N + D + 4) + 3 (N + D)²) × 2 |w − w₀| (η |X| (|X| |w| + |y|) + |w|): the rounding of the end, through the square";

    /// <summary>The other interpolant is the end of plain descent and one step along the null space, for the law and for the mistake.</summary>
    static Measurement IsAtARightAngle(LeastSquaresTask task, Vector<double> end)
    {
        var other = Other(task);
        var direct = (other - task.Start).L2Norm();
        return Measure.Distance("|w∞ − w₀|² + |w − w∞|²", Squared(end - task.Start) + Squared(other - end), "|w − w₀|²", direct * direct)
            .Within(LeastSquaresBiasLaws.Within(task, 2 * direct * task.AddedUp, Square));
    }

    static Vector<double> Other(LeastSquaresTask task) => task.Descend() + task.Null!;

    static double Squared(Vector<double> v) => v * v;
}
