using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>What a mini-batch adds to the gradient is noise with a covariance that its size and the data fix.</summary>
[Chapter("Training dynamics", Report = "3.3")]
public sealed class BatchNoiseLaws : ISubjectsOf<BatchesOfFive>
{
    public Subjects<BatchesOfFive> Subjects => BatchesOfFive.Subjects;

    [Law("N9", LawKind.Identity,
        @"\mathrm{Cov}(g_B) = \frac{1}{B} \left( 1 - \frac{B}{N} \right) S, \quad S = \frac{1}{N - 1} \sum_i (g_i - g)(g_i - g)^\top",
        Source = "Cochran 1977, theorem 2.2",
        Given = "batches of B of the N examples, drawn without replacement; the right side enumerates them",
        Within = nameof(Enumerated))]
    public Measurement Minibatch_covariance_has_the_finite_population_correction(BatchesOfFive at) =>
        IsTheCovariance(at, (1 - at.Share) / (BatchesOfFive.Examples - 1));

    [Mistake(nameof(Minibatch_covariance_has_the_finite_population_correction),
        "the correction 1 − B/N left out: draws with replacement")]
    public Measurement Without_the_correction_for_a_finite_population_it_is_larger(BatchesOfFive at) =>
        IsTheCovariance(at, 1.0 / (BatchesOfFive.Examples - 1));

    [Mistake(nameof(Minibatch_covariance_has_the_finite_population_correction), "N for N − 1")]
    public Measurement With_the_plain_mean_of_squares_it_is_smaller(BatchesOfFive at) =>
        IsTheCovariance(at, (1 - at.Share) / BatchesOfFive.Examples);

    static Rule Enumerated => Roundoff.Within(Gamma(2 * Batches + 8) * 2 * Squares / B)
        .Because("the products of two deviations add up to no more, over the examples and over the batches");

    static Quantity<BatchesOfFive> Batches => new("batches", at => at.Batches.Count);

    static Quantity<BatchesOfFive> B => new("B", at => at.Batch);

    static Quantity<BatchesOfFive> Squares => new("Σ|g_i|²", at => Math.Pow(at.Gradients.FrobeniusNorm(), 2));

    static Measurement IsTheCovariance(BatchesOfFive at, double factor)
    {
        var deviations = at.Deviations;
        return Measure.Distance("(1 / B) (1 − B / N) S", deviations.TransposeThisAndMultiply(deviations) * (factor / at.Batch),
            "covariance over all batches", at.Covariance);
    }
}
