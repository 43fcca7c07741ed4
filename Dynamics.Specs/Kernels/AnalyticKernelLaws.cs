using Dynamics.Kernels;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Networks whose hidden layers are infinitely wide: the covariance of their outputs at initialisation and their tangent kernel, by one
/// step a layer.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class AnalyticKernelLaws : ISubjectsOf<KernelAtInputs>
{
    const string Sources = "Jacot, Gabriel and Hongler 2018; Lee et al. 2018; Novak et al. 2019; "
        + "Garriga-Alonso, Rasmussen and Aitchison 2019; Arora et al. 2019";
    const string Recursion =
        @"K' = \sigma_w^2 \mathbb{E}[\phi \phi] + \sigma_b^2, \quad T' = K' + \sigma_w^2 \mathbb{E}[\phi' \phi'] \, T";

    public Subjects<KernelAtInputs> Subjects => KernelAtInputs.Subjects;

    [Law("K6a", LawKind.Identity, Recursion, Source = Sources, Within = nameof(Table), RestsOn = ["K5a"],
        Given = "all rows of the tables of dense and convolutional networks; the entry of each row's pair, K over √(K(x, x) K(x′, x′)) "
            + "and Θ over √(Θ(x, x) Θ(x′, x′)), divided by the row's number of roundings × condition")]
    public Measurement The_NNGP_and_tangent_kernels_equal_the_reference_tables() => MeetsTheTables(row => row.Computed);

    [Mistake(nameof(The_NNGP_and_tangent_kernels_equal_the_reference_tables), "the derivative term left out")]
    public Measurement Without_the_derivative_term_they_are_not() => MeetsTheTables(row => row.Mistaken(KernelMistake.NoDerivative));

    [Mistake(nameof(The_NNGP_and_tangent_kernels_equal_the_reference_tables), "the centre tap for the mean over the patch")]
    public Measurement Without_the_patch_they_are_not() => MeetsTheTables(row => row.Mistaken(KernelMistake.NoPatchSum));

    [Law("K6b", LawKind.Identity, Recursion, Source = Sources, Within = nameof(Textbook), RestsOn = ["K5a", "K5b"],
        Given = "activations with closed forms, whose moments both sides take from Core (K5a, K5b); K over √(K(x, x) K(x′, x′)), Θ over "
            + "√(Θ(x, x) Θ(x′, x′)); the right side carries all covariances of two images, pixel by pixel")]
    public Measurement The_NNGP_and_tangent_kernels_follow_the_layer_by_layer_recursion(KernelAtInputs at) =>
        IsTheRecursion(at, at.Computed);

    [Mistake(nameof(The_NNGP_and_tangent_kernels_follow_the_layer_by_layer_recursion), "the derivative term left out")]
    public Measurement Without_the_derivative_term_they_are_not_the_recursion(KernelAtInputs at) =>
        IsTheRecursion(at, at.Mistaken(KernelMistake.NoDerivative));

    [Mistake(nameof(The_NNGP_and_tangent_kernels_follow_the_layer_by_layer_recursion),
        "the centre tap for the mean over the patch", CatchRate = .3)]
    public Measurement Without_the_patch_they_are_not_the_recursion(KernelAtInputs at) =>
        IsTheRecursion(at, at.Mistaken(KernelMistake.NoPatchSum));

    [Mistake(nameof(The_NNGP_and_tangent_kernels_follow_the_layer_by_layer_recursion),
        "the mean over the taps inside of the image alone", CatchRate = .25)]
    public Measurement With_another_mean_at_the_border_they_are_not_the_recursion(KernelAtInputs at) =>
        IsTheRecursion(at, at.Mistaken(KernelMistake.DividesByTapsInside));

    [Law("K6c", LawKind.Identity, @"K = K^\top, \quad \Theta = \Theta^\top", Source = "Core's contract: the order of a sum is fixed",
        Given = "the same inputs on both sides, computed as two batches", Within = Exact.ToTheBit)]
    public Measurement The_kernels_are_symmetric_to_the_bit(KernelAtInputs at) => IsSymmetric(at, at.Inputs.Clone());

    [Mistake(nameof(The_kernels_are_symmetric_to_the_bit), "one side rounded to single precision")]
    public Measurement With_one_side_rounded_they_are_not(KernelAtInputs at) => IsSymmetric(at, at.Inputs.Map(x => (double)(float)x));

    [Law("K6d", LawKind.Bound, @"0 \le \lambda_{\min}(K), \quad 0 \le \lambda_{\min}(\Theta)", Source = "Jacot, Gabriel and Hongler 2018",
        Given = "the kernels scaled to unit diagonal", Within = nameof(Eigenvalues), RestsOn = ["K6c"])]
    public Measurement The_kernels_are_positive_semi_definite(KernelAtInputs at) => IsPositive(at, kernel => kernel);

    [Mistake(nameof(The_kernels_are_positive_semi_definite), "a correlation of 1.01 between two examples")]
    public Measurement Beyond_the_inequality_of_Cauchy_and_Schwarz_they_are_not(KernelAtInputs at) =>
        IsPositive(at, WithACorrelationAboveOne);

    static Rule Textbook => Roundoff.Within(Gamma(Operations) * Condition);

    static Rule Eigenvalues =>
        Roundoff.Within(Gamma(Operations) * Condition * new Quantity<KernelAtInputs>("N", at => at.Inputs.RowCount));

    static Rule Table => Roundoff.Within(new Quantity<object>("u", _ => UnitRoundoff))
        .Because("one rounding may become roundings on the longest path × condition of the activations at these variances and angles");

    static Quantity<KernelAtInputs> Operations => new("roundings on the longest path, on both sides", at => at.Operations);

    static Quantity<KernelAtInputs> Condition => new("condition of the activations at these variances and angles", at => at.Condition);

    static Measurement MeetsTheTables(Func<KernelRow, double[]> kernels)
    {
        return Measure.LargestDistance("K, Θ", Seen(kernels), "table", Seen(row => row.Expected));

        static double[] Seen(Func<KernelRow, double[]> side) => [.. KernelRow.All.SelectMany(row =>
            row.Relative(side(row)).Select(entry => entry / (row.Textbook.Operations * row.Textbook.Condition)))];
    }

    static Measurement IsTheRecursion(KernelAtInputs at, double[] computed) =>
        Measure.LargestDistance("K, Θ", computed, "textbook", at.Textbook);

    static Measurement IsSymmetric(KernelAtInputs at, Matrix<double> others)
    {
        var (k, theta, _) = AnalyticKernels.Of(at.Architecture, at.Inputs, others);
        double[] differences = [.. (k - k.Transpose()).Enumerate(), .. (theta - theta.Transpose()).Enumerate()];
        return Measure.Bits("K − Kᵀ, Θ − Θᵀ", differences, "0", new double[differences.Length]);
    }

    static Measurement IsPositive(KernelAtInputs at, Func<Matrix<double>, Matrix<double>> changed)
    {
        var smallest = Math.Min(Smallest(at.Kernels.NngpKernel), Smallest(at.Kernels.NeuralTangentKernel));
        return Measure.AtMost("−λ_min", -smallest, "0", 0).OfSize(1);

        double Smallest(Matrix<double> kernel)
        {
            var correlations = kernel.MapIndexed((i, j, entry) => entry / Math.Sqrt(kernel[i, i] * kernel[j, j]));
            return changed(correlations).Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum();
        }
    }

    static Matrix<double> WithACorrelationAboveOne(Matrix<double> correlations) =>
        correlations.MapIndexed((i, j, entry) => (i, j) is (0, 1) or (1, 0) ? Math.CopySign(1.01, entry) : entry);
}
