using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// What the bias to the shortest interpolant is worth: noise adds the trace of an inverse Gram matrix to the error of least squares, large
/// where parameters are nearly as many as examples. Measured are the reciprocals on its diagonal, at a gap of 8 or more.
/// </summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class DoubleDescentVarianceLaws : ISubjectsOf<GaussianDesign>
{
    const int Groups = 64;
    const int Draws = 32;
    const double Detects = .1;

    public Subjects<GaussianDesign> Subjects => GaussianDesign.Subjects;

    [Law("B4a", LawKind.Statistical, @"\mathbb{E} \frac{1}{[(X^\top X)^{-1}]_{jj}} = |n - p| + 1",
        Source = "Breiman and Freedman 1983; Belkin, Hsu and Xu 2020; Muirhead 1982, theorem 3.2.12",
        Given = "X of n × p standard normals, |n − p| ≥ 8; for p > n the entries are those of (X Xᵀ)⁻¹. Each reciprocal is χ² with that "
            + "many degrees of freedom. A consequence that is not measured, as E[1 / χ²_k] = 1 / (k − 2): noise of variance 1 adds "
            + "E tr (XᵀX)⁺ = min(n, p) / (|n − p| − 1) to the error of the shortest least-squares solution at a new standard normal input",
        Within = nameof(Grouped), Alpha = 1e-8, Cases = 5, RestsOn = ["S2"])]
    public Measurement The_mean_reciprocal_diagonal_of_an_inverse_Gram_matrix_is_its_degrees_of_freedom(GaussianDesign design) =>
        HasDegreesOfFreedom(design, Math.Abs(design.Examples - design.Features) + 1);

    [Mistake(nameof(The_mean_reciprocal_diagonal_of_an_inverse_Gram_matrix_is_its_degrees_of_freedom),
        "a degree of freedom lost: |n − p|", Catches = 3, CatchRate = .3)]
    public Measurement A_degree_of_freedom_is_not_lost(GaussianDesign design) =>
        HasDegreesOfFreedom(design, Math.Abs(design.Examples - design.Features));

    [Rival(nameof(The_mean_reciprocal_diagonal_of_an_inverse_Gram_matrix_is_its_degrees_of_freedom),
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
