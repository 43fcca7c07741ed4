using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.Statistics;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// In training the tangent kernel moves, and the wider the network the less: in the limit it stays where it was, which is what makes
/// training linear.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public abstract class KernelDriftLaws(Activation activation) : ISubjectsOf<LazyEnsemble>
{
    protected const string OfTheDrift = "slope of log |Θ_T − Θ_0| against log n";

    public Subjects<LazyEnsemble> Subjects => LazyEnsemble.Of(activation);

    [Law("K9b", LawKind.Limit, @"\lVert f_t - f_t^{\mathrm{lin}} \rVert = O(n^{-1/2})", Source = "Lee et al. 2019, theorem 2.1",
        Given = "as K8a, on the training points and on points between them; f^lin in closed form, with the empirical kernel at the start; "
            + "the slope of the logarithm of the distance",
        Within = nameof(OfSlopes), Alpha = 1e-8, Cases = 1, RestsOn = ["K8a", "K9a"])]
    public Measurement A_wide_network_is_trained_like_its_linearisation(LazyEnsemble ensemble) =>
        IsTrainedLinearly(ensemble, TrainingTime.GradientDescent);

    [Mistake(nameof(A_wide_network_is_trained_like_its_linearisation), "trained to the end, for eight steps", Catches = 1)]
    public Measurement It_is_not_at_the_end_yet(LazyEnsemble ensemble) => IsTrainedLinearly(ensemble, (_, _) => TrainingTime.Infinite);

    protected static Rule OfSlopes => new Rate(.5, "a group is one network at widths 32 to 512, its slope by least squares");

    static Measurement IsTrainedLinearly(LazyEnsemble ensemble, Func<double, int, TrainingTime> time) =>
        Measure.MeanAtMost("slope of log |f_t − f_t^lin| against log n", ensemble.SlopesOfTheDistance(time), "−1/2", -.5);
}

[Subject("Wide ReLU networks")]
public sealed class ReluKernelDriftLaws() : KernelDriftLaws(Activations.Relu)
{
    [Law("K8a", LawKind.Limit, @"|\Theta_T - \Theta_0| / |\Theta_0| = O(n^{-1/2})",
        Source = "Lee et al. 2019; Du, Zhai, Poczos and Singh 2019",
        Given = "NTK parameterisation, one hidden layer of width n; gradient descent, 8 steps of 1 / λ_max; the network starts at zero; "
            + "the slope of the drift's logarithm against that of n",
        Within = nameof(OfSlopes), Alpha = 1e-8, Cases = 1, RestsOn = ["K1a"])]
    public Measurement The_kernel_moves_less_the_wider_the_network(LazyEnsemble ensemble) =>
        FallsAtLeastLikeARoot(ensemble, Parameterization.Ntk);

    [HypothesisDropped(nameof(The_kernel_moves_less_the_wider_the_network), "mean-field scaling for the NTK's", Catches = 1)]
    public Measurement With_mean_field_scaling_it_does_not(LazyEnsemble ensemble) =>
        FallsAtLeastLikeARoot(ensemble, Parameterization.MeanField);

    [Phenomenon("K8c", @"-\text{slope} > 1/2", Source = "a heuristic: gates flip in a band of width n^(-1/2), which gives n^(-3/4)",
        Given = "as K8a, with ReLU; the null is the proven bound", Within = nameof(TwoStandardErrors), RestsOn = ["K8a"])]
    public Measurement With_kinks_it_falls_faster_than_the_bound(Replicate replicate) => FallsFaster(replicate, Parameterization.Ntk);

    [Rival(nameof(With_kinks_it_falls_faster_than_the_bound), "mean-field scaling, in which features are learned at any width")]
    public Measurement With_mean_field_scaling_it_does_not_fall_faster(Replicate replicate) =>
        FallsFaster(replicate, Parameterization.MeanField);

    static Rule TwoStandardErrors => Margin.Of(.05, "twice the standard error of the mean of 48 slopes");

    static Measurement FallsAtLeastLikeARoot(LazyEnsemble ensemble, Parameterization parameterization) =>
        Measure.MeanAtMost(OfTheDrift, ensemble.SlopesOfTheDrift(parameterization), "−1/2", -.5);

    static Measurement FallsFaster(Replicate replicate, Parameterization parameterization) => Measure.Above("−slope",
        -new LazyEnsemble(Activations.Relu, replicate.Stream, $"{replicate}").SlopesOfTheDrift(parameterization).Mean(), "the bound", .5);
}

[Subject("Wide erf networks")]
public sealed class ErfKernelDriftLaws() : KernelDriftLaws(Activations.Erf)
{
    [Law("K8b", LawKind.Limit, @"|\Theta_T - \Theta_0| / |\Theta_0| \sim n^{-1}", Source = "Huang and Yau 2020; Dyer and Gur-Ari 2020",
        Given = "as K8a, with a smooth activation", Within = nameof(OfSlopes), Alpha = 1e-8, Cases = 1, RestsOn = ["K1a"])]
    public Measurement Of_smooth_networks_it_moves_like_one_over_the_width(LazyEnsemble ensemble) =>
        FallsLikeTheWidth(ensemble, Parameterization.Ntk);

    [HypothesisDropped(nameof(Of_smooth_networks_it_moves_like_one_over_the_width), "mean-field scaling for the NTK's", Catches = 1)]
    public Measurement With_mean_field_scaling_it_moves_all_the_same(LazyEnsemble ensemble) =>
        FallsLikeTheWidth(ensemble, Parameterization.MeanField);

    static Measurement FallsLikeTheWidth(LazyEnsemble ensemble, Parameterization parameterization) =>
        Measure.Mean(OfTheDrift, ensemble.SlopesOfTheDrift(parameterization), "−1", -1);
}
