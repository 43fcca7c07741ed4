using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Margin = Dynamics.Specs.Laws.Rules.Margin;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// Tune: a network first fits all labels, noisy ones too, being mostly linear, and is near chance on other examples; a few steps later it
/// still fits them and is right nearly everywhere.
/// </summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class GrokkingPhenomena
{
    const string Source = "Xu, Wang, Frei, Vardi and Hu 2024; report 2.2.2";

    const string Clusters = "p = 10000, n = 80 in clusters of 22, 18, 22, 18 with two labels turned in each, |μ| = 27.95, m = 400, "
        + "w ~ 1e-15, outside the theorem's assumptions A1, A2, A5; ";

    const string Setting = Clusters + "η = 1e-12 on the sum, so that the first step is long beside the weights, and outputs stay below "
        + "1e-7: the loss is log 2 to seven digits throughout; ";

    readonly Runs<GrokkingRun> _run = Of(new());
    readonly Runs<GrokkingRun> _ofLongSteps = Of(new() { LearningRate = 1e-4 });
    readonly Runs<GrokkingRun> _weakOfLongSteps = Of(new() { LearningRate = 1e-4, Clusters = new() { MeanNorm = 5.6 } });
    readonly Runs<GrokkingRun> _balanced = Of(new() { Clusters = new() { TrainingSizes = [20, 20, 20, 20] } });
    readonly Runs<GrokkingRun> _shortSteps = Of(new() { LearningRate = 1e-18 });
    readonly Runs<GrokkingRun> _inFewDimensions = Of(new() { Clusters = new() { Dimension = 300 } });
    readonly Runs<GrokkingRun> _ofWeakSignal = Of(new() { Clusters = new() { MeanNorm = 5.6 } });

    [Phenomenon("R2a", @"\min(a_1^{\text{train}}, a_1^{\text{noisy}}) > \tfrac{1}{2}", Source = Source,
        Given = Setting + "the null is chance", Within = nameof(EveryLabel))]
    public Measurement One_step_fits_all_labels_with_the_noisy_ones(Replicate replicate) => FitsAtOnce(_run[replicate]);

    [Rival(nameof(One_step_fits_all_labels_with_the_noisy_ones),
        "a network learns the clusters first: it does in 300 dimensions, where examples are not nearly orthogonal",
        NullBecause = "a share of labels that are fitted, and of the noisy ones none is")]
    public Measurement First_step_in_300_dimensions(Replicate replicate) => FitsAtOnce(_inFewDimensions[replicate]);

    [HypothesisDropped(nameof(One_step_fits_all_labels_with_the_noisy_ones),
        "the first step is long beside the weights: a millionth of it")]
    public Measurement First_step_shorter_than_the_weights(Replicate replicate) => FitsAtOnce(_shortSteps[replicate]);

    [Phenomenon("R2b", @"1 - a_1^{\text{test}} > \tfrac{2}{5}", Source = Source,
        Given = Setting + "the null is a network that is right on three examples of five", Within = nameof(NearChance))]
    public Measurement The_network_of_step_one_is_near_chance_on_other_examples(Replicate replicate) =>
        ErrsElsewhere(_run[replicate], step: 1);

    [Rival(nameof(The_network_of_step_one_is_near_chance_on_other_examples),
        "a network that fits the noisy labels is of no use: that of step 8, which fits them too")]
    public Measurement Errors_of_step_eight(Replicate replicate) => ErrsElsewhere(_run[replicate], step: 8);

    [Phenomenon("R2c", @"\Pr[\operatorname{sgn} f_1(x) = \operatorname{sgn} \sum_i y_i \langle x_i, x \rangle] > \tfrac{1}{2}",
        Source = Source, Given = Setting + "the lesser of this, .98 or more, and of clusters of 20, 20, 20, 20, where the means cancel in "
            + "the rule and less is left to agree with; the null is an unrelated sign", Within = nameof(MoreThanHalf))]
    public Measurement The_signs_of_step_one_mostly_agree_with_a_linear_rule(Replicate replicate) =>
        AgreesWithTheLinearRule(replicate, step: 1);

    [Rival(nameof(The_signs_of_step_one_mostly_agree_with_a_linear_rule),
        "the sum of the examples decides at any time: the network of step 8")]
    public Measurement Agreement_at_step_eight(Replicate replicate) => AgreesWithTheLinearRule(replicate, step: 8);

    [Phenomenon("R2g", @"\frac{\sum_x f_{\text{odd}}^2}{\sum_x f_{\text{odd}}^2 + f_{\text{even}}^2} > \tfrac{1}{2}, "
            + @"\quad f_{\text{odd}}(x) = \tfrac{1}{2} (f_1(x) - f_1(-x))",
        Source = Source, Given = Setting + "the lesser of this and of clusters of 20, 20, 20, 20; the sums are over the test examples; of "
            + "a ReLU layer without biases f_odd is a linear function of x, half the sum of a z over the neurons, and f_even half that of "
            + "a |z|; the null is as much of either",
        Within = nameof(MostOfIt))]
    public Measurement After_one_step_the_network_is_mostly_linear(Replicate replicate) => IsMostlyLinear(replicate, step: 1);

    [Rival(nameof(After_one_step_the_network_is_mostly_linear), "the network is mostly linear at any time: that of step 8")]
    public Measurement Linear_part_at_step_eight(Replicate replicate) => IsMostlyLinear(replicate, step: 8);

    [Phenomenon("R2d", @"a_8^{\text{test}} > \tfrac{1}{2}", Source = Source,
        Given = Setting + "the null is chance; the theorem's window ends near √n = 8.9 steps", Within = nameof(NearlyEverywhere))]
    public Measurement After_eight_steps_the_network_generalises(Replicate replicate) => Generalises(_run[replicate]);

    [Rival(nameof(After_eight_steps_the_network_generalises),
        "eight steps that fit all labels are enough: means at a fifth of their distance, where they fit them")]
    public Measurement Eight_steps_on_a_weak_signal(Replicate replicate) => Generalises(_ofWeakSignal[replicate]);

    [Phenomenon("R2e", @"a(w) - a(w_j - \langle w_j, \mu_{\text{own}} \rangle \mu_{\text{own}} / |\mu|^2) > 0", Source = Source,
        Given = Setting + "a is the test accuracy at step 8; each neuron loses its component along the means of the label that it votes "
            + "for; the null is that nothing is lost", Within = nameof(WhatIsLost))]
    public Measurement Test_accuracy_rests_on_the_neurons_components_along_the_means_of_their_own_label(Replicate replicate) =>
        Loses(_run[replicate], Means.Own);

    [Rival(nameof(Test_accuracy_rests_on_the_neurons_components_along_the_means_of_their_own_label),
        "any component in the plane of the means counts: that along the means of the other label")]
    public Measurement Without_the_means_of_the_other_label(Replicate replicate) => Loses(_run[replicate], Means.Other);

    [Phenomenon("R2f",
        @"a_8^{\text{test}} - a_1^{\text{test}} > 0, \; a_1^{\text{train}} = a_8^{\text{train}} = 1, \; \mathcal{L}_8 < \log(2) / 2",
        Source = Source,
        Given = Clusters + "η = 1e-4 on the sum, so that the mean loss is below log 2 / 2 after 8 steps, and else nothing "
            + "is shown; the null is no gain", Within = nameof(WhatIsGained))]
    public Measurement Test_accuracy_rises_while_all_labels_stay_fitted_and_the_loss_falls(Replicate replicate) =>
        GainsWhileTheLossFalls(_ofLongSteps[replicate]);

    [Rival(nameof(Test_accuracy_rises_while_all_labels_stay_fitted_and_the_loss_falls),
        "a loss that falls is enough: means at a fifth of their distance, where it falls as far")]
    public Measurement Long_steps_on_a_weak_signal(Replicate replicate) => GainsWhileTheLossFalls(_weakOfLongSteps[replicate]);

    static Rule EveryLabel => Margin.Of(.49, "all labels are to be fitted: 79 of the eighty would be .4875");

    static Rule NearChance =>
        Margin.Of(.05, "a regression threshold, between what 60 runs showed before, an error of .49 or more, and step 8, .03 or less");

    static Rule MoreThanHalf =>
        Margin.Of(.1, "a regression threshold, between what 60 runs showed before, .73 or more, and step 8, .52 or less");

    static Rule MostOfIt => Margin.Of(.2,
        "a regression threshold, between what runs showed before, .89 or more, and step 8, .37 or less");

    static Rule NearlyEverywhere => Margin.Of(.44, "an error of .06 at most is called nearly everywhere right: 1 − .5 − .06");

    static Rule WhatIsGained => Margin.Of(.35,
        "a regression threshold, between what runs showed before, .47 or more, and a weak signal, .05 or less");

    static Rule WhatIsLost =>
        Margin.Of(.3, "a regression threshold, between what 60 runs showed before, .42 or more, and the rival, nothing");

    static Measurement FitsAtOnce(GrokkingRun run) => Measure.Above("lesser accuracy, on all training labels and on the noisy ones",
        Math.Min(run.Points[1].TrainingAccuracy, run.Points[1].NoisyAccuracy), "chance", .5);

    static Measurement ErrsElsewhere(GrokkingRun run, int step) =>
        Measure.Above("test error", 1 - run.Points[step].TestAccuracy, "two fifths", .4);

    Measurement AgreesWithTheLinearRule(Replicate replicate, int step) => Measure.Above("lesser agreement",
        new[] { _run, _balanced }.Min(runs => runs[replicate].Points[step].AgreementWithLinearRule), "an unrelated sign", .5);

    Measurement IsMostlyLinear(Replicate replicate, int step) => Measure.Above("lesser share of the linear part",
        new[] { _run, _balanced }.Min(runs => runs[replicate].ShareOfTheLinearPart(step)), "a half", .5);

    static Measurement Generalises(GrokkingRun run) => Measure.Above("test accuracy", run.TestAccuracy, "chance", .5);

    static Measurement GainsWhileTheLossFalls(GrokkingRun run)
    {
        var fits = run.Points[1].TrainingAccuracy == 1 && run.Points[^1].TrainingAccuracy == 1 && run.Loss < Math.Log(2) / 2;
        return Measure.Above("gain in test accuracy", fits ? run.TestAccuracy - run.Points[1].TestAccuracy : double.NaN, "none", 0);
    }

    static Measurement Loses(GrokkingRun run, Means means) =>
        Measure.Above("test accuracy that is lost", run.TestAccuracy - run.TestAccuracyWithout(means), "nothing", 0);

    static Runs<GrokkingRun> Of(GrokkingSettings settings) => new(replicate => GrokkingRun.Of(replicate, settings));
}
