using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// The recursions of the kernels where activations have no closed form: Core expands them in Hermite polynomials, the right side
/// integrates over the plane. The two share nothing but the activations.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1"), Subject("Activations without closed forms")]
public sealed class ExpandedKernelLaws : ISubjectsOf<ExpandedKernelsAtPair>
{
    public Subjects<ExpandedKernelsAtPair> Subjects => ExpandedKernelsAtPair.Subjects;

    [Law("K6e", LawKind.Identity,
        @"K' = \sigma_w^2 \mathbb{E}[\phi \phi] + \sigma_b^2, \quad T' = K' + \sigma_w^2 \mathbb{E}[\phi' \phi'] \, T",
        Source = "Jacot, Gabriel and Hongler 2018; Lee et al. 2018", Within = nameof(Recursion), Cases = 10, RestsOn = ["K5c", "K5d"],
        Given = "dense networks of two or three hidden layers, tanh, sigmoid, softplus or SiLU in each; two inputs; K over "
            + "√(K(x, x) K(x′, x′)), Θ over √(Θ(x, x) Θ(x′, x′)); the moments of the right side by 200 × 200 Gauss-Hermite nodes, never "
            + "by Core")]
    public Measurement The_NNGP_and_tangent_kernels_follow_the_recursion_with_integrated_moments(ExpandedKernelsAtPair at) =>
        IsTheRecursion(at, at.Computed);

    [Mistake(nameof(The_NNGP_and_tangent_kernels_follow_the_recursion_with_integrated_moments), "the derivative term left out")]
    public Measurement Without_the_derivative_term_they_do_not(ExpandedKernelsAtPair at) =>
        IsTheRecursion(at, at.Mistaken(KernelMistake.NoDerivative));

    [Mistake(nameof(The_NNGP_and_tangent_kernels_follow_the_recursion_with_integrated_moments),
        "the moments of the last activation 2 % too large")]
    public Measurement With_moments_2_percent_off_in_the_last_layer_they_do_not(ExpandedKernelsAtPair at) =>
        IsTheRecursion(at, at.ComputedWithTheLastMomentsTimes(1.02));

    static Rule Recursion => Truncation.Within(
        (Gamma(new Quantity<ExpandedKernelsAtPair>("roundings on the longest path, on both sides, 22 × 200 in a layer", at =>
            at.Operations))
            + new Quantity<ExpandedKernelsAtPair>("what Core states of its expansions, over the layers", at => at.StatedErrors)
            + new Quantity<ExpandedKernelsAtPair>("how far the integrals move with three quarters of the nodes, over the layers",
                at => at.ErrorOfTheIntegrals))
        * new Quantity<ExpandedKernelsAtPair>("condition of the activations at these variances", at => at.Condition));

    static Measurement IsTheRecursion(ExpandedKernelsAtPair at, double[] computed) =>
        Measure.LargestDistance("K, Θ", computed, "recursion", at.Recursion);
}
