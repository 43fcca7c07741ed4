using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Phase 3 on 1,280 images. The statistics of the path tell it from a random walk. A rival that learns no features shows each of them, in
/// another size: the linearised network, or an Ornstein-Uhlenbeck process with the drift and the noise of the run. So each phenomenon
/// claims its statistic for these rivals too. What tells the network from its linearisation is the loss.
/// </summary>
[Chapter("The three phases", Report = "3.3")]
public sealed class PathOfSgdPhenomena
{
    const int WalkDimension = 4000;
    const int EarlySteps = 4;
    const double Rate = .1;

    const string Setting = "LeNet on 1,280 images of Fashion-MNIST, SGD with batches of 32 and η = .1, 640 steps, a snapshot every 4; ";

    const string WithItsLinearisation =
        Setting + "the least over the network and its linearisation around its start, on the same batches; ";

    const string WithItsDiffusion =
        Setting + "the least over the network, its linearisation around its start on the same batches, and the "
        + "Ornstein–Uhlenbeck process with the curvature, where it is positive, and the noise of the run's end, from its start; ";

    static readonly PathOfSgdSettings AsStated = With(Rate) with { ForkSteps = 12 };

    readonly Runs<SgdPath> _run = new(replicate => Run(replicate, AsStated));
    readonly Runs<SgdPath> _linearised = new(replicate => Run(replicate, AsStated with { Linearised = true }));
    readonly Runs<SgdPath> _faster = new(replicate => Run(replicate, With(2 * Rate) with { Linearised = true }));
    readonly Runs<TrajectoryGeometry> _diffusion, _walk;

    public PathOfSgdPhenomena()
    {
        _diffusion = new(replicate => MatchedDiffusion.Of(AsStated, _run[replicate], replicate.Stream.Substream("diffusion")));
        _walk = new(replicate =>
            RandomWalk.Draw(_run[replicate].Path.Count, WalkDimension, replicate.Stream.Substream("walk")).Geometry());
    }

    [Phenomenon("P3c", @"\alpha_{\text{early}} > 1, \quad \mathbb{E} |\theta_{t+\ell} - \theta_t|^2 \sim \ell^{\alpha}",
        Source = "report 3.3", Given = WithItsLinearisation + "the first quarter; a walk has 1",
        Within = nameof(EarlyExponent), Seeds = 1)]
    public Measurement The_path_is_superdiffusive_at_first_and_so_is_that_of_the_linearised_network(Replicate replicate) =>
        IsSuperdiffusive(NetworkAndLinearisation(replicate));

    [Rival(nameof(The_path_is_superdiffusive_at_first_and_so_is_that_of_the_linearised_network), "a random walk of as many points")]
    public Measurement Early_exponent_of_a_walk(Replicate replicate) => IsSuperdiffusive([_walk[replicate]]);

    [Rival(nameof(The_path_is_superdiffusive_at_first_and_so_is_that_of_the_linearised_network),
        "the Ornstein–Uhlenbeck process of the run")]
    public Measurement Early_exponent_of_the_diffusion(Replicate replicate) => IsSuperdiffusive([_diffusion[replicate]]);

    [Phenomenon("P3d", @"-\alpha_{\text{late}} > -1", Source = "Mandt, Hoffman and Blei 2017; report 3.3",
        Given = Setting
            + "the greater of the network's and that of the Ornstein–Uhlenbeck process with the curvature and the noise of the "
            + "run's end; the last half; a walk has 1, the linearised network from .65 to 1", Within = nameof(LateExponent), Seeds = 1)]
    public Measurement The_path_is_subdiffusive_late_as_that_of_noisy_descent_on_a_quadratic_is(Replicate replicate) =>
        IsSubdiffusive([_run[replicate].Path, _diffusion[replicate]]);

