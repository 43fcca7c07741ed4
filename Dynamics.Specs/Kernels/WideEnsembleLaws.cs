using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Training takes each start of a wide network to a place that the limit knows beforehand: a fixed linear map of the start. So the
/// ensemble stays a normal process, with the mean and the covariance of K15; and it is not the posterior of Bayes.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class WideEnsembleLaws : ISubjectsOf<WideEnsemble>
{
    const int Groups = 64;
    const int NetworksOfAGroup = 2;

    public Subjects<WideEnsemble> Subjects => WideEnsemble.Subjects;

    [Law("K15b", LawKind.Limit,
        @"\lVert f_t - (f_0 - A (f_0(X) - y)) \rVert = O(n^{-1/2}), \quad A = \Theta_x \, \Theta^{-1} (I - (I - \eta \Theta)^t)",
        Source = "Lee et al. 2019, theorem 2.1 and section 2.3",
        Given = "Θ the analytic kernel; NTK parameterisation, one hidden layer of width n, 8 steps of 1 / λ_max, on the training points "
            + "and on points between them; the slope of the distance's logarithm against that of n",
        Within = nameof(OfSlopes), Alpha = 1e-8, Cases = 2, RestsOn = ["K7b", "K9b"])]
    public Measurement A_wide_ensemble_is_a_linear_image_of_its_starts(WideEnsemble at) => FallsLikeARoot(at, at.Learned);

    [Rival(nameof(A_wide_ensemble_is_a_linear_image_of_its_starts),
        "the posterior of Bayes, K in the place of Θ, to the end", Catches = 2)]
    public Measurement It_is_not_the_posterior(WideEnsemble at) => FallsLikeARoot(at, at.LearnedByBayes);

    static Rule OfSlopes =>
        new Rate(.5, "a group is two networks at widths 16 to 256, its slope that of their mean log distance by least squares");

    static Measurement FallsLikeARoot(WideEnsemble at, Matrix<double> learned) =>
        Measure.MeanAtMost("slope of log |f_t − (f₀ − A (f₀ − y))| against log n",
        WidthSlopes.Of(Groups, WideEnsemble.Widths, (group, n) => Enumerable.Range(0, NetworksOfAGroup)
            .Average(network => Math.Log(at.Distance(n, $"group {group}, width {n}, network {network}", learned)))), "−1/2", -.5);
}
