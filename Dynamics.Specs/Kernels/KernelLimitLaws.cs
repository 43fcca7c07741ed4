using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// The theorem that ties the two readings of an architecture: drawn at random, the tangent kernel of a finite network is that of the
/// infinitely wide one, but for a fluctuation that falls like one over the root of the width.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class KernelLimitLaws : ISubjectsOf<WidthFamily>
{
    const int Groups = 64;
    const int NetworksOfAGroup = 4;

    public Subjects<WidthFamily> Subjects => WidthFamily.Subjects(deepest: 3);

    [Law("K7b", LawKind.Limit, @"|\Theta_n - \Theta| \sim n^{-1/2}",
        Source = "Jacot, Gabriel and Hongler 2018; Arora et al. 2019; Hanin and Nica 2020",
        Given = "NTK parameterisation, all hidden layers of width n; dense and convolutional; "
            + "the slope of the logarithm of |Θ_n − Θ| / |Θ| against that of n",
        Within = nameof(OfSlopes), Alpha = 1e-8, Cases = 6, RestsOn = ["K1b", "K6a"])]
    public Measurement The_kernel_of_a_wide_network_nears_the_analytic_one_like_one_over_the_root_of_its_width(WidthFamily family) =>
        FallsLikeARoot(family, (n, draw) => family.Kernel(n, draw));

    [HypothesisDropped(nameof(The_kernel_of_a_wide_network_nears_the_analytic_one_like_one_over_the_root_of_its_width),
        "standard parameterisation", Catches = 2)]
    public Measurement With_the_standard_parameterisation_it_does_not(WidthFamily family) =>
        FallsLikeARoot(family, (n, draw) => family.Kernel(n, draw, Parameterization.Standard));

    [Mistake(nameof(The_kernel_of_a_wide_network_nears_the_analytic_one_like_one_over_the_root_of_its_width),
        "the share of the last layer left out", Catches = 2)]
    public Measurement Without_the_last_layer_it_does_not(WidthFamily family) => FallsLikeARoot(family, family.KernelWithoutTheLastLayer);

    static Rule OfSlopes =>
        new Rate(.5, "a group is four networks at four widths, its slope that of their mean log error by least squares");

    static Measurement FallsLikeARoot(WidthFamily family, Func<int, string, Matrix<double>> kernel) =>
        Measure.Mean("slope of log |Θ_n − Θ| against log n",
        WidthSlopes.Of(Groups, family.Widths, (group, n) => Enumerable.Range(0, NetworksOfAGroup).Average(network =>
            Math.Log((kernel(n, $"group {group}, width {n}, network {network}") - family.Limit).FrobeniusNorm()))), "−1/2", -.5);
}

/// <summary>With one hidden layer the kernel is a mean over its neurons, so that its expectation is the limit at every width.</summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class KernelMeanLaws : ISubjectsOf<WidthFamily>
{
    const int Groups = 40;
    const int NetworksOfAGroup = 150;
    const int Width = 6;

    public Subjects<WidthFamily> Subjects => WidthFamily.Subjects(deepest: 1);

    [Law("K7a", LawKind.Limit, @"\mathbb{E} \langle \Theta_n, \Theta \rangle = \langle \Theta, \Theta \rangle",
        Source = "Jacot, Gabriel and Hongler 2018",
        Given = "NTK parameterisation, one hidden layer of width 6; dense and convolutional",
        Within = nameof(OfMeans), Alpha = 1e-8, Cases = 8, RestsOn = ["K1b", "K6a"])]
    public Measurement With_one_hidden_layer_the_kernel_is_the_analytic_one_in_the_mean(WidthFamily family) =>
        IsRightInTheMean(family, draw => family.Kernel(Width, draw));

    [Mistake(nameof(With_one_hidden_layer_the_kernel_is_the_analytic_one_in_the_mean),
        "the share of the last layer left out", Catches = 4)]
    public Measurement Without_the_last_layer_it_is_not(WidthFamily family) =>
        IsRightInTheMean(family, draw => family.KernelWithoutTheLastLayer(Width, draw));

    static Rule OfMeans => new Rate(.2, "a group is 150 networks, its statistic their mean of ⟨Θ_n, Θ⟩ / ⟨Θ, Θ⟩");

    static Measurement IsRightInTheMean(WidthFamily family, Func<string, Matrix<double>> kernel)
    {
        var limit = family.Limit / Math.Pow(family.Limit.FrobeniusNorm(), 2);
        return Measure.Mean("mean of ⟨Θ_n, Θ⟩ / ⟨Θ, Θ⟩", [.. Enumerable.Range(0, Groups).Select(MeanOf)], "1", 1);

        double MeanOf(int group) => Enumerable.Range(0, NetworksOfAGroup)
            .Average(network => kernel($"group {group}, network {network}").PointwiseMultiply(limit).Enumerate().Sum());
    }
}
