using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// At one input of a ReLU network without biases, what a finite width does is known exactly: the mean of the tangent kernel is the
/// limit, its variance and the tails of the outputs are products over the layers.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class ReluMomentLaws : ISubjectsOf<ReluChain>
{
    const string AtOneInput = "one input, ReLU, no biases, normal weights, NTK parameterisation, σ_w² = 2 in hidden layers; two to four "
        + "hidden layers of unequal widths n_l, 8 to 48";

    public Subjects<ReluChain> Subjects => ReluChain.Subjects;

    [Law("K14", LawKind.Statistical,
        @"\mathbb{E}[f^4] / \mathbb{E}[f^2]^2 = 3 \, \mathbb{E}[q^2] / \mathbb{E}[q]^2 = 3 \prod_l (1 + 5 / n_l)",
        Source = "Hanin and Nica 2020; Yaida 2020",
        Given = AtOneInput + "; given the last hidden layer the outputs are normal with variance q; measured is E[q²] of the last "
            + "hidden layer, with E[q] = 1 exact",
        Within = nameof(OfTails), Alpha = 1e-8, Cases = 2)]
    public Measurement The_kurtosis_of_the_outputs_is_a_product_over_the_layers(ReluChain at) =>
        IsTheTail(at, ReluMoments.SquareOfTheSize(at.Widths));

    [Mistake(nameof(The_kurtosis_of_the_outputs_is_a_product_over_the_layers), "5 / n² for 5 / n", Catches = 2)]
    public Measurement Not_by_the_square_of_the_width(ReluChain at) =>
        IsTheTail(at, at.Widths.Aggregate(1.0, (product, n) => product * (1 + 5.0 / (n * n))));

    [Mistake(nameof(The_kurtosis_of_the_outputs_is_a_product_over_the_layers), "4 / n for 5 / n", Catches = 2)]
    public Measurement Not_with_4_for_5(ReluChain at) => IsTheTail(at, at.Widths.Aggregate(1.0, (product, n) => product * (1 + 4.0 / n)));

    [Mistake(nameof(The_kurtosis_of_the_outputs_is_a_product_over_the_layers), "the sum 1 + 5 Σ 1 / n_l for the product", Catches = 2,
        CatchRate = .3)]
    public Measurement The_sum_is_not_the_product(ReluChain at) => IsTheTail(at, 1 + at.Widths.Sum(n => 5.0 / n));

    [Law("K17", LawKind.Statistical, @"\mathbb{E} \, \Theta_n(x, x) = \Theta(x, x)",
        Source = "Hanin and Nica 2020; derived here: each layer's share has the law of q",
        Given = AtOneInput, Within = nameof(OfKernels), Alpha = 1e-8, Cases = 2, RestsOn = ["K1b"])]
    public Measurement At_one_input_the_expected_tangent_kernel_of_a_bias_free_ReLU_network_is_the_analytic_one_at_every_width(
        ReluChain at) => IsTheKernel(at.Kernel);

    [Mistake(nameof(At_one_input_the_expected_tangent_kernel_of_a_bias_free_ReLU_network_is_the_analytic_one_at_every_width),
        "the layer after the narrowest divided by n − 1, by its factor", Catches = 2)]
    public Measurement With_n_minus_1_in_a_layer_it_is_not(ReluChain at) =>
        IsTheKernel(at.Kernel * at.Widths.Min() / (at.Widths.Min() - 1));

    [Mistake(nameof(At_one_input_the_expected_tangent_kernel_of_a_bias_free_ReLU_network_is_the_analytic_one_at_every_width),
        "the share of the first layer lost", Catches = 2)]
    public Measurement Without_the_first_layer_it_is_not(ReluChain at) => IsTheKernel(at.KernelWithoutTheFirstLayer);

    [Law("K17b", LawKind.Statistical,
        @"\mathbb{E} \, \Theta_n^2 / \Theta^2 = (L + 1)^{-2} \sum_{l, m} \mathbb{E}[T_l T_m]",
        Source = "Hanin and Nica 2020; the closed form at every width is derived here: E[T_l²] is the product of 1 + 5 / n_k, and of "
            + "two shares the layers between them multiply by (1 + 1/n, 4/n; 2/n, 1 + 3/n)",
        Given = AtOneInput, Within = nameof(OfSquares), Alpha = 1e-8, Cases = 2, RestsOn = ["K17"])]
    public Measurement The_second_moment_of_the_tangent_kernel_has_a_closed_form_in_depth_and_widths(ReluChain at) =>
        IsTheSquare(at, ReluMoments.SquareOfTheKernel(at.Widths));

    [Rival(nameof(The_second_moment_of_the_tangent_kernel_has_a_closed_form_in_depth_and_widths), "the limit: no variance", Catches = 2)]
    public Measurement It_does_not_stand_still(ReluChain at) => IsTheSquare(at, 1);

    [Rival(nameof(The_second_moment_of_the_tangent_kernel_has_a_closed_form_in_depth_and_widths),
        "a variance of 3 / n whatever the depth, n the mean width", Catches = 2, CatchRate = .3)]
    public Measurement Its_variance_grows_with_the_depth(ReluChain at) => IsTheSquare(at, 1 + 3 / at.Widths.Average());

    static Rule OfKernels => Statistical.MeanOfKnownVariance<ReluChain>("Θ_n / Θ, its second moment that of K17b", at =>
        at.MeanOfTheKernel, .03);

    static Rule OfSquares => Statistical.MeanOfKnownVariance<ReluChain>(
        "Θ_n² over its mean; E[Θ_n⁴] is at most E[q⁴] Θ⁴, for Θ_n / Θ is a mean of shares that have the law of q", at =>
            at.MeanOfItsSquare, .25);

    static Rule OfTails => Statistical.MeanOfKnownVariance<ReluChain>("q² over its mean, with E[q⁴] in closed form", at =>
        at.MeanOfTheTail, .1);

    static Measurement IsTheTail(ReluChain at, double claimed) => Measure.Distance("mean of q² over the claimed",
        at.Tail * ReluMoments.SquareOfTheSize(at.Widths) / claimed, "1", 1);

    static Measurement IsTheKernel(double mean) => Measure.Distance("mean of Θ_n / Θ", mean, "1", 1);

    static Measurement IsTheSquare(ReluChain at, double claimed) => Measure.Distance("mean of Θ_n² over the claimed",
        at.SquareOfTheKernel * ReluMoments.SquareOfTheKernel(at.Widths) / claimed, "1", 1);
}
