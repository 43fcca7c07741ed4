using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Dynamics.Specs.Kernels;

/// <summary>The outputs of a finite network are not normal: each layer multiplies their variance by a random factor, and makes their tails heavier.</summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class OutputTailLaws : ISubjectsOf<OutputTail>
{
    const int Groups = 40;
    const int NetworksOfAGroup = 1000;
    const string Group = "a group is 1000 networks of 64 outputs, its statistic their mean of |f|⁴ / (64 × 66 E[f²]²)";

    public Subjects<OutputTail> Subjects => OutputTail.Subjects;

    [Law("K14", LawKind.Statistical, @"\mathbb{E}[f^4] / \mathbb{E}[f^2]^2 - 3 = 3 \left( \prod_l (1 + 5 / n_l) - 1 \right)", Source = "Hanin and Nica 2020; Yaida 2020",
        Given = "one input, ReLU, no biases, normal weights, σ_w² = 2; exact at every width: given its input a layer multiplies |h|² by an independent mean of n numbers 2 relu(z)², of mean 1 and variance 5",
        Within = "rate: Student's interval over groups, detects 0.2, " + Group, Alpha = 1e-8, Cases = 3)]
    public Measurement Each_layer_makes_the_tails_of_the_outputs_heavier(OutputTail at) => IsAThirdOfTheKurtosis(at, Math.Pow(1 + 5.0 / at.Width, at.Depth));

    [Mistake(nameof(Each_layer_makes_the_tails_of_the_outputs_heavier), "5 / n² for 5 / n", Catches = 1)]
    public Measurement Not_by_the_square_of_the_width(OutputTail at) => IsAThirdOfTheKurtosis(at, Math.Pow(1 + 5.0 / (at.Width * at.Width), at.Depth));

    [Mistake(nameof(Each_layer_makes_the_tails_of_the_outputs_heavier), "the fourth moment of a ReLU layer with signs for output weights, 1 + 1 / n", Catches = 1)]
    public Measurement Not_as_with_signs_for_weights(OutputTail at) => IsAThirdOfTheKurtosis(at, Math.Pow(1 + 1.0 / at.Width, at.Depth));

    static Measurement IsAThirdOfTheKurtosis(OutputTail at, double predicted)
    {
        var means = Vector<double>.Build.Dense(Groups, group => at.ThirdOfTheKurtosis(NetworksOfAGroup, $"group {group}"));
        return Measure.Distance("∏ (1 + 5 / n)", predicted, "E[f⁴] / 3 E[f²]²", means.Mean())
            .Within(LegacyRate.Of(means.StandardDeviation() / Math.Sqrt(Groups), Groups - 1, .2, Group));
    }
}
