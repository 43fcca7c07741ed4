using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// The theorem that ties the two readings of an architecture: drawn at random, the tangent kernel of a finite network is that of the
/// infinitely wide one, but for a fluctuation that falls like one over the root of the width.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class ShallowKernelLimitLaws : ISubjectsOf<WidthFamily>
{
    const int NetworksOfAGroup = 200;

    static readonly int[] Widths = [4, 64];

    public Subjects<WidthFamily> Subjects => WidthFamily.OfOneHiddenLayer;

    [Law("K7b", LawKind.Limit, @"n \, \mathbb{E} |\Theta_n - \Theta|^2 = \mathrm{const}",
        Source = "Jacot, Gabriel and Hongler 2018; derived here: Θ_n is a mean over n independent neurons",
        Given = "NTK parameterisation, normal weights, one hidden layer of width n, dense or convolutional; exact at every width, so "
            + "that the exponent of the root of the mean square is −1/2 between any two: widths 4 and 64",
        Within = nameof(OfExponents), Alpha = 1e-8, Cases = 3, RestsOn = ["K1b", "K6a", "K7a"])]
    public Measurement With_one_hidden_layer_the_mean_square_of_the_kernel_fluctuation_is_inverse_to_the_width(WidthFamily family) =>
        FallsLikeARoot(family, Parameterization.Ntk);

    [HypothesisDropped(nameof(With_one_hidden_layer_the_mean_square_of_the_kernel_fluctuation_is_inverse_to_the_width),
        "standard parameterisation", Catches = 2)]
    public Measurement With_the_standard_parameterisation_it_is_not(WidthFamily family) =>
        FallsLikeARoot(family, Parameterization.Standard);

    [Mistake(nameof(With_one_hidden_layer_the_mean_square_of_the_kernel_fluctuation_is_inverse_to_the_width),
        "the share of one layer left out", Catches = 3, AlwaysBecause = "what is left does not tend to Θ, whichever layer it is")]
    public Measurement Without_a_layer_it_is_not(WidthFamily family) => FallsLikeARoot(family, Parameterization.Ntk, leftOut: true);

    static Rule OfExponents => new Rate(.1, "a group is 200 networks at each of two widths");

    static Measurement FallsLikeARoot(WidthFamily family, Parameterization parameterization, bool leftOut = false) =>
        Measure.Exponent("exponent of (E |Θ_n − Θ|²)^(1/2)", WidthExponent.Exact(Widths, family.MeanSquares(
            parameterization, Settings.FromEnvironment.Samples(40), Widths, [NetworksOfAGroup, NetworksOfAGroup], leftOut)), "−1/2", -.5);
}

/// <summary>With more hidden layers the kernel has a bias as well, and the mean square has an expansion in powers of 1 / n.</summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class DeepKernelLimitLaws : ISubjectsOf<WidthFamily>
{
    static readonly int[] Widths = [6, 36, 216];
    static readonly int[] NetworksOfAGroup = [20, 100, 40];

    public Subjects<WidthFamily> Subjects => WidthFamily.OfMoreHiddenLayers;

    [Law("K7c", LawKind.Limit, @"(\mathbb{E} |\Theta_n - \Theta|^2)^{1/2} \sim n^{-1/2}",
        Source = "Jacot, Gabriel and Hongler 2018; Arora et al. 2019; Hanin and Nica 2020; the expansion in 1 / n: Yaida 2020",
        Given = "NTK parameterisation, normal weights, two or three dense hidden layers, all of width n: 6, 36 and 216; the exponent of "
            + "the root of the mean square; a next term of relative order 1 / n is assumed, and extrapolated away",
        Within = nameof(OfExponents), Alpha = 1e-8, Cases = 1, RestsOn = ["K1b", "K6a"])]
    public Measurement With_two_or_three_hidden_layers_the_distance_of_the_kernel_from_its_limit_falls_like_n_to_the_minus_one_half(
        WidthFamily family) => FallsLikeARoot(family, leftOut: false);

    [Mistake(nameof(With_two_or_three_hidden_layers_the_distance_of_the_kernel_from_its_limit_falls_like_n_to_the_minus_one_half),
        "the share of one layer left out", Catches = 1, AlwaysBecause = "what is left does not tend to Θ, whichever layer it is")]
    public Measurement Without_a_layer_it_does_not(WidthFamily family) => FallsLikeARoot(family, leftOut: true);

    static Rule OfExponents => new ExtrapolatedRate(.2, "a group is 20, 100 and 40 networks at three widths");

    static Measurement FallsLikeARoot(WidthFamily family, bool leftOut) => Measure.Exponent("exponent of (E |Θ_n − Θ|²)^(1/2)",
        WidthExponent.Of(Widths, family.MeanSquares(
            Parameterization.Ntk, Settings.FromEnvironment.Samples(80), Widths, NetworksOfAGroup, leftOut)), "−1/2", -.5);
}
