using Dynamics.Networks;
using Dynamics.RichRegime;
using Dynamics.Specs.Kernels;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.RichRegime;

/// <summary>Whether a wide network's features move is decided by how its width enters, and not by the width.</summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class FeatureChangeLaws : ISubjectsOf<Ensemble>, ISubjectsOf<TwoParameterizations>
{
    const int Groups = 40;

    static readonly int[] Widths = [32, 128, 512];
    static readonly int[] NetworksOfAGroup = [12, 32, 20];

    Subjects<Ensemble> ISubjectsOf<Ensemble>.Subjects => Ensemble.At(Widths);

    Subjects<TwoParameterizations> ISubjectsOf<TwoParameterizations>.Subjects => TwoParameterizations.Subjects;

    [Law("R6a", LawKind.Identity, @"f_t^{\text{maximal update}}(\eta) = f_t^{\text{mean field}}(n \eta)",
        Source = "Yang and Hu 2021; report 2.2.2",
        Given = "dense networks without biases, all hidden layers of width n, σ_w = 1, gradient descent; mean-field is NTK with a last "
            + "layer over n in place of its root", Within = nameof(Passes))]
    public Measurement Maximal_update_is_mean_field_with_a_rate_for_each_neuron(TwoParameterizations pair) => TrainsAlike(pair, n => n);

    [Mistake(nameof(Maximal_update_is_mean_field_with_a_rate_for_each_neuron), "the root of the width for the width")]
    public Measurement With_the_root_of_the_width_it_is_not(TwoParameterizations pair) => TrainsAlike(pair, n => Math.Sqrt(n));

    [Mistake(nameof(Maximal_update_is_mean_field_with_a_rate_for_each_neuron), "a rate that is 2 % larger")]
    public Measurement With_a_larger_rate_it_is_not(TwoParameterizations pair) => TrainsAlike(pair, n => 1.02 * n);

    [Law("R6b", LawKind.Limit, @"|H_T - H_0| / |H_0| \sim n^{-1/2}", Source = "Yang and Hu 2021; report 2.2.2",
        Given = "NTK parameterisation" + Setting, Within = nameof(OfStandingFeatures), Alpha = 1e-8, Cases = 1)]
    public Measurement Features_change_like_the_inverse_root_of_the_width_in_the_NTK_parameterisation(Ensemble ensemble) =>
        ChangesLike(-.5, ensemble, Parameterization.Ntk);

    [HypothesisDropped(nameof(Features_change_like_the_inverse_root_of_the_width_in_the_NTK_parameterisation),
        "maximal update for NTK", Catches = 1)]
    public Measurement In_maximal_update_they_do_not_stand_still(Ensemble ensemble) =>
        ChangesLike(-.5, ensemble, Parameterization.MaximalUpdate);

    [Law("R6c", LawKind.Limit, @"|H_T - H_0| / |H_0| \sim n^{0}", Source = "Yang and Hu 2021; report 2.2.2",
        Given = "maximal update" + Setting + "; with R6a the same holds in mean-field scaling",
        Within = nameof(OfMovingFeatures), Alpha = 1e-8,
        Cases = 1,
        RestsOn = ["R6a"])]
    public Measurement In_maximal_update_features_move_at_any_width(Ensemble ensemble) =>
        ChangesLike(0, ensemble, Parameterization.MaximalUpdate);

    [HypothesisDropped(nameof(In_maximal_update_features_move_at_any_width), "NTK for maximal update", Catches = 1)]
    public Measurement In_the_NTK_parameterisation_they_move_less_in_wider_networks(Ensemble ensemble) =>
        ChangesLike(0, ensemble, Parameterization.Ntk);

    const string Group = "a group is 12, 32 and 20 networks at three widths";

    const string Setting = ", one hidden tanh layer of width n, 8 points of a half circle, 8 steps of η = .1 on the sum of squared "
            + "losses; H are its pre-activations; widths 32, 128, 512; the exponent of the root of the mean square, its term in 1 / n "
            + "extrapolated away";

    static Rule Passes => Roundoff.Within(Gamma((2 * T + 1) * (Layers * (Width + Examples + 4))) * (Sqrt(Examples) + Inputs) * Growth)
        .Because("passes forth and back in each step, in each layer the roundings of its inputs and of a tanh that is at most 1, and "
            + "errors taken along by the norm of the tangent kernel");

    static Rule OfStandingFeatures => new ExtrapolatedRate(.35, Group + ", whose starts are as large as their targets and fluctuate");

    static Rule OfMovingFeatures => new ExtrapolatedRate(.1, Group);

    static Quantity<TwoParameterizations> T => new("steps", pair => pair.Steps);

    static Quantity<TwoParameterizations> Layers => new("layers", pair => pair.Hidden + 1);

    static Quantity<TwoParameterizations> Width => new("n", pair => pair.Width);

    static Quantity<TwoParameterizations> Examples => new("N", _ => TwoParameterizations.Examples);

    static Quantity<TwoParameterizations> Inputs => new("|X|", pair => pair.Inputs.FrobeniusNorm());

    static Quantity<TwoParameterizations> Growth => new("(1 + nη|Θ|)^steps", pair => pair.Growth);

    static Measurement TrainsAlike(TwoParameterizations pair, Func<int, double> factor) =>
        Measure.Distance("f in mean-field scaling", pair.MeanFieldOutputs(factor), "f in maximal update", pair.MaximalUpdateOutputs);

    static Measurement ChangesLike(double expected, Ensemble ensemble, Parameterization parameterization)
    {
        double[][] squares = [.. Enumerable.Range(0, Settings.FromEnvironment.Samples(Groups)).Select(group => Widths
            .Select((n, width) => Enumerable.Range(0, NetworksOfAGroup[width]).Average(network =>
                Square(n, $"group {group}, width {n}, network {network}")))
            .ToArray())];
        return Measure.Exponent("exponent of |H_T − H_0| / |H_0|", WidthExponent.Of(Widths, squares), "expected", expected);

        double Square(int n, string name) => Math.Pow(
            FeatureChange.Relative(parameterization, n, FeatureChange.LearningRate(parameterization, n),
                ensemble.Stream.Substream(name)), 2);
    }
}
