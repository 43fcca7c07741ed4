using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>
/// Around a minimum every loss is a quadratic: each mode of its Hessian shrinks or grows on its own, and the steepest says how large a
/// step may be.
/// </summary>
[Chapter("Training dynamics", Report = "3.3")]
public sealed class QuadraticLaws : ISubjectsOf<Quadratic>
{
    public Subjects<Quadratic> Subjects => Quadratic.Subjects;

    [Law("N7a", LawKind.Identity, @"x_t = (I - \eta H)^t x_0 = \sum_i (1 - \eta \lambda_i)^t v_i \langle v_i, x_0 \rangle",
        Source = "Polyak 1963",
        Given = "a quadratic, gradient descent below the largest stable rate; the right side takes the steps", Within = nameof(Shrinking))]
    public Measurement Each_mode_goes_its_own_way(Quadratic at) => IsThePath(at, lambda => Math.Pow(1 - at.Rate * lambda, at.Steps));

    [Mistake(nameof(Each_mode_goes_its_own_way), "the flow's rate e^(−λ t) at a finite step")]
    public Measurement Modes_do_not_shrink_at_the_rate_of_the_flow(Quadratic at) =>
        IsThePath(at, lambda => Math.Exp(-at.Rate * lambda * at.Steps));

    [Law("N7b", LawKind.Bound, @"|x_t| \le |x_0| \text{ for } \eta < 2 / \lambda_{\max}",
        Source = "Polyak 1963; LeCun, Simard and Pearlmutter 1993",
        Given = "a quadratic; the start lies along the steepest mode, the worst there is; η = .99 × 2 / λ_max", Within = nameof(Growing))]
    public Measurement Below_two_over_the_steepest_eigenvalue_nothing_grows(Quadratic at) => DoesNotGrow(at, .99);

    [HypothesisDropped(nameof(Below_two_over_the_steepest_eigenvalue_nothing_grows), "a step one percent above 2 / λ_max",
        AlwaysBecause = "the start lies along the steepest mode, and t ≥ 2")]
    public Measurement Above_it_something_grows(Quadratic at) => DoesNotGrow(at, 1.01);

    [Law("N7c", LawKind.Bound, @"|x_t| \ge (1 + 2 \varepsilon)^t |x_0| \text{ for } \eta = (1 + \varepsilon) \, 2 / \lambda_{\max}",
        Source = "Polyak 1963; LeCun, Simard and Pearlmutter 1993", Given = "as N7b, with η = 1.01 × 2 / λ_max", Within = nameof(Growing))]
    public Measurement Above_two_over_the_steepest_eigenvalue_something_grows(Quadratic at) => Grows(at, 1.01);

    [Mistake(nameof(Above_two_over_the_steepest_eigenvalue_something_grows), "1 / λ_max for 2 / λ_max",
        AlwaysBecause = "the start lies along the steepest mode, which all but vanishes in one step")]
    public Measurement Above_one_over_it_nothing_need_grow(Quadratic at) => Grows(at, 1.01 / 2);

    static Rule Shrinking => Rounded(new("ρ^(t − 1)", at => Math.Pow(at.SlowestFactor + Gamma(40 * (at.Dimension + 1)), at.Steps - 1)));

    static Rule Growing => Rounded(new("1.02ᵗ", at => Math.Pow(1.02, at.Steps)));

    static Rule Rounded(Quantity<Quadratic> factor) => Roundoff.Within(Gamma(40 * (D + 1)) * Sqrt(D) * (T + 1) * factor * Start)
        .Because("each step rounds x, and H is made of modes that are orthogonal to 8 (d + 1) u; what a step leaves shrinks or grows with "
            + "x");

    static Quantity<Quadratic> T => new("t", at => at.Steps);

    static Quantity<Quadratic> D => new("d", at => at.Dimension);

    static Quantity<Quadratic> Start => new("|x₀|", at => at.Start.L2Norm());

    static Measurement IsThePath(Quadratic at, Func<double, double> factor) =>
        Measure.Distance(
            "Σ (1 − ηλ)ᵗ v ⟨v, x₀⟩", at.Modes * (at.Modes.Transpose() * at.Start).PointwiseMultiply(at.Eigenvalues.Map(factor)),
            "x_t", at.Descend(at.Start, at.Rate));

    static Measurement DoesNotGrow(Quadratic at, double share) =>
        Measure.AtMost("|x_t|", at.Descend(Steepest(at), share).L2Norm(), "|x₀|", Steepest(at).L2Norm());

    static Measurement Grows(Quadratic at, double share) =>
        Measure.AtMost("−|x_t|", -at.Descend(Steepest(at), share).L2Norm(),
            "−|x₀| 1.02ᵗ", -Steepest(at).L2Norm() * Math.Pow(1.02, at.Steps));

    static Vector<double> Steepest(Quadratic at) => at.Start.L2Norm() * at.Modes.Column(at.Dimension - 1);
}
