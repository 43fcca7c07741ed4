using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// Why the margin grows: with w . grad f = L f, the flow of the exponential loss makes log(1/loss) grow at least as fast as |w|^L.
/// </summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class SmoothedMarginLaws : ISubjectsOf<NetworkOnSigns>, ISubjectsOf<FlowFromSeed>
{
    Subjects<NetworkOnSigns> ISubjectsOf<NetworkOnSigns>.Subjects => NetworkOnSigns.Subjects;

    Subjects<FlowFromSeed> ISubjectsOf<FlowFromSeed>.Subjects =>
        new(from seed in Gen.Choose(0, int.MaxValue) select new FlowFromSeed((ulong)seed), _ => [], _ => []);

    [Law("R3a", LawKind.Identity,
        @"\langle w, -\nabla \log \mathcal{L} \rangle = L \sum_i q_i y_i f_i, \quad q_i = e^{-y_i f_i} / \mathcal{L}",
        Source = "Lyu and Li 2020; report 2.2.2",
        Given = "f is homogeneous of degree L in its parameters, ℒ is the sum of exponential losses; ReLU or its square, no biases",
        Within = nameof(Passes), RestsOn = ["N3a"])]
    public Measurement The_pull_along_the_weights_is_the_weighted_margin(NetworkOnSigns subject) =>
        Measure.Distance("L Σ q y f", subject.Network.Degree * subject.WeightedMargin, "⟨w, −∇ log ℒ⟩", subject.RadialPull);

    [Mistake(nameof(The_pull_along_the_weights_is_the_weighted_margin), "the head's weights left out of the degree: L − 1 for L")]
    public Measurement With_the_degree_of_the_hidden_layers_it_is_not(NetworkOnSigns subject) =>
        Measure.Distance("L Σ q y f", (subject.Network.Degree - 1) * subject.WeightedMargin, "⟨w, −∇ log ℒ⟩", subject.RadialPull);

    [Law("R3b", LawKind.Bound, @"\log(1 / \mathcal{L}) \le \tfrac{1}{L} \langle w, -\nabla \log \mathcal{L} \rangle",
        Source = "Lyu and Li 2020, lemma B.1; report 2.2.2",
        Given = "as in R3a, with ℒ above 1 and below; the two differ by the entropy of q, at most log n. With Cauchy "
            + "and Schwarz: log(1/ℒ) / |w|^L never falls in the flow once ℒ < 1", Within = nameof(PassesAndLogarithm), RestsOn = ["R3a"])]
    public Measurement The_radial_pull_bounds_the_log_inverse_loss(NetworkOnSigns subject) => IsPulledUp(subject, subject.LogInverseLoss);

    [Mistake(nameof(The_radial_pull_bounds_the_log_inverse_loss), "the mean of the losses for their sum")]
    public Measurement With_the_mean_of_the_losses_it_is_not(NetworkOnSigns subject) =>
        IsPulledUp(subject, subject.LogInverseLoss + Math.Log(subject.Examples));

    [Law("R3c", LawKind.Bound,
        @"\max_s (\tilde\gamma_s - \tilde\gamma_{s+1}) / \tilde\gamma_s \le 0, \quad \tilde\gamma = \log(1 / \mathcal{L}) / |w|^L",
        Source = "Lyu and Li 2020, theorem 4.1; report 2.2.2",
        Given = "relu² of width 40, so that the flow has a derivative; 3000 steps h / max |∇f|² of log-loss time, h = .5, of which the "
            + "last have ℒ < 1; each step after the first with ℒ < 1; the theorem is about the flow: that steps of "
            + "this length do not break it is what is measured",
        Within = Exact.ToTheBit, Cases = 3, RestsOn = ["R3b"])]
    public Measurement The_smoothed_margin_never_falls(FlowFromSeed flow) => NeverFalls(flow, run => run.LargestDrop);

    [Mistake(nameof(The_smoothed_margin_never_falls), "the degree of homogeneity too large by one", Catches = 3)]
    public Measurement Over_a_higher_power_of_the_norm_it_does(FlowFromSeed flow) => NeverFalls(flow, run => run.LargestDropOfHigherPower);

    static Rule Passes => Roundoff.Within(Gamma(16 * Layers + Parameters + 2 * Examples + 8) * Degree * AddedUp)
        .Because("forth and back through layers of at most five neurons; q is the same on both sides");

    static Rule PassesAndLogarithm => Roundoff.Within(
        Gamma(16 * Layers + Parameters + 2 * Examples + 8) * AddedUp + Gamma(2 * Examples + 8) * (1 + Logarithm));

    static Quantity<NetworkOnSigns> Layers => new("layers", subject => subject.Layers);

    static Quantity<NetworkOnSigns> Parameters => new("P", subject => subject.Network.ParameterCount);

    static Quantity<NetworkOnSigns> Examples => new("n", subject => subject.Examples);

    static Quantity<NetworkOnSigns> Degree => new("L", subject => subject.Network.Degree);

    static Quantity<NetworkOnSigns> AddedUp => new("what Σ q |f| adds up", subject => subject.AddedUp);

    static Quantity<NetworkOnSigns> Logarithm => new("|log ℒ|", subject => Math.Abs(subject.LogInverseLoss));

    static Measurement IsPulledUp(NetworkOnSigns subject, double logInverseLoss) =>
        Measure.AtMost("log(1/ℒ)", logInverseLoss, "⟨w, −∇ log ℒ⟩ / L", subject.RadialPull / subject.Network.Degree);

    static Measurement NeverFalls(FlowFromSeed flow, Func<MarginRun, double> largestFall) =>
        flow.Run.FirstFitted is null ? Measurement.NoCase("the loss does not get below 1 in 3000 steps")
        : Measure.AtMost("largest relative fall", largestFall(flow.Run), "none", 0).OfSize(1);
}
