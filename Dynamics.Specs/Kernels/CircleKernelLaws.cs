using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Inputs spread evenly over the circle: the kernel depends on the angle between two of them alone, so waves around the circle are its eigenvectors. The tangent kernel of one hidden
/// ReLU layer without biases cannot tell odd waves from 3 on, and learns even ones more slowly the shorter they are.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class CircleKernelLaws : ISubjectsOf<WaveOnTheCircle>
{
    const string Aliased = "1.2 / n²: sampled at n points, the waves j n ± k add their eigenvalues, each at most 2.02 / π² (j n − k)², k < n / 4";
    const string AliasedNngp = "2.5 / n⁴: sampled at n points, the waves j n ± k add their eigenvalues, each at most 1.02 × 4 / π² (j n − k)⁴, k < n / 4";

    public Subjects<WaveOnTheCircle> Subjects => new(
        from half in Gen.Choose(20, 150)
        from k in Gen.Choose(0, 9)
        select new WaveOnTheCircle(2 * half, k),
        at => [.. Simpler.Count(at.Points / 2, 20).Select(half => at with { Points = 2 * half }), .. Simpler.Count(at.Frequency, 0).Select(k => at with { Frequency = k })],
        at => [Trait.Of("n", at.Points), Trait.Of("k", at.Frequency)]);

    [Law("K13a", LawKind.Identity, @"\lambda_1 = \tfrac{1}{2}, \quad \lambda_k = \frac{2 (k^2 + 3)}{\pi^2 (k^2 - 1)^2} \text{ for even } k, \quad 0 \text{ for odd } k \ge 3",
        Source = "Basri, Jacobs, Kasten and Kritchman 2019; Bietti and Mairal 2019", Given = "n even points spread evenly, σ_w² = 2, one hidden ReLU layer without biases; the largest deviation of Θ v / n from λ v over the entries of the wave v",
        Within = "truncation: " + Aliased, RestsOn = ["K6b"])]
    public Measurement Waves_are_eigenvectors_of_the_tangent_kernel(WaveOnTheCircle at) => IsEigenvector(at, at.Kernels(1).NeuralTangentKernel);

    [Mistake(nameof(Waves_are_eigenvectors_of_the_tangent_kernel), "the NNGP for the tangent kernel")]
    public Measurement They_are_not_those_of_the_NNGP(WaveOnTheCircle at) =>
        at.TangentEigenvalue - at.NngpEigenvalue is var gap && gap < 4 * at.Aliasing ? Measurement.NoCase("the two eigenvalues are as close as the aliasing") : IsEigenvector(at, at.Kernels(1).NngpKernel);

    [Mistake(nameof(Waves_are_eigenvectors_of_the_tangent_kernel), "two hidden layers")]
    public Measurement They_have_other_eigenvalues_with_two_hidden_layers(WaveOnTheCircle at) =>
        at.Frequency is not (0 or 1 or 3) || at.Aliasing > 1e-3 ? Measurement.NoCase("the eigenvalue is as small as the aliasing") : IsEigenvector(at, at.Kernels(2).NeuralTangentKernel);

    [Mistake(nameof(Waves_are_eigenvectors_of_the_tangent_kernel), "points moved to and fro by a quarter of their distance")]
    public Measurement Points_that_are_not_spread_evenly_have_other_eigenvectors(WaveOnTheCircle at) =>
        at.Mixing(WaveOnTheCircle.Quarter) < 4 * at.Aliasing ? Measurement.NoCase("what the movement mixes in is as small as the aliasing") : IsEigenvector(at, at.Kernels(1, WaveOnTheCircle.Quarter).NeuralTangentKernel);

    [Law("K13b", LawKind.Identity, @"\mu_k = \frac{4}{\pi^2 (k^2 - 1)^2} \text{ for even } k, \quad \mu_1 = \tfrac{1}{4}, \quad 0 \text{ for odd } k \ge 3",
        Source = "Cho and Saul 2009; Bietti and Mairal 2019", Given = "as K13a, the NNGP", Within = "truncation: " + AliasedNngp, RestsOn = ["K6b"])]
    public Measurement Waves_are_eigenvectors_of_the_NNGP(WaveOnTheCircle at) => IsNngpEigenvector(at, at.Kernels(1).NngpKernel);

    [Mistake(nameof(Waves_are_eigenvectors_of_the_NNGP), "the tangent kernel for the NNGP")]
    public Measurement They_are_not_those_of_the_tangent_kernel(WaveOnTheCircle at) =>
        at.TangentEigenvalue - at.NngpEigenvalue < 4 * at.Aliasing ? Measurement.NoCase("the two eigenvalues are as close as the aliasing") : IsNngpEigenvector(at, at.Kernels(1).NeuralTangentKernel);

    static Measurement IsEigenvector(WaveOnTheCircle at, Matrix<double> kernel) =>
        Measured(at, kernel, at.TangentEigenvalue).Within(LegacyTruncation.Of(WaveOnTheCircle.AliasingConstant, 1.0 / at.Points, 2, Aliased));

    static Measurement IsNngpEigenvector(WaveOnTheCircle at, Matrix<double> kernel) =>
        Measured(at, kernel, at.NngpEigenvalue).Within(LegacyTruncation.Of(2.5, 1.0 / at.Points, 4, AliasedNngp));

    static Measurement Measured(WaveOnTheCircle at, Matrix<double> kernel, double eigenvalue)
    {
        var (left, right) = (kernel * at.Wave / at.Points, eigenvalue * at.Wave);
        return new(Side.Of("Θ v / n", left), "=", Side.Of("λ v", right), (left - right).InfinityNorm());
    }
}

