using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Inputs spread evenly over the circle: the kernel depends on the angle between two of them alone, so cosines around the circle are its
/// eigenvectors. The tangent kernel of one hidden ReLU layer without biases has the eigenvalue zero for odd frequencies from 3 on, and
/// eigenvalues that fall with the frequency for even ones.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class CircleKernelLaws : ISubjectsOf<WaveOnTheCircle>
{
    const string Sampled = "an even number n of evenly spaced points of the unit circle, σ_w² = 2 in both layers, one hidden ReLU layer "
        + "without biases; the cosine of frequency k; sampled at n points its eigenvalue is the sum of λ over all frequencies k + j n, in "
        + "closed form";

    public Subjects<WaveOnTheCircle> Subjects => WaveOnTheCircle.Subjects;

    [Law("K13a", LawKind.Identity,
        @"\lambda_1 = \tfrac{1}{2}, \quad \lambda_k = \frac{2 (k^2 + 3)}{\pi^2 (k^2 - 1)^2} \text{ for even } k, "
            + @"\quad 0 \text{ for odd } k \ge 3",
        Source = "Basri, Jacobs, Kasten and Kritchman 2019 for the first layer's share; with K13b's derived here",
        Within = nameof(Tangent), RestsOn = ["K6b"],
        Given = Sampled + "; the largest deviation of Θ v / n from λ v over the entries of the cosine v")]
    public Measurement Cosines_on_the_circle_are_eigenvectors_of_the_tangent_kernel_of_one_hidden_ReLU_layer(WaveOnTheCircle at) =>
        IsEigenvector(at, at.Kernels.NeuralTangentKernel);

    [Mistake(nameof(Cosines_on_the_circle_are_eigenvectors_of_the_tangent_kernel_of_one_hidden_ReLU_layer),
        "the NNGP for the tangent kernel")]
    public Measurement They_are_not_those_of_the_NNGP(WaveOnTheCircle at) => IsEigenvector(at, at.Kernels.NngpKernel);

    [HypothesisDropped(nameof(Cosines_on_the_circle_are_eigenvectors_of_the_tangent_kernel_of_one_hidden_ReLU_layer), "two hidden layers")]
    public Measurement They_have_other_eigenvalues_with_two_hidden_layers(WaveOnTheCircle at) =>
        IsEigenvector(at, at.KernelsWith(hiddenLayers: 2).NeuralTangentKernel);

    [HypothesisDropped(nameof(Cosines_on_the_circle_are_eigenvectors_of_the_tangent_kernel_of_one_hidden_ReLU_layer),
        "points moved to and fro by a hundredth of their distance")]
    public Measurement Points_that_are_not_spread_evenly_have_other_eigenvectors(WaveOnTheCircle at) =>
        IsEigenvector(at, at.KernelsWith(moved: .01).NeuralTangentKernel);

    [Law("K13b", LawKind.Identity,
        @"\mu_k = \frac{4}{\pi^2 (k^2 - 1)^2} \text{ for even } k, \quad \mu_1 = \tfrac{1}{4}, \quad 0 \text{ for odd } k \ge 3",
        Source = "Cho and Saul 2009; Bietti and Mairal 2019", Within = nameof(Nngp), RestsOn = ["K6b"],
        Given = Sampled + "; the NNGP, as K13a")]
    public Measurement Cosines_on_the_circle_are_eigenvectors_of_the_NNGP_kernel_of_one_hidden_ReLU_layer(WaveOnTheCircle at) =>
        IsNngpEigenvector(at, at.Kernels.NngpKernel);

    [Mistake(nameof(Cosines_on_the_circle_are_eigenvectors_of_the_NNGP_kernel_of_one_hidden_ReLU_layer),
        "the tangent kernel for the NNGP")]
    public Measurement They_are_not_those_of_the_tangent_kernel(WaveOnTheCircle at) =>
        IsNngpEigenvector(at, at.Kernels.NeuralTangentKernel);

    static Rule Tangent => Roundoff.Within(Sums + WaveOnTheCircle.Turn / Math.PI)
        .Because("the mean of |Θ| is below 1; a covariance that is rounded turns the angle φ between two units, "
            + "and moves the share in which both are active by that over π");

    static Rule Nngp => Roundoff.Within(Sums).Because("the mean of |K| is below 1");

    static Quantity<WaveOnTheCircle> Sums => Gamma(new Quantity<WaveOnTheCircle>("n", at => at.Points) + TextbookKernels.OfADual);

    static Measurement IsEigenvector(WaveOnTheCircle at, Matrix<double> kernel) => IsEigenvector(at, kernel, at.TangentEigenvalue);

    static Measurement IsNngpEigenvector(WaveOnTheCircle at, Matrix<double> kernel) => IsEigenvector(at, kernel, at.NngpEigenvalue);

    static Measurement IsEigenvector(WaveOnTheCircle at, Matrix<double> kernel, double eigenvalue) =>
        Measure.LargestDistance("Θ v / n", [.. kernel * at.Wave / at.Points], "λ v", [.. eigenvalue * at.Wave])
            .OfSize(eigenvalue == 0 ? 1 : eigenvalue);
}
