using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// Tune: a network first fits all labels, noisy ones too, like a linear rule would, and is no use on other examples; a few steps later it still fits them and is right nearly everywhere.
/// </summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class GrokkingPhenomena
{
    const string Source = "Xu, Wang, Frei, Vardi and Hu 2024; report 2.2.2";
    const string Setting = "p = 10000, n = 80 in clusters of 22, 18, 22, 18 with two labels turned in each, |μ| = 27.95, m = 400, η = 1e-12 on the sum, w ~ 1e-15; stratified, and outside the theorem's assumptions A1, A2, A5; the worst of five seeds";

    [Law("R2a", LawKind.Phenomenon, @"\min(a_1^{\text{train}}, a_1^{\text{noisy}}) > \tfrac{1}{2}", Source = Source, Given = Setting + "; the null is chance",
        Within = "phenomenon: beyond the null by 0.49, every label was fitted at step 1 on ten seeds before")]
    public Measurement One_step_fits_all_labels_with_the_noisy_ones() => FitsAtOnce(GrokkingRuns.AsStated);

    [Mistake(nameof(One_step_fits_all_labels_with_the_noisy_ones), "weights that start a million times as large")]
    public Measurement From_large_weights_it_does_not() => FitsAtOnce(GrokkingRuns.FromLargeWeights);

    [Law("R2b", LawKind.Phenomenon, @"1 - a_1^{\text{test}} > \tfrac{1}{20}", Source = Source, Given = Setting + "; the null is the error that is allowed at the end",
        Within = "phenomenon: beyond the null by 0.3, errors of .43 to .52 on ten seeds before")]
    public Measurement The_network_of_step_one_is_of_no_use_elsewhere() => ErrsElsewhere(step: 1);

    [Mistake(nameof(The_network_of_step_one_is_of_no_use_elsewhere), "the last step for the first")]
    public Measurement The_network_of_the_last_step_is() => ErrsElsewhere(step: 8);

    [Law("R2c", LawKind.Phenomenon, @"\Pr[\operatorname{sgn} f_1(x) = \operatorname{sgn} \sum_i y_i \langle x_i, x \rangle] > \tfrac{1}{2}", Source = Source,
        Given = Setting + "; the null is an unrelated sign", Within = "phenomenon: beyond the null by 0.45, .987 or more on ten seeds before")]
    public Measurement It_is_a_linear_rule() => AgreesWithTheLinearRule(step: 1);

    [Mistake(nameof(It_is_a_linear_rule), "the last step for the first")]
    public Measurement At_the_end_it_is_not() => AgreesWithTheLinearRule(step: 8);

    [Law("R2d", LawKind.Phenomenon, @"a_8^{\text{test}} > \tfrac{1}{2}", Source = Source, Given = Setting + "; the null is chance; the theorem's window ends near √n = 8.9 steps",
        Within = "phenomenon: beyond the null by 0.44, .96 or more on twenty seeds before")]
    public Measurement Eight_steps_later_it_generalises() => Generalises(GrokkingRuns.AsStated);

    [Mistake(nameof(Eight_steps_later_it_generalises), "means at a fifth of their distance")]
    public Measurement With_a_weak_signal_it_does_not() => Generalises(GrokkingRuns.OfWeakSignal);

    [Law("R2e", LawKind.Phenomenon, @"\sum_j |\langle w_j, \mu_{\text{own}} \rangle| / \sum_j |\langle w_j, \mu_{\text{other}} \rangle| > 1", Source = Source,
        Given = Setting + "; movement since the start, a neuron's own means being those of the label it votes for; the null is no preference",
        Within = "phenomenon: beyond the null by 8, 16 to 29 on twenty seeds before")]
    public Measurement Because_its_neurons_turn_to_the_means_of_their_label() => PrefersItsOwn(step: 8);

    [Mistake(nameof(Because_its_neurons_turn_to_the_means_of_their_label), "the first step for the last")]
    public Measurement At_the_first_step_they_do_not() => PrefersItsOwn(step: 1);

    static Measurement FitsAtOnce(IReadOnlyList<GrokkingPoint>[] runs) =>
        Measure.Above("least accuracy on all training labels and on the noisy ones", runs.Min(run => Math.Min(run[1].TrainingAccuracy, run[1].NoisyAccuracy)), "chance", .5)
            .Within(Phenomenon.By(.49, "every label was fitted at step 1 on ten seeds before"));

    static Measurement ErrsElsewhere(int step) =>
        Measure.Above("least test error", GrokkingRuns.AsStated.Min(run => 1 - run[step].TestAccuracy), "what is allowed at the end", .05)
            .Within(Phenomenon.By(.3, "errors of .43 to .52 on ten seeds before"));

    static Measurement AgreesWithTheLinearRule(int step) =>
        Measure.Above("least agreement", GrokkingRuns.AsStated.Min(run => run[step].AgreementWithLinearRule), "an unrelated sign", .5)
            .Within(Phenomenon.By(.45, ".987 or more on ten seeds before"));

    static Measurement Generalises(IReadOnlyList<GrokkingPoint>[] runs) =>
        Measure.Above("least test accuracy", runs.Min(run => run[8].TestAccuracy), "chance", .5).Within(Phenomenon.By(.44, ".96 or more on twenty seeds before"));

    static Measurement PrefersItsOwn(int step) =>
        Measure.Above("least ratio of movements", GrokkingRuns.AsStated.Min(run => run[step].OwnGrowth / run[step].OtherGrowth), "no preference", 1)
            .Within(Phenomenon.By(8, "16 to 29 on twenty seeds before"));
}
