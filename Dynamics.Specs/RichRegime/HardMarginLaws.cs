using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// The exponential loss of separable data has no minimum, but the direction in which its flow escapes is that of the largest margin. With
/// p = t e^(−⟨z, w⟩) the flow is a system of Lotka and Volterra in log t, dp/dlog t = p (1 − Z Zᵀ p), at rest where p is the dual of the
/// hard margin; Goh's function V tells how far from it the losses are.
/// </summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class HardMarginLaws : ISubjectsOf<SeparableTask>
{
    public Subjects<SeparableTask> Subjects => SeparableTask.Any;

    [Law("B3a", LawKind.Bound,
        @"\max_{t < t'} (V_{t'} - V_t) \le 0, \quad "
            + @"V = t \mathcal{L} - |\hat{w}|^2 (1 + \log t) + \langle w, \hat{w} \rangle + \sum_i \alpha_i \log \alpha_i",
        Source = "Goh 1977; Soudry et al. 2018",
        Given = "the flow of ℒ = Σ exp(−⟨z, w⟩) from w = 0 at t = 1 to log t = 40, z separable; ŵ = Σ α z is the shortest with all ⟨z, ŵ⟩ "
            + "≥ 1. V = Σ p − α − α log(p/α) ≥ 0 as Σ α = |ŵ|², and −dV/dlog t = |Zᵀp − ŵ|² + Σ p (⟨z, ŵ⟩ − 1)", Within = nameof(Terms),
        Cases = 40)]
    public Measurement The_Lyapunov_function_of_Goh_never_rises_along_the_exponential_loss_flow(SeparableTask task) =>
        NeverRises(task, task.Svm.Weights);

    [Mistake(nameof(The_Lyapunov_function_of_Goh_never_rises_along_the_exponential_loss_flow), "ŵ made of length 1")]
    public Measurement The_direction_alone_is_not_enough(SeparableTask task) => NeverRises(task, task.Svm.Weights.Normalize(2));

    [Mistake(nameof(The_Lyapunov_function_of_Goh_never_rises_along_the_exponential_loss_flow), "ŵ 2 % too short")]
    public Measurement With_a_shorter_margin_they_do_not(SeparableTask task) => NeverRises(task, .98 * task.Svm.Weights);

    static Rule Terms => Roundoff.Within(Gamma(4 * (N + D) + 40) * (N + HardMargin.Squared * (1 + LogTime) + Weights * HardMargin))
        .Because("V twice and a step between");

    static Quantity<SeparableTask> N => new("N", task => task.Signed.RowCount);

    static Quantity<SeparableTask> D => new("D", task => task.Signed.ColumnCount);

    static Quantity<SeparableTask> HardMargin => new("|ŵ|", task => task.Svm.Weights.L2Norm());

    static Quantity<SeparableTask> Weights => new("|w|", task => task.End.Weights.L2Norm());

    static Quantity<SeparableTask> LogTime => new("log t", task => task.End.LogTime);

    static Measurement NeverRises(SeparableTask task, Vector<double> hardMargin)
    {
        var potential = task.Path.Select(moment => task.Potential(moment, hardMargin)).ToArray();
        return Measure.AtMost("largest rise of V", potential.Zip(potential.Skip(1), (before, after) => after - before).Max(), "none", 0)
            .OfSize(task.FirstPotential);
    }
}
