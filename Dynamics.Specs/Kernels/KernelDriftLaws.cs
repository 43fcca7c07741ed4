using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// In training the tangent kernel of a smooth network moves by a matrix over n, and the network stays as close to its linearisation.
/// What is measured are expectations over networks, which have expansions in 1 / n.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1"), Subject("Wide smooth networks")]
public sealed class SmoothKernelDriftLaws : ISubjectsOf<LazyEnsemble>
{
    const string Trained = "NTK parameterisation, normal weights, one hidden layer of n pairs of neurons with opposite signs, so that "
        + "f_0 = 0 and terms in n^(-1/2), odd in the output weights, cancel; φ with a Lipschitz derivative; distinct inputs, no two "
        + "antipodal, Θ of full rank; squared loss, gradient descent with η = 1 / λ_max < 2 / (λ_min + λ_max) of the analytic kernel; "
        + "widths 64, 256, 1024; t* is that of t = 1, 2, 4, 8 at which the norm of the mean at the largest width is largest, the same at "
        + "every width; the exponent of the norm of the mean, its term in 1 / n extrapolated away";

    const int Groups = 60;
    const int GroupsOfAFalsifier = 15;

    public Subjects<LazyEnsemble> Subjects => LazyEnsemble.OfSmoothNetworks;

    [Law("K8b", LawKind.Limit, @"|\mathbb{E}[(\Theta_t - \Theta_0) / |\Theta_0|]| \sim n^{-1}, \quad t = t^*",
        Source = "Huang and Yau 2020; Dyer and Gur-Ari 2020",
        Given = Trained, Within = nameof(OfExponents), Alpha = 1e-8, Cases = 1, RestsOn = ["K1b"], Catalogue = "K19")]
    public Measurement The_expected_drift_of_the_tangent_kernel_of_a_smooth_network_is_inverse_to_the_width(LazyEnsemble ensemble) =>
        Drifts(ensemble, Groups, network => network.Drifts);

    [HypothesisDropped(nameof(The_expected_drift_of_the_tangent_kernel_of_a_smooth_network_is_inverse_to_the_width),
        "mean-field scaling for the NTK's", Catches = 1)]
    public Measurement With_mean_field_scaling_it_drifts_at_any_width(LazyEnsemble ensemble) =>
        Drifts(ensemble, GroupsOfAFalsifier, network => network.Drifts, Parameterization.MeanField);

    [Law("K9b", LawKind.Limit, @"\lVert \mathbb{E}[(f_t - f_t^{\mathrm{lin}}) / \lVert f_t^{\mathrm{lin}} - f_0 \rVert] \rVert "
        + @"\sim n^{-1}, \quad t = t^*",
        Source = "Lee et al. 2019, theorem 2.1, for O(n^(-1/2)); Dyer and Gur-Ari 2020 for 1 / n",
        Given = Trained + "; on the training points and on points between them; f^lin in closed form, with the empirical kernel at the "
            + "start",
        Within = nameof(OfExponents), Alpha = 1e-8, Cases = 1, RestsOn = ["K8b", "K9a"], Catalogue = "K19")]
    public Measurement The_expected_distance_of_a_smooth_network_from_its_linearisation_is_inverse_to_the_width(LazyEnsemble ensemble) =>
        IsTrainedLinearly(ensemble, network => network.Distances());

    [Mistake(nameof(The_expected_distance_of_a_smooth_network_from_its_linearisation_is_inverse_to_the_width),
        "a learning rate 1 % too large", Catches = 1)]
    public Measurement With_a_learning_rate_1_percent_off_it_does_not(LazyEnsemble ensemble) =>
        IsTrainedLinearly(ensemble, network => network.Distances(longer: 1.01));

    [Mistake(nameof(The_expected_distance_of_a_smooth_network_from_its_linearisation_is_inverse_to_the_width),
        "the kernel of the last layer alone", Catches = 1)]
    public Measurement With_the_kernel_of_the_last_layer_it_does_not(LazyEnsemble ensemble) =>
        IsTrainedLinearly(ensemble, network => network.DistancesWithTheLastLayerAlone);

    static Rule OfExponents => new ExtrapolatedRate(.05, "a group is 1024 pairs of neurons, in one, four and sixteen networks");

    static Measurement Drifts(LazyEnsemble ensemble, int groups, Func<LazyTrajectory, IReadOnlyList<Vector<double>>> drift,
        Parameterization? parameterization = null) =>
        Measure.Exponent("exponent of |E (Θ_t − Θ_0) / |Θ_0||, t = t*", Exponent(ensemble, groups, drift, parameterization), "−1", -1);

    static Measurement IsTrainedLinearly(LazyEnsemble ensemble, Func<LazyTrajectory, IReadOnlyList<Vector<double>>> distance) =>
        Measure.Exponent("exponent of |E (f_t − f_t^lin) / |f_t^lin − f_0||, t = t*", Exponent(ensemble, Groups, distance), "−1", -1);

    static WidthExponent Exponent(LazyEnsemble ensemble, int groups, Func<LazyTrajectory, IReadOnlyList<Vector<double>>> error,
        Parameterization? parameterization = null) =>
        WidthExponent.OfMeans(ensemble.Widths, ensemble.Means(Settings.FromEnvironment.Samples(groups), error, parameterization));
}

/// <summary>
/// A ReLU's derivative jumps: gates flip in training, and the theorem is a bound. What is seen is faster, and no theorem here.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1"), Subject("Wide ReLU networks")]
public sealed class ReluKernelDriftLaws : ISubjectsOf<LazyEnsemble>
{
    const string Trained = "NTK parameterisation, normal weights, ReLU, one hidden layer of n pairs of neurons with opposite signs, so "
        + "that f_0 = 0; inputs of length 1, no two parallel, Θ of full rank; squared loss, gradient descent with η = 1 / λ_max < 2 / "
        + "(λ_min + λ_max) of the analytic kernel, the largest of t = 1, 2, 4, 8; the exponent of the root of the mean square between "
        + "the widths 64 and 256";

