using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Phase 3 on 1,280 images: what tells the path of SGD from a random walk of as many points. It does not tell it from descent on a
/// quadratic with noise (half of the eigenvalues .2, half .005), which shows all of it too. No theorem says any of it of this network.
/// </summary>
[Chapter("The three phases", Report = "3.3")]
public sealed class PathOfSgdPhenomena
{
    const int WalkDimension = 4000;
    const int EarlySteps = 4;

    const string Setting = "LeNet on 1,280 images of Fashion-MNIST, SGD with batches of 32 and η = .1, 640 steps, a snapshot every 4; "
        + "a noisy quadratic with two time scales shows it too; ";

    static readonly PathOfSgdSettings AsStated = new(LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, 1280))
    {
        Optimisers = [new("SGD", new GradientDescent(.1))],
        ForkSteps = 12,
    };

    readonly Runs<SgdPath> _run;
    readonly Runs<TrajectoryGeometry> _walk;
    readonly Runs<SgdFork> _fork, _earlyFork;

    public PathOfSgdPhenomena()
    {
        _run = new(replicate => Run(replicate, AsStated));
        _walk = new(replicate =>
            RandomWalk.Draw(_run[replicate].Path.Count, WalkDimension, replicate.Stream.Substream("walk")).Geometry());
        _fork = new(replicate => PathOfSgd.Fork(AsStated, _run[replicate]));
        _earlyFork = new(replicate => PathOfSgd.Fork(AsStated, Run(replicate, AsStated with { Steps = EarlySteps })));
    }

    [Phenomenon("P3c", @"\alpha_{\text{early}} > 1, \quad \mathbb{E} |\theta_{t+\ell} - \theta_t|^2 \sim \ell^{\alpha}",
        Source = "report 3.3", Given = Setting + "the first quarter; a walk has 1", Within = nameof(EarlyExponent), Seeds = 1)]
    public Measurement At_first_the_path_gets_away_faster_than_a_walk(Replicate replicate) => GetsAway(_run[replicate].Path);

    [Rival(nameof(At_first_the_path_gets_away_faster_than_a_walk), "a random walk of as many points")]
    public Measurement Early_exponent_of_a_walk(Replicate replicate) => GetsAway(_walk[replicate]);

    [Phenomenon("P3d", @"-\alpha_{\text{late}} > -1", Source = "report 3.3",
        Given = Setting + "the last half; a walk has 1", Within = nameof(LateExponent), Seeds = 1, RestsOn = ["P3c"])]
    public Measurement Late_it_is_held_back(Replicate replicate) => IsHeldBack(_run[replicate].Path);

    [Rival(nameof(Late_it_is_held_back), "a random walk of as many points")]
    public Measurement Late_exponent_of_a_walk(Replicate replicate) => IsHeldBack(_walk[replicate]);

    [Phenomenon("P3e", @"-\mathbb{E} \cos(\theta_{t+1} - \theta_t, \theta_t - \theta_{t-1}) > 0", Source = "report 3.3",
        Given = Setting + "θ_t are snapshots of the last half; a walk has 0", Within = nameof(LateCosine), Seeds = 1)]
    public Measurement Late_steps_turn_back(Replicate replicate) => TurnsBack(_run[replicate].Path);

    [Rival(nameof(Late_steps_turn_back), "a random walk of as many points")]
    public Measurement Late_cosines_of_a_walk(Replicate replicate) => TurnsBack(_walk[replicate]);

    [Phenomenon("P3f", @"\frac{|\theta_{T/4} - \theta_0|}{|\theta_T - \theta_{3T/4}|} > 1", Source = "report 3.3",
        Given = Setting + "a walk has 1", Within = nameof(FirstOverLast), Seeds = 1)]
    public Measurement The_first_quarter_leads_further_than_the_last(Replicate replicate) => Slows(_run[replicate].Path);

    [Rival(nameof(The_first_quarter_leads_further_than_the_last), "a random walk of as many points")]
    public Measurement Quarters_of_a_walk(Replicate replicate) => Slows(_walk[replicate]);

    [Phenomenon("P3g", @"1 - |\operatorname{cor}(\text{PC}_2(t), \cos(2 \pi t / T))| > 0",
        Source = "Antognini and Sohl-Dickstein 2018; report 3.3", Given = Setting + "a walk has 0",
        Within = nameof(FromTheCosine), Seeds = 1, RestsOn = ["P3a"])]
    public Measurement The_second_component_is_no_cosine(Replicate replicate) => IsNoCosine(_run[replicate].Path);

    [Rival(nameof(The_second_component_is_no_cosine), "a random walk of as many points")]
    public Measurement Second_component_of_a_walk(Replicate replicate) => IsNoCosine(_walk[replicate]);

    [Phenomenon("P3h", @"1 - \frac{|\Delta \theta|_{\text{all examples}}}{|\Delta \theta|_{\text{batches}}} > 0", Source = "report 3.3",
        Given = Setting + "then 12 steps more, once with batches and once with all examples; "
            + "the null: that batches are drawn makes no difference",
        Within = nameof(ShorterSteps), Seeds = 1)]
    public Measurement Without_the_noise_of_batches_the_late_wander_dies(Replicate replicate) => Dies(_fork[replicate]);

    [Rival(nameof(Without_the_noise_of_batches_the_late_wander_dies),
        "a step over all examples is that much shorter at any time: the same fork after 4 steps")]
    public Measurement The_fork_after_4_steps(Replicate replicate) => Dies(_earlyFork[replicate]);

    static Rule EarlyExponent => Margin.Of(.1, "set between what 20 runs showed before, 1.2 or more, and walks, 1.01 or less");

    static Rule LateExponent => Margin.Of(.2, "set between what 20 runs showed before, .65 or less, and walks, .99 or more");

    static Rule LateCosine => Margin.Of(.15, "set between what 20 runs showed before, −.2 or less, and walks, 0");

    static Rule FirstOverLast => Margin.Of(1, "set between what 20 runs showed before, 3.2 or more, and walks, 1.03 or less");

    static Rule FromTheCosine => Margin.Of(.1, "set between what 20 runs showed before, .25 or more, and walks, 0");

    static Rule ShorterSteps =>
        Margin.Of(.7, "set between what 20 runs showed before, .86 or more, and the fork after 4 steps, .4 to .55");

    static Measurement GetsAway(TrajectoryGeometry path) =>
        Measure.Above("exponent of the first quarter", path.EarlyPart().DisplacementExponent, "a walk", 1);

    static Measurement IsHeldBack(TrajectoryGeometry path) =>
        Measure.Above("−exponent of the last half", -path.LatePart().DisplacementExponent, "a walk", -1);

    static Measurement TurnsBack(TrajectoryGeometry path) =>
        Measure.Above("−mean cosine of consecutive steps", -path.LatePart().StepCosines.Average(), "a walk", 0);

    static Measurement Slows(TrajectoryGeometry path) =>
        Measure.Above("way of the first quarter over that of the last", path.Slowdown(), "a walk", 1);

    static Measurement IsNoCosine(TrajectoryGeometry path) =>
        Measure.Above("1 − |correlation with a cosine|", 1 - path.CosineMatch(2), "a walk", 0);

    static Measurement Dies(SgdFork fork) => Measure.Above("1 − ratio of the steps", 1 - fork.StepRatio, "no difference", 0);

    static SgdPath Run(Replicate replicate, PathOfSgdSettings settings) =>
        PathOfSgd.Run(settings with { Seeds = [(int)(replicate.Stream.Substream("path of SGD").NextUInt64() & int.MaxValue)] })[0];
}
