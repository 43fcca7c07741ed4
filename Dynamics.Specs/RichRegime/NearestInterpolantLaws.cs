using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// Where the data can be fitted, the end of gradient descent stands at a right angle over the plane of all interpolants.
/// </summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class NearestInterpolantLaws : ISubjectsOf<LeastSquaresTask>
{
    public Subjects<LeastSquaresTask> Subjects => LeastSquaresTask.WithManyInterpolants;

    [Law("B1b", LawKind.Identity,
        @"\lvert w_\infty - w_0 \rvert^2 + \lvert w - w_\infty \rvert^2 = \lvert w - w_0 \rvert^2 \text{ if } X w = y",
        Source = "Gunasekar et al. 2018",
        Given = "gradient descent on squared loss, η < 2 / λ_max, y in the range of X, which has a null space; w is the end plus a vector "
            + "of length 1 in the null space", Within = nameof(Square), RestsOn = ["B1a"])]
    public Measurement No_other_interpolant_is_nearer(LeastSquaresTask task) => IsAtARightAngle(task, task.End);

    [HypothesisDropped(nameof(No_other_interpolant_is_nearer), "gradient descent with a diagonal preconditioner")]
    public Measurement With_a_preconditioner_another_is_nearer(LeastSquaresTask task) => IsAtARightAngle(task, task.PreconditionedEnd);

    static Rule Square => Roundoff.Within(
        2 * (Roundings(T * Weights) + Gamma(N + D.Squared + 4) * Inputs * Rate * Residual / (1 - Slowest))
        + Gamma(D + 4) * (Weights + Other).Squared)
        .Because("only what leads into the null space counts: the rounding of w in each step, and of gradients, which shrink with the "
            + "residual by ρ; D² for the directions of the null space");

    static Quantity<LeastSquaresTask> T => new("T", task => task.Steps);

    static Quantity<LeastSquaresTask> N => new("N", task => task.Examples);

    static Quantity<LeastSquaresTask> D => new("D", task => task.Parameters);

    static Quantity<LeastSquaresTask> Weights => new("(|w₀| + |w∞|)", task => task.Start.L2Norm() + task.End.L2Norm());

    static Quantity<LeastSquaresTask> Inputs => new("|X|", task => task.Inputs.FrobeniusNorm());

    static Quantity<LeastSquaresTask> Rate => new("η", task => task.Rate);

    static Quantity<LeastSquaresTask> Residual => new("|X w₀ − y|", task => (task.Inputs * task.Start - task.Targets).L2Norm());

    static Quantity<LeastSquaresTask> Slowest => new("ρ", task => task.SlowestFactor);

    static Quantity<LeastSquaresTask> Other => new("|w − w₀|", task => (task.OtherInterpolant - task.Start).L2Norm());

    /// <summary>
    /// The other interpolant is the end of plain descent and one step along the null space, for the law and for the mistake.
    /// </summary>
    static Measurement IsAtARightAngle(LeastSquaresTask task, Vector<double> end) =>
        Measure.Distance("|w∞ − w₀|² + |w − w∞|²", Squared(end - task.Start) + Squared(task.OtherInterpolant - end),
            "|w − w₀|²", Squared(task.OtherInterpolant - task.Start));

    static double Squared(Vector<double> v) => v * v;
}