    const int Groups = 30;
    const int GroupsOfAPhenomenon = 8;

    public Subjects<LazyEnsemble> Subjects => LazyEnsemble.OfReluNetworks;

    [Law("K8a", LawKind.Limit, @"\sup_t |\Theta_t - \Theta_0| / |\Theta_0| = O(n^{-1/2})",
        Source = "Du, Zhai, Poczos and Singh 2019 with the first layer trained; Arora et al. 2019; with both layers and in the mean "
            + "square derived here",
        Given = Trained, Within = nameof(OfExponents), Alpha = 1e-8, Cases = 1, RestsOn = ["K1b"], Catalogue = "K19")]
    public Measurement The_tangent_kernel_of_a_ReLU_network_drifts_at_most_like_one_over_the_root_of_the_width(LazyEnsemble ensemble) =>
        FallsAtLeastLikeARoot("exponent of sup |Θ_t − Θ_0| / |Θ_0|", ensemble, network => network.Drifts);

    [HypothesisDropped(nameof(The_tangent_kernel_of_a_ReLU_network_drifts_at_most_like_one_over_the_root_of_the_width),
        "mean-field scaling for the NTK's", Catches = 1)]
    public Measurement With_mean_field_scaling_it_drifts_at_any_width(LazyEnsemble ensemble) =>
        FallsAtLeastLikeARoot("exponent of sup |Θ_t − Θ_0| / |Θ_0|", ensemble, network => network.Drifts, Parameterization.MeanField);

    [Law("K9d", LawKind.Limit, @"\sup_t \lVert f_t - f_t^{\mathrm{lin}} \rVert / \lVert f_t^{\mathrm{lin}} - f_0 \rVert = O(n^{-1/2})",
        Source = "Du, Zhai, Poczos and Singh 2019; Arora et al. 2019; in the mean square derived here",
        Given = Trained + "; on the training points and on points between them; f^lin in closed form, with the empirical kernel at the "
            + "start",
        Within = nameof(OfExponents), Alpha = 1e-8, Cases = 1, RestsOn = ["K8a", "K9a"], Catalogue = "K19")]
    public Measurement A_wide_ReLU_network_trains_as_its_linearisation_to_one_over_the_root_of_the_width(LazyEnsemble ensemble) =>
        IsTrainedLinearly(ensemble, network => network.Distances());

    [Mistake(nameof(A_wide_ReLU_network_trains_as_its_linearisation_to_one_over_the_root_of_the_width),
        "the kernel of the last layer alone", Catches = 1)]
    public Measurement With_the_kernel_of_the_last_layer_it_does_not(LazyEnsemble ensemble) =>
        IsTrainedLinearly(ensemble, network => network.DistancesWithTheLastLayerAlone);

    [Mistake(nameof(A_wide_ReLU_network_trains_as_its_linearisation_to_one_over_the_root_of_the_width), "a learning rate 5 % too large",
        Catches = 1)]
    public Measurement With_a_learning_rate_5_percent_off_it_does_not(LazyEnsemble ensemble) =>
        IsTrainedLinearly(ensemble, network => network.Distances(longer: 1.05));

    [Phenomenon("K8c", @"-\text{exponent} > 1/2",
        Source = "a heuristic: gates flip in a band of width n^(-1/2), whose flips of both signs leave n^(-3/4); its next term is "
            + "n^(-1/4) smaller",
        Given = "as K8a; the null is the proven bound", Within = nameof(TwoStandardErrors), RestsOn = ["K8a"], Catalogue = "K8")]
    public Measurement The_drift_of_the_tangent_kernel_of_a_ReLU_network_falls_faster_than_n_to_the_minus_one_half(Replicate replicate) =>
        FallsFaster(replicate, Parameterization.Ntk);

    [Rival(nameof(The_drift_of_the_tangent_kernel_of_a_ReLU_network_falls_faster_than_n_to_the_minus_one_half),
        "mean-field scaling, in which features are learned at any width")]
    public Measurement With_mean_field_scaling_it_does_not_fall_faster(Replicate replicate) =>
        FallsFaster(replicate, Parameterization.MeanField);

    static Rule OfExponents => new Rate(.3, "a group is forty networks at each of two widths");

    static Rule TwoStandardErrors => Margin.Of(.05, "about twice the standard error of an exponent from 320 networks");

    static Measurement IsTrainedLinearly(LazyEnsemble ensemble, Func<LazyTrajectory, IReadOnlyList<Vector<double>>> distance) =>
        FallsAtLeastLikeARoot("exponent of sup |f_t − f_t^lin| / |f_t^lin − f_0|", ensemble, distance);

    static Measurement FallsAtLeastLikeARoot(string name, LazyEnsemble ensemble, Func<LazyTrajectory,
        IReadOnlyList<Vector<double>>> error, Parameterization? parameterization = null) =>
        Measure.ExponentAtMost(name, WidthExponent.Exact(ensemble.Widths,
            ensemble.MeanSquares(Settings.FromEnvironment.Samples(Groups), error, parameterization)), "−1/2", -.5);

    static Measurement FallsFaster(Replicate replicate, Parameterization parameterization)
    {
        var ensemble = LazyEnsemble.OfRelu(replicate.Stream, $"{replicate}");
        var squares = ensemble.MeanSquares(GroupsOfAPhenomenon, network => network.Drifts, parameterization);
        return Measure.Above("−exponent", -WidthExponent.Exact(ensemble.Widths, squares).Last, "the bound", .5);
    }
}
