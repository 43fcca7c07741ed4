using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// What the bias to the shortest interpolant is worth: the error of least squares grows without bound where parameters are as many as
/// examples, and falls again beyond.
/// </summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class DoubleDescentVarianceLaws : ISubjectsOf<GaussianDesign>
{
    const int Groups = 64;
    const int Draws = 32;
    const double Detects = .1;

    public Subjects<GaussianDesign> Subjects => GaussianDesign.Subjects;

    [Law("B4a", LawKind.Statistical, @"\mathbb{E} \frac{1}{[(X^\top X)^{+}]_{jj}} = |n - p| + 1, "
            + @"\quad \mathbb{E} \operatorname{tr} (X^\top X)^{+} = \frac{\min(n, p)}{|n - p| - 1}",
        Source = "Breiman and Freedman 1983; Belkin, Hsu and Xu 2020; Muirhead 1982, theorem 3.2.12",
        Given = "X of n × p standard normals, |n − p| ≥ 8: what noise of variance 1 adds to the error of the shortest least-squares "
            + "solution at a "
            + "new standard normal input is the trace. For p > n the entries are those of (X Xᵀ)⁻¹. Each reciprocal is χ² with |n − p| + "
            + "1 "
            + "degrees of freedom, and E[1 / χ²_k] = 1 / (k − 2) gives the trace; the reciprocals are measured, whose tails are light",
        Within = nameof(Grouped), Alpha = 1e-8, Cases = 5, RestsOn = ["S2"])]
    public Measurement Noise_is_amplified_most_where_parameters_are_as_many_as_examples(GaussianDesign design) =>
        HasDegreesOfFreedom(design, Math.Abs(design.Examples - design.Features) + 1);

    [Mistake(nameof(Noise_is_amplified_most_where_parameters_are_as_many_as_examples), "a degree of freedom lost: |n − p|", Catches = 3,
        CatchRate = .3)]
    public Measurement A_degree_of_freedom_is_not_lost(GaussianDesign design) =>
        HasDegreesOfFreedom(design, Math.Abs(design.Examples - design.Features));

    [Rival(nameof(Noise_is_amplified_most_where_parameters_are_as_many_as_examples),
        "as many directions as there are, each with the error of a mean: p/n, and n/p", Catches = 5)]
    public Measurement It_is_not_the_share_of_parameters(GaussianDesign design) =>
        HasDegreesOfFreedom(design, Math.Max(design.Examples, design.Features));

    static Rule Grouped => new Rate(Detects, "a group is the mean reciprocal of 32 draws of X, over the claimed one");

    static Measurement HasDegreesOfFreedom(GaussianDesign design, double degrees)
    {
        var stream = design.Stream;
        var groups = Enumerable.Range(0, Groups).Select(
            _ => Enumerable.Range(0, Draws).Average(_ => Reciprocal(design.Draw(stream))) / degrees);
        return Measure.Mean("mean reciprocal over the claimed", groups.ToArray(), "1", 1);
    }

    /// <summary>The mean of 1 / [(XᵀX)⁻¹]_jj, or of 1 / [(X Xᵀ)⁻¹]_jj where X has more columns than rows.</summary>
    static double Reciprocal(Matrix<double> inputs)
    {
        var inverse = MinimumNorm.PseudoInverse(inputs);
        var vectors = inputs.RowCount > inputs.ColumnCount ? inverse.EnumerateRows() : inverse.EnumerateColumns();
        return vectors.Average(vector => 1 / (vector * vector));
    }
}