    [Rival(nameof(The_path_is_subdiffusive_late_as_that_of_noisy_descent_on_a_quadratic_is), "a random walk of as many points")]
    public Measurement Late_exponent_of_a_walk(Replicate replicate) => IsSubdiffusive([_walk[replicate]]);

    [Phenomenon("P3e", @"-\mathbb{E} \cos(\theta_{t+1} - \theta_t, \theta_t - \theta_{t-1}) > 0",
        Source = "Mandt, Hoffman and Blei 2017; report 3.3",
        Given = WithItsDiffusion + "θ_t are snapshots of the last half; a walk has 0", Within = nameof(LateCosine), Seeds = 1)]
    public Measurement Late_displacements_are_anticorrelated_as_those_of_noisy_descent_on_a_quadratic_are(Replicate replicate) =>
        TurnsBack(All(replicate));

    [Rival(nameof(Late_displacements_are_anticorrelated_as_those_of_noisy_descent_on_a_quadratic_are), "a random walk of as many points")]
    public Measurement Late_cosines_of_a_walk(Replicate replicate) => TurnsBack([_walk[replicate]]);

    [Phenomenon("P3f", @"\frac{|\theta_{T/4} - \theta_0|}{|\theta_T - \theta_{3T/4}|} > 1", Source = "report 3.3",
        Given = WithItsDiffusion + "a walk has 1", Within = nameof(FirstOverLast), Seeds = 1)]
    public Measurement The_first_quarter_leads_further_than_the_last_as_on_a_quadratic(Replicate replicate) => Slows(All(replicate));

    [Rival(nameof(The_first_quarter_leads_further_than_the_last_as_on_a_quadratic), "a random walk of as many points")]
    public Measurement Quarters_of_a_walk(Replicate replicate) => Slows([_walk[replicate]]);

    [Phenomenon("P3g", @"1 - |\operatorname{cor}(\text{PC}_2(t), \cos(2 \pi t / T))| > 0",
        Source = "Antognini and Sohl-Dickstein 2018; report 3.3", Given = WithItsDiffusion + "a walk has 0",
        Within = nameof(FromTheCosine), Seeds = 1, RestsOn = ["P3a"])]
    public Measurement The_second_principal_component_is_no_cosine_on_a_quadratic_either(Replicate replicate) =>
        IsNoCosine(All(replicate));

    [Rival(nameof(The_second_principal_component_is_no_cosine_on_a_quadratic_either), "a random walk of as many points")]
    public Measurement Second_component_of_a_walk(Replicate replicate) => IsNoCosine([_walk[replicate]]);

    [Phenomenon("P3h", @"1 - \frac{|\Delta \theta|_{\text{all examples}}}{|\Delta \theta|_{\text{batches}}} > 0", Source = "report 3.3",
        Given = WithItsLinearisation + "then 12 steps more, once with batches and once with all examples; "
            + "the null: that batches are drawn makes no difference",
        Within = nameof(ShorterSteps), Seeds = 1)]
    public Measurement Without_the_noise_of_batches_the_late_wander_dies_and_so_does_that_of_the_linearised_network(Replicate replicate) =>
        Dies(replicate, AsStated);

    [Rival(nameof(Without_the_noise_of_batches_the_late_wander_dies_and_so_does_that_of_the_linearised_network),
        "a step over all examples is that much shorter at any time: the same fork after 4 steps")]
    public Measurement The_fork_after_4_steps(Replicate replicate) => Dies(replicate, AsStated with { Steps = EarlySteps });

    [Phenomenon("P3i", @"\mathcal{L}_{\text{linearised}} / \mathcal{L} > 1", Source = "Chizat, Oyallon and Bach 2019; report 3.3",
        Given = Setting + "ℒ is the mean loss of the last 40 batches, which both see; the null is a network as good as its linearisation",
        Within = nameof(LowerLoss), Seeds = 1)]
    public Measurement The_network_reaches_a_lower_loss_than_its_linearisation(Replicate replicate) =>
        IsLower(replicate, _run[replicate]);

