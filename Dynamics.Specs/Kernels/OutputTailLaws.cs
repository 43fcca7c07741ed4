using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// The outputs of a finite network are not normal: each layer multiplies their variance by a random factor, and makes their tails
/// heavier.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class OutputTailLaws : ISubjectsOf<OutputTail>
{
    public Subjects<OutputTail> Subjects => OutputTail.Subjects;

    [Law("K14", LawKind.Statistical, @"\mathbb{E}[f^4] / \mathbb{E}[f^2]^2 - 3 = 3 \left( \prod_l (1 + 5 / n_l) - 1 \right)",
        Source = "Hanin and Nica 2020; Yaida 2020",
        Given = "one input, ReLU, no biases, normal weights, σ_w² = 2; exact at every width: given its input a layer multiplies |h|² by "
            + "an independent mean of n numbers 2 relu(z)², of mean 1 and variance 5",
        Within = nameof(OfMeans), Alpha = 1e-8, Cases = 3)]
    public Measurement Each_layer_makes_the_tails_of_the_outputs_heavier(OutputTail at) => IsAThirdOfTheKurtosis(at, 5.0 / at.Width);

    [Mistake(nameof(Each_layer_makes_the_tails_of_the_outputs_heavier), "5 / n² for 5 / n", Catches = 1)]
    public Measurement Not_by_the_square_of_the_width(OutputTail at) => IsAThirdOfTheKurtosis(at, 5.0 / (at.Width * at.Width));

    [Mistake(nameof(Each_layer_makes_the_tails_of_the_outputs_heavier),
        "the fourth moment of a ReLU layer with signs for output weights, 1 + 1 / n", Catches = 1)]
    public Measurement Not_as_with_signs_for_weights(OutputTail at) => IsAThirdOfTheKurtosis(at, 1.0 / at.Width);

    static Rule OfMeans => new Rate(.2, "a group is 1000 networks of 64 outputs, its statistic their mean of |f|⁴ / (64 × 66 E[f²]²)");

    /// <param name="at">Networks.</param>
    /// <param name="perLayer">By what share each layer is said to raise it.</param>
    static Measurement IsAThirdOfTheKurtosis(OutputTail at, double perLayer) => Measure.Mean("E[f⁴] / 3 E[f²]² − the product",
        [.. at.ThirdsOfTheKurtosis.Select(third => third - Math.Pow(1 + perLayer, at.Depth))], "0", 0)
        .OfSize(at.ThirdsOfTheKurtosis.Average());
}