/// <summary>A wave around n points of the unit circle.</summary>
public sealed record WaveOnTheCircle(int Points, int Frequency)
{
    public const double AliasingConstant = 1.2;
    public const double Quarter = .25;

    public double Aliasing => AliasingConstant / (Points * Points);

    public Vector<double> Wave => Vector<double>.Build.Dense(Points, i => Math.Cos(2 * Math.PI * Frequency * i / Points));

    public double TangentEigenvalue => TangentEigenvalueOf(Frequency);

    public double NngpEigenvalue => Frequency == 1 ? .25 : Frequency % 2 == 1 ? 0 : 4 / (Math.PI * Math.PI * (Square - 1) * (Square - 1));

    /// <summary>
    /// To first order in the movement a sin 2 φ of the points, a = share × 2π / n, the wave k is mixed with the waves k ± 2, by a (k/2 (λ_k − λ_m) − λ_m) and a (k/2 (λ_m − λ_k) − λ_m).
    /// </summary>
    public double Mixing(double share)
    {
        var (above, below, half) = (TangentEigenvalueOf(Frequency + 2), TangentEigenvalueOf(Math.Abs(Frequency - 2)), Frequency / 2.0);
        return share * 2 * Math.PI / Points * Math.Max(Math.Abs(half * (TangentEigenvalue - above) - above), Math.Abs(half * (below - TangentEigenvalue) - below));
    }

    /// <param name="moved">How far the points are moved along sin 2 φ, in distances between neighbours.</param>
    public AnalyticKernels Kernels(int hiddenLayers, double moved = 0) => AnalyticKernels.Of(
        new(Shape.Vector(2), [.. Enumerable.Range(0, hiddenLayers).SelectMany(_ => new Layer[] { new Dense(1, 2), new Activated(Activations.Relu) }), new Dense(1, 2)]),
        Matrix<double>.Build.Dense(Points, 2, (i, j) => j == 0 ? Math.Cos(Angle(i, moved)) : Math.Sin(Angle(i, moved))));

    double Square => Frequency * Frequency;

    static double TangentEigenvalueOf(double k) => k == 1 ? .5 : k % 2 == 1 ? 0 : 2 * (k * k + 3) / (Math.PI * Math.PI * (k * k - 1) * (k * k - 1));

    double Angle(int point, double moved) => 2 * Math.PI / Points * (point + moved * Math.Sin(4 * Math.PI * point / Points));
}
