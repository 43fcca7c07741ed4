using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Kernels;

/// <summary>With a second hidden layer the covariance of the outputs has a bias, for its expectation is no longer linear in what the
/// first layer draws.</summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class DeepCovarianceLaws : ISubjectsOf<TwoHiddenLayers>
{
    const int Groups = 60;

    public Subjects<TwoHiddenLayers> Subjects => TwoHiddenLayers.Subjects;

    [Law("K16b", LawKind.Limit, @"|\mathbb{E} \, K_n^{(2)} - K^{(2)}| \sim n^{-1}", Source = "Yaida 2020; Hanin and Nica 2020; derived "
        + "here from K16 in the second layer, given the first",
        Given = "NTK parameterisation, normal weights, no biases, two hidden layers of ReLU or erf, the first of width n: 16, 64 and "
            + "256, drawn; the second integrated, so of any width; what is linear in K_n − K, of expectation zero by K16, is subtracted; "
            + "all entries at three inputs; the exponent of the norm of the mean, its term in 1 / n extrapolated away",
        Within = nameof(OfExponents), Alpha = 1e-8, Cases = 1, RestsOn = ["K16", "K5a"])]
    public Measurement The_bias_of_the_output_covariance_of_two_hidden_layers_is_inverse_to_the_width_of_the_first(TwoHiddenLayers at) =>
        FallsLikeTheWidth(at, 1);

    [Mistake(nameof(The_bias_of_the_output_covariance_of_two_hidden_layers_is_inverse_to_the_width_of_the_first),
        "a weight variance 1 % too large in the second layer", Catches = 1)]
    public Measurement With_a_variance_1_percent_off_it_is_not(TwoHiddenLayers at) => FallsLikeTheWidth(at, 1.01);

    static Rule OfExponents => new ExtrapolatedRate(.2, "a group is 250, 1000 and 1000 networks at three widths");

    static Measurement FallsLikeTheWidth(TwoHiddenLayers at, double off) => Measure.Exponent("exponent of |E K_n − K|",
        WidthExponent.OfMeans(TwoHiddenLayers.Widths, at.Biases(Settings.FromEnvironment.Samples(Groups), off)), "−1", -1);
}
