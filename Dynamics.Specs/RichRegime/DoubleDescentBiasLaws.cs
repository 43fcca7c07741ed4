using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.RichRegime;

/// <summary>What the shortest interpolant misses: all of the truth that lies where no example points.</summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class DoubleDescentBiasLaws : ISubjectsOf<GaussianDesign>
{
    const int Draws = 4000;
    const double Detects = .06;

    public Subjects<GaussianDesign> Subjects => GaussianDesign.Overparameterised;

    [Law("B4b", LawKind.Statistical, @"\mathbb{E} |\beta - X^{+} X \beta|^2 = |\beta|^2 (1 - n / p)",
        Source = "Hastie, Montanari, Rosset and Tibshirani 2022",
        Given = "X of n × p standard normals, p > n, no noise. The share is of Beta((p − n)/2, n/2): at most 1, its variance 2 n (p − n) "
            + "/ p² (p + 2)",
        Within = nameof(BoundedShares), Alpha = 1e-8, Cases = 5, RestsOn = ["S2"])]
    public Measurement The_squared_bias_of_the_minimum_norm_interpolant_is_1_minus_n_over_p(GaussianDesign design) =>
        Misses(design, 1 - design.Examples / (double)design.Features);

    [Mistake(nameof(The_squared_bias_of_the_minimum_norm_interpolant_is_1_minus_n_over_p),
        "what is found for what is missed: n/p", Catches = 5)]
    public Measurement The_share_of_the_row_space_is_not_missed(GaussianDesign design) =>
        Misses(design, design.Examples / (double)design.Features);

    static Rule BoundedShares => Statistical.BoundedMean(Draws, 1, 2 * N * (P - N) / (P.Squared * (P + 2)), Detects);

    static Quantity<GaussianDesign> N => new("n", design => design.Examples);

    static Quantity<GaussianDesign> P => new("p", design => design.Features);

    static Measurement Misses(GaussianDesign design, double share)
    {
        var stream = design.Stream;
        var truth = stream.Substream("truth").NormalVector(design.Features).Normalize(2);
        var missed = Enumerable.Range(0, Draws).Average(_ =>
        {
            var inputs = design.Draw(stream);
            return Math.Pow((truth - MinimumNorm.LeastSquares(inputs, inputs * truth)).L2Norm(), 2);
        });
        return Measure.Distance("claimed", share, "mean share missed", missed);
    }
}
