using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Training takes each start of a wide network to an affine function of that start, fixed by the limit. In the limit a normal ensemble so
/// stays normal, with the mean A y and the covariance of K15; what is measured is the distance to that function.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class WideEnsembleLaws : ISubjectsOf<WideEnsemble>
{
    const int Groups = 80;

    public Subjects<WideEnsemble> Subjects => WideEnsemble.Subjects;

    [Law("K15b", LawKind.Limit,
        @"\lVert f_t - (f_0 - A (f_0(X) - y)) \rVert \sim n^{-1/2}, \quad A = \Theta_x \, \Theta^{-1} (I - (I - \eta \Theta)^t)",
        Source = "Lee et al. 2019, theorem 2.1 and section 2.3, for the bound; that the exponent is −1/2, that of the kernel's "
            + "fluctuation, is derived here",
        Given = "Θ the analytic kernel, of full rank; NTK parameterisation, normal weights, one hidden layer of width n: 16, 128 and "
            + "1024; φ with a Lipschitz derivative; 4 steps of η = 1 / 2 λ_max < 2 / (λ_min + λ_max) on the squared loss; on the "
            + "training points and on points between them; the exponent of the root of the mean square, its term in 1 / n extrapolated "
            + "away",
        Within = nameof(OfExponents), Alpha = 1e-8, Cases = 1, RestsOn = ["K7b", "K9b"], Catalogue = "K19")]
    public Measurement A_trained_wide_network_is_an_affine_function_of_its_initial_outputs_up_to_n_to_the_minus_one_half(
        WideEnsemble at) => FallsLikeARoot(at, at.Learned);

    [Mistake(nameof(A_trained_wide_network_is_an_affine_function_of_its_initial_outputs_up_to_n_to_the_minus_one_half),
        "the kernel of the last layer alone, that is K", Catches = 1)]
    public Measurement With_the_kernel_of_the_last_layer_it_is_not(WideEnsemble at) => FallsLikeARoot(at, at.LearnedByTheLastLayer);

    static Rule OfExponents => new ExtrapolatedRate(.2, "a group is 10, 50 and 20 networks at three widths");

    static Measurement FallsLikeARoot(WideEnsemble at, Matrix<double> learned) =>
        Measure.Exponent("exponent of |f_t − (f₀ − A (f₀ − y))|",
            WidthExponent.Of(WideEnsemble.Widths, at.MeanSquares(Settings.FromEnvironment.Samples(Groups), learned)), "−1/2", -.5);
}
