using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Phase 3 on 1,280 images: what tells the path of SGD from a random walk of as many points. No theorem says any of it; each statistic is the less favourable of two seeds, and its
/// margin was set on other seeds before.
/// </summary>
[Chapter("The three phases", Report = "3.3")]
public sealed class PathOfSgdPhenomena
{
    const int Images = 1280;
    const int WalkDimension = 4000;
    const string Setting = "LeNet on 1,280 images of Fashion-MNIST, SGD with batches of 32 and η = .1, 640 steps, a snapshot every 4; ";

    static readonly PathOfSgdSettings Settings = new(LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, Images)) { Seeds = [1, 2] };
    static readonly Lazy<IReadOnlyList<SgdPath>> Runs = new(() => PathOfSgd.Run(Settings with { Optimisers = [Settings.Optimisers.Single(named => named.Name == "SGD")] }));
    static readonly Lazy<SgdFork> Fork = new(() => PathOfSgd.Fork(Settings, Runs.Value[0]));

    [Law("P3c", LawKind.Phenomenon, @"\alpha_{\text{early}} > 1, \quad \mathbb{E} |\theta_{t+\ell} - \theta_t|^2 \sim \ell^{\alpha}",
        Source = "report 3.3", Given = Setting + "the first quarter; a walk has 1",
        Within = "phenomenon: beyond the null by 0.1, 1.20 and 1.21 before")]
    public Measurement At_first_the_path_gets_away_faster_than_a_walk() => GetsAway(Paths);

    [Mistake(nameof(At_first_the_path_gets_away_faster_than_a_walk), "a random walk of as many points")]
    public Measurement A_walk_does_not_get_away_faster() => GetsAway(Walks);

    [Law("P3d", LawKind.Phenomenon, @"-\alpha_{\text{late}} > -1",
        Source = "report 3.3", Given = Setting + "the last half; a walk has 1",
        Within = "phenomenon: beyond the null by 0.2, exponents .63 and .61 before", RestsOn = ["P3c"])]
    public Measurement Late_it_is_held_back() => IsHeldBack(Paths);

    [Mistake(nameof(Late_it_is_held_back), "a random walk of as many points")]
    public Measurement A_walk_is_not_held_back() => IsHeldBack(Walks);

    [Law("P3e", LawKind.Phenomenon, @"-\mathbb{E} \cos(\theta_{t+1} - \theta_t, \theta_t - \theta_{t-1}) > 0",
        Source = "report 3.3", Given = Setting + "θ_t are snapshots of the last half; a walk has 0",
        Within = "phenomenon: beyond the null by 0.15, cosines of -.27 and -.26 before")]
    public Measurement Late_steps_turn_back() => TurnsBack(Paths);

    [Mistake(nameof(Late_steps_turn_back), "a random walk of as many points")]
    public Measurement Steps_of_a_walk_do_not() => TurnsBack(Walks);

    [Law("P3f", LawKind.Phenomenon, @"\frac{|\theta_{T/4} - \theta_0|}{|\theta_T - \theta_{3T/4}|} > 1",
        Source = "report 3.3", Given = Setting + "a walk has 1",
        Within = "phenomenon: beyond the null by 1, 3.3 and 3.5 before")]
    public Measurement The_first_quarter_leads_further_than_the_last() => Slows(Paths);

    [Mistake(nameof(The_first_quarter_leads_further_than_the_last), "a random walk of as many points")]
    public Measurement Of_a_walk_they_lead_as_far() => Slows(Walks);

    [Law("P3g", LawKind.Phenomenon, @"1 - |\operatorname{cor}(\text{PC}_2(t), \cos(2 \pi t / T))| > 0",
        Source = "Antognini and Sohl-Dickstein 2018; report 3.3", Given = Setting + "a walk has 0",
        Within = "phenomenon: beyond the null by 0.1, correlations of .73 and .74 before", RestsOn = ["P3a"])]
    public Measurement The_second_component_is_no_cosine() => IsNoCosine(Paths);

    [Mistake(nameof(The_second_component_is_no_cosine), "a random walk of as many points")]
    public Measurement That_of_a_walk_is() => IsNoCosine(Walks);

    [Law("P3h", LawKind.Phenomenon, @"1 - \frac{|\Delta \theta|_{\text{all examples}}}{|\Delta \theta|_{\text{batches}}} > 0",
        Source = "report 3.3", Given = Setting + "then 24 steps more, once with batches and once with all examples; the null: that batches are drawn makes no difference",
        Within = "phenomenon: beyond the null by 0.7, ratios of .07 and .07 before")]
    public Measurement Without_the_noise_of_batches_the_late_wander_dies() => Dies(Fork.Value.AllExamples);

    [Mistake(nameof(Without_the_noise_of_batches_the_late_wander_dies), "batches on both branches")]
    public Measurement With_batches_it_goes_on() => Dies(Fork.Value.MiniBatches);

    static IReadOnlyList<TrajectoryGeometry> Paths => [.. Runs.Value.Select(run => run.Path)];

    static IReadOnlyList<TrajectoryGeometry> Walks => [.. Settings.Seeds.Select(seed => RandomWalk.Draw(Paths[0].Count, WalkDimension, RandomStream.FromSeed((ulong)seed)).Geometry())];

    static Measurement GetsAway(IReadOnlyList<TrajectoryGeometry> paths) =>
        Measure.Above("exponent of the first quarter", paths.Min(path => path.EarlyPart().DisplacementExponent), "a walk", 1).Within(Phenomenon.By(.1, "1.20 and 1.21 before"));

    static Measurement IsHeldBack(IReadOnlyList<TrajectoryGeometry> paths) =>
        Measure.Above("−exponent of the last half", paths.Min(path => -path.LatePart().DisplacementExponent), "a walk", -1).Within(Phenomenon.By(.2, "exponents .63 and .61 before"));

    static Measurement TurnsBack(IReadOnlyList<TrajectoryGeometry> paths) =>
        Measure.Above("−mean cosine of consecutive steps", paths.Min(path => -path.LatePart().StepCosines.Average()), "a walk", 0).Within(Phenomenon.By(.15, "cosines of -.27 and -.26 before"));

    static Measurement Slows(IReadOnlyList<TrajectoryGeometry> paths) =>
        Measure.Above("way of the first quarter over that of the last", paths.Min(path => path.Slowdown()), "a walk", 1).Within(Phenomenon.By(1, "3.3 and 3.5 before"));

    static Measurement IsNoCosine(IReadOnlyList<TrajectoryGeometry> paths) =>
        Measure.Above("1 − |correlation with a cosine|", paths.Min(path => 1 - path.CosineMatch(2)), "a walk", 0).Within(Phenomenon.By(.1, "correlations of .73 and .74 before"));

    static Measurement Dies(IReadOnlyList<double> steps) =>
        Measure.Above("1 − ratio of the steps", 1 - steps.Average() / Fork.Value.MiniBatches.Average(), "no difference", 0).Within(Phenomenon.By(.7, "ratios of .07 and .07 before"));
}