    [Rival(nameof(The_network_reaches_a_lower_loss_than_its_linearisation), "the linearisation is only slower: with twice the step")]
    public Measurement Loss_of_the_linearisation_with_twice_the_step(Replicate replicate) => IsLower(replicate, _faster[replicate]);

    static Rule EarlyExponent => Margin.Of(.1, Threshold("1.16 or more", "walks, 1.01 or less, and the diffusion, 1.04 or less"));

    static Rule LateExponent => Margin.Of(.2, Threshold(".67 or less", "walks, .99 or more"));

    static Rule LateCosine => Margin.Of(.1, Threshold("−.17 or less", "walks, 0"));

    static Rule FirstOverLast => Margin.Of(1, Threshold("2.6 or more", "walks, 1.03 or less"));

    static Rule FromTheCosine => Margin.Of(.1, Threshold(".22 or more", "walks, 0"));

    static Rule ShorterSteps => Margin.Of(.7, Threshold(".82 or more", "the fork after 4 steps, .4 to .55"));

    static Rule LowerLoss => Margin.Of(.4, Threshold("1.68 or more", "twice the step, 1.14 or less"));

    static string Threshold(string shown, string rivals) =>
        $"a regression threshold, between what runs showed before, {shown}, and {rivals}";

    TrajectoryGeometry[] NetworkAndLinearisation(Replicate replicate) => [_run[replicate].Path, _linearised[replicate].Path];

    TrajectoryGeometry[] All(Replicate replicate) => [.. NetworkAndLinearisation(replicate), _diffusion[replicate]];

    static Measurement IsSuperdiffusive(TrajectoryGeometry[] paths) =>
        Measure.Above("least exponent of the first quarter", paths.Min(path => path.EarlyPart().DisplacementExponent), "a walk", 1);

    static Measurement IsSubdiffusive(TrajectoryGeometry[] paths) =>
        Measure.Above("−greatest exponent of the last half", -paths.Max(path => path.LatePart().DisplacementExponent), "a walk", -1);

    static Measurement TurnsBack(TrajectoryGeometry[] paths) => Measure.Above("−greatest mean cosine of consecutive steps",
        -paths.Max(path => path.LatePart().StepCosines.Average()), "a walk", 0);

    static Measurement Slows(TrajectoryGeometry[] paths) =>
        Measure.Above("least way of the first quarter over that of the last", paths.Min(path => path.Slowdown()), "a walk", 1);

    static Measurement IsNoCosine(TrajectoryGeometry[] paths) =>
        Measure.Above("least 1 − |correlation with a cosine|", paths.Min(path => 1 - path.CosineMatch(2)), "a walk", 0);

    Measurement Dies(Replicate replicate, PathOfSgdSettings settings) => Measure.Above("1 − greater ratio of the steps",
        1 - new[] { settings, settings with { Linearised = true } }.Max(each => PathOfSgd.Fork(each, PathFor(replicate, each)).StepRatio),
        "no difference", 0);

    Measurement IsLower(Replicate replicate, SgdPath path) =>
        Measure.Above("loss of the linearisation, over it", LateLoss(_linearised[replicate]) / LateLoss(path), "as good", 1);

    static double LateLoss(SgdPath path) => path.Losses.TakeLast(10).Average();

    SgdPath PathFor(Replicate replicate, PathOfSgdSettings settings) => settings.Steps == EarlySteps ? Run(replicate, settings)
        : settings.Linearised ? _linearised[replicate] : _run[replicate];

    static PathOfSgdSettings With(double rate) => new(LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, 1280))
    {
        Optimisers = [new("SGD", new GradientDescent(rate))],
    };

    static SgdPath Run(Replicate replicate, PathOfSgdSettings settings) =>
        PathOfSgd.Run(settings with { Seeds = [(int)(replicate.Stream.Substream("path of SGD").NextUInt64() & int.MaxValue)] })[0];
}
