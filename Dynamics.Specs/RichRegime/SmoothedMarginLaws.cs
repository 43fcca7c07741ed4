using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;

namespace Dynamics.Specs.RichRegime;

/// <summary>Why the margin grows: with w . grad f = L f, the flow of the exponential loss makes log(1/loss) grow at least as fast as |w|^L.</summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class SmoothedMarginLaws : ISubjectsOf<NetworkOnSigns>, ISubjectsOf<FlowFromSeed>
{
    Subjects<NetworkOnSigns> ISubjectsOf<NetworkOnSigns>.Subjects => NetworkOnSigns.Subjects;

    Subjects<FlowFromSeed> ISubjectsOf<FlowFromSeed>.Subjects => new(from seed in Gen.Choose(0, int.MaxValue) select new FlowFromSeed((ulong)seed), _ => [], _ => []);

    [Law("R3a", LawKind.Identity, @"\langle w, -\nabla \log \mathcal{L} \rangle = L \sum_i q_i y_i f_i, \quad q_i = e^{-y_i f_i} / \mathcal{L}", Source = "Lyu and Li 2020; report 2.2.2",
        Given = "f is homogeneous of degree L in its parameters, ℒ is the sum of exponential losses; ReLU or its square, no biases",
        Within = "roundoff: " + Roundings, RestsOn = ["N3a"])]
    public Measurement The_pull_along_the_weights_is_the_weighted_margin(NetworkOnSigns subject) => PullsBy(subject, subject.Network.Degree);

    [Mistake(nameof(The_pull_along_the_weights_is_the_weighted_margin), "the number of layers for the degree")]
    public Measurement With_the_number_of_layers_it_is_not(NetworkOnSigns subject) =>
        subject.Network.Degree == subject.Layers ? Measurement.NoCase("with ReLU they are the same")
        : Math.Abs(subject.WeightedMargin) <= 2 * Room(subject).Width(0) ? Measurement.NoCase("nothing is pulled") : PullsBy(subject, subject.Layers);

    [Law("R3b", LawKind.Bound, @"\log(1 / \mathcal{L}) \le \tfrac{1}{L} \langle w, -\nabla \log \mathcal{L} \rangle", Source = "Lyu and Li 2020, lemma B.1; report 2.2.2",
        Given = "as in R3a; the two differ by the entropy of q, at most log n. With Cauchy and Schwarz: log(1/ℒ) / |w|^L never falls in the flow once ℒ < 1",
        Within = "roundoff: " + Roundings, RestsOn = ["R3a"])]
    public Measurement The_smoothed_margin_is_pulled_up(NetworkOnSigns subject) => IsPulledUp(subject, subject.LogInverseLoss);

    [Mistake(nameof(The_smoothed_margin_is_pulled_up), "the mean of the losses for their sum")]
    public Measurement With_the_mean_it_may_not_be(NetworkOnSigns subject) =>
        subject.EntropyShortfall <= 2 * Room(subject).Width(0) ? Measurement.NoCase("the entropy of nearly equal losses is log n") : IsPulledUp(subject, subject.LogInverseLoss + Math.Log(subject.Examples));

    [Law("R3c", LawKind.Bound, @"\max_s (\tilde\gamma_s - \tilde\gamma_{s+1}) / \tilde\gamma_s \le 0, \quad \tilde\gamma = \log(1 / \mathcal{L}) / |w|^L", Source = "Lyu and Li 2020, theorem 4.1; report 2.2.2",
        Given = "relu² of width 40, so that the flow has a derivative; every one of 3000 steps h / max |∇f|² of log-loss time, h = .5, after ℒ < 1; the theorem is about the flow, the steps are small",
        Within = Exact.ToTheBit, Cases = 3, RestsOn = ["R3b"])]
    public Measurement The_smoothed_margin_never_falls(FlowFromSeed flow) => NeverFalls(flow.Run.LargestDrop);

    [Mistake(nameof(The_smoothed_margin_never_falls), "the degree of homogeneity too large by one", Catches = 3)]
    public Measurement Over_a_higher_power_of_the_norm_it_does(FlowFromSeed flow) => NeverFalls(flow.Run.LargestDropOfHigherPower);

    const string Roundings = "a pass forth and back, on weights, inputs and outputs by their magnitudes";

    static Tolerance Room(NetworkOnSigns subject) => LegacyRoundoff.Of(subject.Operations, subject.Magnitude, Roundings);

    static Measurement PullsBy(NetworkOnSigns subject, int degree) =>
        Measure.Distance("L Σ q y f", degree * subject.WeightedMargin, "⟨w, −∇ log ℒ⟩", subject.RadialPull).Within(Room(subject));

    static Measurement IsPulledUp(NetworkOnSigns subject, double logInverseLoss) =>
        Measure.AtMost("log(1/ℒ)", logInverseLoss, "⟨w, −∇ log ℒ⟩ / L", subject.RadialPull / subject.Network.Degree).Within(Room(subject));

    static Measurement NeverFalls(double drop) => Measure.AtMost("largest relative fall", drop, "none", 0);
}
