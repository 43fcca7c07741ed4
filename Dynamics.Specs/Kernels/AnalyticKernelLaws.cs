using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Networks whose hidden layers are infinitely wide: the covariance of their outputs at initialisation and their tangent kernel, by one step a layer.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class AnalyticKernelLaws : ISubjectsOf<KernelAtInputs>
{
    const string Sources = "Jacot, Gabriel and Hongler 2018; Lee et al. 2018; Novak et al. 2019; Garriga-Alonso, Rasmussen and Aitchison 2019; Arora et al. 2019";
    const string Recursion = @"K' = \sigma_w^2 \mathbb{E}[\phi \phi] + \sigma_b^2, \quad T' = K' + \sigma_w^2 \mathbb{E}[\phi' \phi'] \, T";
    const string Textbook = "γ(roundings on the longest path, on both sides) × √(K(x, x) K(x′, x′)) × condition of the activations at these variances and angles";

    public Subjects<KernelAtInputs> Subjects => KernelAtInputs.Subjects;

    [Law("K6a", LawKind.Identity, Recursion, Source = Sources,
        Given = "the rows of the tables of dense and convolutional networks; the residual is that of the worst row, over what its roundings may leave", Within = "roundoff: " + Textbook, RestsOn = ["K5a"])]
    public Measurement The_kernels_are_those_of_the_tables() => MeetsTheTables(row => row.Computed);

    [Mistake(nameof(The_kernels_are_those_of_the_tables), "the derivative term left out")]
    public Measurement Without_the_derivative_term_they_are_not() => MeetsTheTables(row => Mistaken(row, KernelMistake.NoDerivative));

    [Mistake(nameof(The_kernels_are_those_of_the_tables), "the middle of the filter for the mean over its patch")]
    public Measurement Without_the_patch_they_are_not() => MeetsTheTables(row => Mistaken(row, KernelMistake.NoPatchSum));

    [Law("K6b", LawKind.Identity, Recursion, Source = Sources, Given = "the right side is written down a second time, pixel by pixel, with all covariances of two images",
        Within = "roundoff: " + Textbook, RestsOn = ["K5a", "K5b"])]
    public Measurement The_kernels_are_the_recursion_of_the_textbook(KernelAtInputs at) => IsTheRecursion(at, at.Computed);

    [Mistake(nameof(The_kernels_are_the_recursion_of_the_textbook), "the derivative term left out")]
    public Measurement Without_the_derivative_term_they_are_not_the_recursion(KernelAtInputs at) =>
        !at.Bends ? Measurement.NoCase("all activations are straight lines of slope 1") : IsTheRecursion(at, at.Mistaken(KernelMistake.NoDerivative));

    [Mistake(nameof(The_kernels_are_the_recursion_of_the_textbook), "the middle of the filter for the mean over its patch")]
    public Measurement Without_the_patch_they_are_not_the_recursion(KernelAtInputs at) =>
        !at.HasConvolution(Padding.Zero, Padding.Valid) ? Measurement.NoCase("a mean over all pixels hides shifts around a circle") : IsTheRecursion(at, at.Mistaken(KernelMistake.NoPatchSum));

    [Mistake(nameof(The_kernels_are_the_recursion_of_the_textbook), "the mean over the taps inside of the image alone")]
    public Measurement With_another_mean_at_the_border_they_are_not_the_recursion(KernelAtInputs at) =>
        !at.HasConvolution(Padding.Zero) ? Measurement.NoCase("no zero padding") : IsTheRecursion(at, at.Mistaken(KernelMistake.DividesByTapsInside));

    [Law("K6c", LawKind.Identity, @"K = K^\top, \quad \Theta = \Theta^\top", Source = "the order of a sum is part of its definition here",
        Given = "the same inputs on both sides, computed as two batches", Within = Exact.ToTheBit)]
    public Measurement The_kernels_are_symmetric_to_the_bit(KernelAtInputs at) => IsSymmetric(AnalyticKernels.Of(at.Architecture, at.Inputs, at.Inputs.Clone()));

    [Mistake(nameof(The_kernels_are_symmetric_to_the_bit), "one side rounded to single precision")]
    public Measurement With_one_side_rounded_they_are_not(KernelAtInputs at) =>
        IsSymmetric(AnalyticKernels.Of(at.Architecture, at.Inputs, at.Inputs.Map(x => (double)(float)x)));

    [Law("K6d", LawKind.Bound, @"0 \le \lambda_{\min}(K), \quad 0 \le \lambda_{\min}(\Theta)", Source = "Jacot, Gabriel and Hongler 2018", Given = "the kernels over the roots of their diagonals, so that all these are 1",
        Within = "roundoff: " + Textbook, RestsOn = ["K6c"])]
    public Measurement The_kernels_are_positive_semi_definite(KernelAtInputs at) => IsPositive(at, at.Kernels);

    [Mistake(nameof(The_kernels_are_positive_semi_definite), "each example with itself left out")]
    public Measurement Without_their_diagonals_they_are_not(KernelAtInputs at)
    {
        var cosine = at.Kernels.NngpKernel[0, 1] / Math.Sqrt(at.Kernels.NngpKernel[0, 0] * at.Kernels.NngpKernel[1, 1]);
        return Math.Abs(cosine) < .01 ? Measurement.NoCase("there is nothing beside the diagonal")
            : IsPositive(at, at.Kernels with { NngpKernel = WithoutDiagonal(at.Kernels.NngpKernel), NeuralTangentKernel = WithoutDiagonal(at.Kernels.NeuralTangentKernel) });
    }

    static Measurement MeetsTheTables(Func<KernelRow, double[]> kernels)
    {
        var rows = KernelRow.All;
        double[] left = [.. rows.SelectMany(row => row.Relative(kernels(row)))], right = [.. rows.SelectMany(row => row.Relative(row.Expected))];
        var allowed = rows.Select(row => TextbookKernels.Of(row.Architecture, row.Inputs.Row(0), row.Inputs.Row(1))).Select(textbook => textbook.Operations * textbook.Condition).ToArray();
        var worst = left.Zip(right, (x, y) => Math.Abs(x - y)).Select((distance, i) => distance / allowed[i / 2]).Max();
        return new Measurement(Side.Of("K, Θ", left), "=", Side.Of("table", right), worst).Within(LegacyRoundoff.Of(1, 1, Textbook));
    }

    static double[] Mistaken(KernelRow row, KernelMistake mistake)
    {
        var mistaken = TextbookKernels.Of(row.Architecture, row.Inputs.Row(0), row.Inputs.Row(1), mistake);
        return [mistaken.Nngp[1], mistaken.Ntk[1]];
    }

    static Measurement IsTheRecursion(KernelAtInputs at, double[] computed)
    {
        var (left, right) = (computed, at.Textbook);
        return Judge(at, new(Side.Of("K, Θ", left), "=", Side.Of("textbook", right), left.Zip(right, (x, y) => Math.Abs(x - y)).Max()), 1);
    }

    static Measurement IsSymmetric(AnalyticKernels kernels)
    {
        double[] differences = [.. (kernels.NngpKernel - kernels.NngpKernel.Transpose()).Enumerate(), .. (kernels.NeuralTangentKernel - kernels.NeuralTangentKernel.Transpose()).Enumerate()];
        return Measure.Bits("K − Kᵀ, Θ − Θᵀ", differences, "0", new double[differences.Length]);
    }

    static Measurement IsPositive(KernelAtInputs at, AnalyticKernels kernels)
    {
        var smallest = Math.Min(Smallest(kernels.NngpKernel, at.Kernels.NngpKernel), Smallest(kernels.NeuralTangentKernel, at.Kernels.NeuralTangentKernel));
        return Judge(at, Measure.AtMost("−λ_min", -smallest, "0", 0), at.Inputs.RowCount);

        static double Smallest(Matrix<double> kernel, Matrix<double> scale) =>
            Matrix<double>.Build.Dense(kernel.RowCount, kernel.RowCount, (i, j) => kernel[i, j] / Math.Sqrt(scale[i, i] * scale[j, j])).Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum();
    }

    static Matrix<double> WithoutDiagonal(Matrix<double> kernel) => Matrix<double>.Build.Dense(kernel.RowCount, kernel.RowCount, (i, j) => i == j ? 0 : kernel[i, j]);

    /// <summary>A kernel that rounding alone may move by a millionth of itself says nothing about a mistake.</summary>
    static Measurement Judge(KernelAtInputs at, Measurement measurement, double magnitude)
    {
        var tolerance = LegacyRoundoff.Of(at.Operations, magnitude * at.Condition, Textbook);
        return tolerance.Width(0) <= 1e-6 ? measurement.Within(tolerance) : Measurement.NoCase("the kernel is ill-conditioned");
    }
}
