using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// What the report calls infinitesimal: in the lazy regime all parameters together move a finite distance, so that each of many moves
/// less, in the root mean square, the wider the network.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class ParameterMovementLaws : ISubjectsOf<ParameterMovement>
{
    const string Trained = "standard normal parameters times the NTK factors, two hidden layers of width n: 16, "
        + "64 and 256; a smooth activation; the initial output subtracted; squared loss, 4 steps of η = 1 / λ_max of the analytic "
        + "kernel, of full rank; the exponent of the root of the mean square, its term in 1 / n extrapolated away";

    const int Groups = 64;
    const int GroupsOfAFalsifier = 40;

    public Subjects<ParameterMovement> Subjects => ParameterMovement.Subjects;

    [Law("N20a", LawKind.Limit, @"|\theta_T - \theta_0| \sim n^0", Source = "Lee et al. 2019; Chizat, Oyallon and Bach 2019; report "
        + "2.2.1",
        Given = Trained, Within = nameof(OfExponents), Alpha = 1e-8, Cases = 1)]
    public Measurement In_the_lazy_regime_the_parameters_move_a_distance_that_does_not_depend_on_the_width(ParameterMovement at) =>
        Moves(at, Parameterization.Ntk, Groups);

    [HypothesisDropped(nameof(In_the_lazy_regime_the_parameters_move_a_distance_that_does_not_depend_on_the_width),
        "mean-field scaling for the NTK's", Catches = 1)]
    public Measurement With_mean_field_scaling_they_move_further(ParameterMovement at) =>
        Moves(at, Parameterization.MeanField, GroupsOfAFalsifier);

    [Law("N20b", LawKind.Limit, @"\mathbb{E}[(w_T - w_0)^2]^{1/2} \sim n^{-1/2}, \quad n^{-1} \; \text{between hidden layers}",
        Source = "Lee et al. 2019; Jacot et al. 2018; report 2.2.1", Given = Trained + "; first, inner or last weights",
            Within = nameof(OfExponents), Alpha = 1e-8, Cases = 2)]
    public Measurement The_root_mean_square_movement_of_a_weight_falls_with_the_width_in_the_lazy_regime(ParameterMovement at) =>
        EachMoves(at, Parameterization.Ntk, Groups);

    [HypothesisDropped(nameof(The_root_mean_square_movement_of_a_weight_falls_with_the_width_in_the_lazy_regime),
        "mean-field scaling for the NTK's",
        Catches = 2)]
    public Measurement With_mean_field_scaling_each_moves_further(ParameterMovement at) =>
        EachMoves(at, Parameterization.MeanField, GroupsOfAFalsifier);

    static Rule OfExponents => new ExtrapolatedRate(.3, "a group is 16, 10 and 4 networks at three widths");

    static Measurement Moves(ParameterMovement at, Parameterization parameterization, int groups) =>
        Measure.Exponent("exponent of |θ_T − θ_0|",
        WidthExponent.Of(ParameterMovement.Widths, at.SquaresOfTheWhole(Settings.FromEnvironment.Samples(groups), parameterization)),
            "0", 0).OfSize(1);

    static Measurement EachMoves(ParameterMovement at, Parameterization parameterization, int groups) =>
        Measure.Exponent("exponent of a weight's movement",
        WidthExponent.Of(ParameterMovement.Widths, at.SquaresOfAWeight(Settings.FromEnvironment.Samples(groups), parameterization)),
        at.Layer == 1 ? "−1" : "−1/2", at.Layer == 1 ? -1 : -.5);
}
