using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearRegression;
using MathNet.Numerics.Statistics;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// The theorem that ties the two readings of an architecture: drawn at random, the tangent kernel of a finite network is that of the infinitely wide one, but
/// for a fluctuation that falls like one over the root of the width.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class KernelLimitLaws : ISubjectsOf<WidthFamily>
{
    const int Groups = 64;
    const int NetworksOfAGroup = 4;
    const double Detects = .5;

    public Subjects<WidthFamily> Subjects => WidthFamily.Subjects(deepest: 3);

    [Law("K7b", LawKind.Limit, @"|\Theta_n - \Theta| \sim n^{-1/2}", Source = "Jacot, Gabriel and Hongler 2018; Arora et al. 2019; Hanin and Nica 2020",
        Given = "NTK parameterisation, all hidden layers of width n; dense and convolutional; the slope of the logarithm of |Θ_n − Θ| / |Θ| against that of n",
        Within = "rate: Student's interval over groups, detects 0.5, " + Group, Alpha = 1e-8, Cases = 6, RestsOn = ["K1b", "K6a"])]
    public Measurement The_kernel_of_a_wide_network_nears_the_analytic_one_like_one_over_the_root_of_its_width(WidthFamily family) =>
        FallsLikeARoot(family, (n, draw) => family.Kernel(n, draw, Parameterization.Ntk));

    [Mistake(nameof(The_kernel_of_a_wide_network_nears_the_analytic_one_like_one_over_the_root_of_its_width), "standard parameterisation", Catches = 2)]
    public Measurement With_the_standard_parameterisation_it_does_not(WidthFamily family) =>
        FallsLikeARoot(family, (n, draw) => family.Kernel(n, draw, Parameterization.Standard));

    [Mistake(nameof(The_kernel_of_a_wide_network_nears_the_analytic_one_like_one_over_the_root_of_its_width), "the share of the last layer left out", Catches = 2)]
    public Measurement Without_the_last_layer_it_does_not(WidthFamily family) =>
        family.Depth > 1 ? Measurement.NoCase("at these widths the last layer's share may hide in the fluctuation of the others") : FallsLikeARoot(family, family.KernelWithoutTheLastLayer);

    const string Group = "a group is four networks at four widths, its slope that of their mean log error by least squares";

    static Measurement FallsLikeARoot(WidthFamily family, Func<int, string, Matrix<double>> kernel)
    {
        var slopes = Vector<double>.Build.Dense(Groups, group => SimpleRegression.Fit([.. family.Widths.Select(n => Math.Log(n))], [.. family.Widths.Select(n =>
            Enumerable.Range(0, NetworksOfAGroup).Average(network => Math.Log((kernel(n, $"group {group}, width {n}, network {network}") - family.Limit).FrobeniusNorm())))]).B);
        return Measure.Distance("slope of log |Θ_n − Θ| against log n", slopes.Mean(), "−1/2", -.5)
            .Within(LegacyRate.Of(slopes.StandardDeviation() / Math.Sqrt(Groups), Groups - 1, Detects, Group));
    }
}

/// <summary>With one hidden layer the kernel is a mean over its neurons, so that its expectation is the limit at every width.</summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class KernelMeanLaws : ISubjectsOf<WidthFamily>
{
    const int Groups = 40;
    const int NetworksOfAGroup = 150;
    const int Width = 6;
    const double Detects = .2;

    public Subjects<WidthFamily> Subjects => WidthFamily.Subjects(deepest: 1);

    [Law("K7a", LawKind.Limit, @"\mathbb{E} \langle \Theta_n, \Theta \rangle = \langle \Theta, \Theta \rangle", Source = "Jacot, Gabriel and Hongler 2018",
        Given = "NTK parameterisation, one hidden layer of width 6; dense and convolutional",
        Within = "rate: Student's interval over groups, detects 0.2, " + Group, Alpha = 1e-8, Cases = 8, RestsOn = ["K1b", "K6a"])]
    public Measurement With_one_hidden_layer_the_kernel_is_the_analytic_one_in_the_mean(WidthFamily family) => IsRightInTheMean(family, draw => family.Kernel(Width, draw, Parameterization.Ntk));

    [Mistake(nameof(With_one_hidden_layer_the_kernel_is_the_analytic_one_in_the_mean), "the share of the last layer left out", Catches = 4)]
    public Measurement Without_the_last_layer_it_is_not(WidthFamily family) => IsRightInTheMean(family, draw => family.KernelWithoutTheLastLayer(Width, draw));

    const string Group = "a group is 150 networks, its statistic their mean of ⟨Θ_n, Θ⟩ / ⟨Θ, Θ⟩";

    static Measurement IsRightInTheMean(WidthFamily family, Func<string, Matrix<double>> kernel)
    {
        var limit = family.Limit / family.Limit.FrobeniusNorm();
        var means = Vector<double>.Build.Dense(Groups, group => Enumerable.Range(0, NetworksOfAGroup).Average(network =>
            kernel($"group {group}, network {network}").PointwiseMultiply(limit).Enumerate().Sum() / family.Limit.FrobeniusNorm()));
        return Measure.Distance("mean of ⟨Θ_n, Θ⟩ / ⟨Θ, Θ⟩", means.Mean(), "1", 1)
            .Within(LegacyRate.Of(means.StandardDeviation() / Math.Sqrt(Groups), Groups - 1, Detects, Group));
    }
}
