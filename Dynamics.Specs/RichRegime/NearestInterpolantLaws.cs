using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>Where the data can be fitted, the end of gradient descent stands at a right angle over the plane of all interpolants.</summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class NearestInterpolantLaws : ISubjectsOf<LeastSquaresTask>
{
    public Subjects<LeastSquaresTask> Subjects => LeastSquaresTask.WithManyInterpolants;

    [Law("B1b", LawKind.Identity, @"\lvert w_\infty - w_0 \rvert^2 + \lvert w - w_\infty \rvert^2 = \lvert w - w_0 \rvert^2 \text{ if } X w = y",
        Source = "Gunasekar et al. 2018",
        Given = "gradient descent on squared loss, η < 2 / λ_max, y in the range of X, which has a null space; w is the end plus a vector of length "
            + "1 in the null space", Within = nameof(Square), RestsOn = ["B1a"])]
    public Measurement No_other_interpolant_is_nearer(LeastSquaresTask task) => IsAtARightAngle(task, task.End);

    [HypothesisDropped(nameof(No_other_interpolant_is_nearer), "a diagonal preconditioner")]
    public Measurement With_a_preconditioner_another_is_nearer(LeastSquaresTask task) => IsAtARightAngle(task, task.PreconditionedEnd);

    static Rule Square => Roundoff.Within(2 * Other * LeastSquaresTask.OfTheEnd).Because("the rounding of the end, through the square");

    static Quantity<LeastSquaresTask> Other => new("|w − w₀|", task => (task.OtherInterpolant - task.Start).L2Norm());

    /// <summary>The other interpolant is the end of plain descent and one step along the null space, for the law and for the mistake.</summary>
    static Measurement IsAtARightAngle(LeastSquaresTask task, Vector<double> end) =>
        Measure.Distance("|w∞ − w₀|² + |w − w∞|²", Squared(end - task.Start) + Squared(task.OtherInterpolant - end),
            "|w − w₀|²", Squared(task.OtherInterpolant - task.Start));

    static double Squared(Vector<double> v) => v * v;
}
