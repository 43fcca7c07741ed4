using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// With one hidden layer the tangent kernel and the covariance of the outputs are means over independent neurons: their expectations are
/// the limits at every width, entry by entry.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class KernelMeanLaws : ISubjectsOf<OneHiddenLayer>
{
    const double Detects = .02;

    public Subjects<OneHiddenLayer> Subjects => OneHiddenLayer.Subjects;

    [Law("K7a", LawKind.Statistical, @"\mathbb{E} \, \Theta_n(x, x') = \Theta(x, x')",
        Source = "Jacot, Gabriel and Hongler 2018; that the mean is exact at every width is derived here: Θ_n is a mean over n "
            + "independent neurons",
        Given = "NTK parameterisation, normal weights, one hidden layer, dense, or convolutional and flattened; width 24 to 48; every "
            + "entry of the kernel of three inputs, over the root of its two diagonal entries",
        Within = nameof(OfKernels), Alpha = 1e-8, Cases = 2, RestsOn = ["K1b", "K6a"])]
    public Measurement The_expected_tangent_kernel_of_one_hidden_layer_is_the_analytic_kernel_at_every_width(OneHiddenLayer at) =>
        IsTheAnalyticKernel(at, at.Kernel);

    [Mistake(nameof(The_expected_tangent_kernel_of_one_hidden_layer_is_the_analytic_kernel_at_every_width),
        "the share of the last layer left out", Catches = 2)]
    public Measurement Without_the_last_layer_it_is_not(OneHiddenLayer at) => IsTheAnalyticKernel(at, at.KernelWithoutTheLastLayer);

    [Mistake(nameof(The_expected_tangent_kernel_of_one_hidden_layer_is_the_analytic_kernel_at_every_width),
        "a sum over n neurons divided by n − 1", Catches = 2)]
    public Measurement Divided_by_n_minus_1_it_is_not(OneHiddenLayer at) => 
        IsTheAnalyticKernel(at, TooLarge(at, at.Kernel, at.LastBiasInTheKernel));

    [Law("K16", LawKind.Statistical, @"\mathbb{E} \, f(x) f(x') = K(x, x')",
        Source = "Neal 1996; Lee et al. 2018; Matthews et al. 2018; that it is exact at every width is derived here",
        Given = "as K7a, over networks of 16 outputs; every entry of the covariance at three inputs, over the root of its two diagonal "
            + "entries",
        Within = nameof(OfCovariances), Alpha = 1e-8, Cases = 1, RestsOn = ["K6a"])]
    public Measurement The_output_covariance_of_one_hidden_layer_is_the_analytic_NNGP_kernel_at_every_width(OneHiddenLayer at) =>
        IsTheCovariance(at, at.Covariance);

    [Mistake(nameof(The_output_covariance_of_one_hidden_layer_is_the_analytic_NNGP_kernel_at_every_width), "1 / (n − 1) for 1 / n",
        Catches = 1)]
    public Measurement With_the_last_layer_over_n_minus_1_it_is_not(OneHiddenLayer at) =>
        IsTheCovariance(at, TooLarge(at, at.Covariance, at.LastBiasInTheCovariance));

    [Mistake(nameof(The_output_covariance_of_one_hidden_layer_is_the_analytic_NNGP_kernel_at_every_width),
        "the bias of the last layer lost",
        Catches = 1)]
    public Measurement Without_the_last_bias_it_is_not(OneHiddenLayer at) =>
        at.LastBiasInTheCovariance[0] == 0 ? Measurement.NoCase("it has no biases")
        : IsTheCovariance(at, [.. at.Covariance.Zip(at.LastBiasInTheCovariance, (whole, share) => whole - share)]);

    [Rival(nameof(The_output_covariance_of_one_hidden_layer_is_the_analytic_NNGP_kernel_at_every_width), "the tangent kernel Θ for K",
        Catches = 1, Spoils = Spoiled.Both)]
    public Measurement The_tangent_kernel_is_not_the_covariance(OneHiddenLayer at) =>
        Measure.LargestDistance("mean of f(x) f(x')", at.Covariance, "Θ", at.TangentKernelForTheCovariance);

    static Rule OfKernels => Statistical.MeanOfKnownVariance<OneHiddenLayer>(
        "entries of Θ_n, their second moments bounded by E[φ⁴ + 2 k φ² φ'² + 3 k² φ'⁴], k = E[u²]", at => at.MeanOfTheKernel, Detects);

    static Rule OfCovariances => Statistical.MeanOfKnownVariance<OneHiddenLayer>(
        "products of outputs, their second moments bounded by E[φ⁴]", at => at.MeanOfTheCovariance, Detects);

    /// <summary>All but the last bias is a sum over neurons.</summary>
    static IReadOnlyList<double> TooLarge(OneHiddenLayer at, IReadOnlyList<double> mean, IReadOnlyList<double> lastBias) =>
        [.. mean.Zip(lastBias, (whole, bias) => bias + (whole - bias) * at.Width / (at.Width - 1))];

    static Measurement IsTheAnalyticKernel(OneHiddenLayer at, IReadOnlyList<double> kernel) =>
        Measure.LargestDistance("mean of Θ_n", kernel, "Θ", at.Limit);

    static Measurement IsTheCovariance(OneHiddenLayer at, IReadOnlyList<double> covariance) =>
        Measure.LargestDistance("mean of f(x) f(x')", covariance, "K", at.LimitOfTheCovariance);
}
