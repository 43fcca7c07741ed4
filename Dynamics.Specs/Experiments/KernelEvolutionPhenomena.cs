using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Phase 2 on 300 images: the kernel of a network in training turns, its first eigenvalue falls beside the others, and its hidden features
/// change; those of a lazy network, which fits as well, do not. A common factor is divided out everywhere. Part of what the kernel gains
/// in alignment with the labels it gains on shuffled labels too. The parameters move by a few per cent. No theorem covers Adam here.
/// </summary>
[Chapter("The three phases", Report = "3.2")]
public sealed class KernelEvolutionPhenomena
{
    const int Networks = 3;
    const double MostErrors = .1;

    const string Setting = "ReLU networks 784-64-64-10, NTK parameterisation, squared loss, 300 images of Fashion-MNIST, "
        + "Adam with η = .005, 200 steps of 64; not shown where rich or lazy networks err on more than .1 of their images after that; "
        + "kernels on 100 test images; the mean of three networks; ";

    static readonly KernelEvolutionSettings AsStated = new(
        LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, 300),
        LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Test, 100))
    { Widths = [64], Looks = [0, 200], Batch = 64, LearningRate = 5e-3 };

    static readonly KernelEvolutionSettings Reported = new(
        LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, 1000),
        LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Test, 100))
    { Looks = [0, 80] };

    static readonly IReadOnlyList<double> Analytic = KernelEvolution.Run(AsStated with { Looks = [0] }).Analytic;

    readonly Runs<KernelPoint[]> _asReported = new(replicate => Run(Reported, replicate.Stream.Substream("as reported")));
    readonly Runs<KernelPoint[][]> _rich = Of((settings, _) => settings);
    readonly Runs<KernelPoint[][]> _lazy = Of((settings, _) => settings with { OutputScale = 100 });
    readonly Runs<KernelPoint[][]> _shuffled = Of((settings, stream) => Shuffled(settings, stream.Substream("one way")));
    readonly Runs<KernelPoint[][]> _otherwise = Of((settings, stream) => Shuffled(settings, stream.Substream("another way")));

    [Phenomenon("P2a", @"\min_c |\Theta_T - c \Theta_0| / |\Theta_T| > 0", Source = "Chizat, Oyallon and Bach 2019; report 3.2",
        Given = Setting + "the null is a kernel that is only rescaled, which is the larger part of its change",
        Within = nameof(ATurn), Seeds = 1)]
    public Measurement Training_changes_the_tangent_kernel_by_more_than_a_rescaling(Replicate replicate) => Moves(replicate, _rich);

    [Rival(nameof(Training_changes_the_tangent_kernel_by_more_than_a_rescaling),
        "the kernel of a network that fits the images stands still: f₀ + 100 (f − f₀) for f, which fits them as well")]
    public Measurement Kernel_of_lazy_networks(Replicate replicate) => Moves(replicate, _lazy);

    [Phenomenon("P2b", @"(A(\Theta_T) - A(\Theta_0)) - (A(\Theta_T') - A(\Theta_0)) > 0",
        Source = "Cortes, Mohri and Rostamizadeh 2012; report 3.2",
        Given = Setting + "A is the centred alignment of the kernel with the labels of the test images; ′ is training on shuffled labels "
            + "from the same start, which gains a part of it too; the null is that labels make no difference",
        Within = nameof(AGain), Seeds = 1, RestsOn = ["P2a"])]
    public Measurement Training_aligns_the_kernel_with_the_labels_more_than_shuffled_labels_do(Replicate replicate) =>
        Turns(replicate, _rich);

    [Rival(nameof(Training_aligns_the_kernel_with_the_labels_more_than_shuffled_labels_do),
        "training on any labels aligns the kernel with these: labels shuffled in another way")]
    public Measurement Gain_on_other_shuffled_labels(Replicate replicate) => Turns(replicate, _otherwise);

    [Rival(nameof(Training_aligns_the_kernel_with_the_labels_more_than_shuffled_labels_do), "fitting the labels is enough: lazy networks")]
    public Measurement Gain_of_lazy_networks(Replicate replicate) => Turns(replicate, _lazy);

    [Phenomenon("P2c",
        @"D(\Theta_T) - D(\Theta_0) > 0, \quad D^2 = \min_c \tfrac{1}{5} \sum_{k \le 5} \log^2 (c \lambda_k / \lambda_k^\infty)",
        Source = "report 3.2", Given = Setting + "λ_k are the largest eigenvalues, λ_k^∞ those of the kernel of infinite width; "
            + "the null is a distance that stays", Within = nameof(ADeparture), Seeds = 1, RestsOn = ["P2a"])]
    public Measurement The_leading_eigenvalues_leave_those_of_infinite_width(Replicate replicate) => Departs(replicate, _rich);

    [Rival(nameof(The_leading_eigenvalues_leave_those_of_infinite_width), "they do in a network that fits the images: lazy networks")]
    public Measurement Eigenvalues_of_lazy_networks(Replicate replicate) => Departs(replicate, _lazy);

    [Phenomenon("P2d",
        @"-\log \frac{\lambda_1(T)}{\lambda_1(0)} + \tfrac{1}{4} \sum_{k=2}^{5} \log \frac{\lambda_k(T)}{\lambda_k(0)} > 0",
        Source = "report 3.2",
        Given = Setting + "the report says that the eigenvalues decay: beside the others the first does, the others "
            + "not in general; the null is a common factor", Within = nameof(AFall), Seeds = 1, RestsOn = ["P2a"])]
    public Measurement The_largest_eigenvalue_falls_beside_the_others(Replicate replicate) => Falls(replicate, _rich);

    [Rival(nameof(The_largest_eigenvalue_falls_beside_the_others), "it does in a network that fits the images: lazy networks")]
    public Measurement Largest_eigenvalue_of_lazy_networks(Replicate replicate) => Falls(replicate, _lazy);

    [Phenomenon("P2e", @"1 - \operatorname{CKA}(H_T, H_0) > 0",
        Source = "Kornblith et al. 2019; Chizat, Oyallon and Bach 2019; report 3.2",
        Given = Setting + "H are the activations of the last hidden layer; the null is features that are shifted, rotated or rescaled",
        Within = nameof(AChange), Seeds = 1)]
    public Measurement The_hidden_features_change(Replicate replicate) => Changes(replicate, _rich);

    [Rival(nameof(The_hidden_features_change), "they need to for the images to be fitted: lazy networks")]
    public Measurement Hidden_features_of_lazy_networks(Replicate replicate) => Changes(replicate, _lazy);

    [Phenomenon("P2f", @"1 - \max(|\theta_T - \theta_0| / |\theta_0|, 1 - \operatorname{CKA}(H_T, H_0)) > \tfrac{9}{10}",
        Source = "report 2.2.2 and 3.2, which say that both change significantly",
        Given = "a setting like the report's, which names none: ReLU networks 784-512-512-10, NTK parameterisation, squared loss, 1,000 "
            + "images of Fashion-MNIST, Adam with η = .001, 80 steps of 128; the null is a tenth", Within = nameof(ALittle), Seeds = 1)]
    public Measurement Neither_parameters_nor_features_change_by_more_than_a_few_per_cent_at_width_512(
        Replicate replicate) => HardlyMove([_asReported[replicate]]);

    [Rival(nameof(Neither_parameters_nor_features_change_by_more_than_a_few_per_cent_at_width_512),
        "so it is in any network in training: width 64, and a larger step")]
    public Measurement Parameters_and_features_of_narrow_networks(Replicate replicate) => HardlyMove(_rich[replicate]);

    static Rule ADeparture => Margin.Of(.03, Threshold(".088 or more", "lazy networks, .002 or less"));

    static Rule AFall => Margin.Of(.1, Threshold(".24 or more", "lazy networks, .01 or less"));

    static Rule AChange => Margin.Of(.1, Threshold(".18 or more", "lazy networks, less than .001"));

    static Rule ALittle => Margin.Of(.05, Threshold(".975 or more", "width 64, .83 or less"));

    static string Threshold(string shown, string rivals) =>
        $"a regression threshold, between what runs showed before, {shown}, and {rivals}";

    static Rule ATurn => Margin.Of(.1, Threshold(".18 or more", "lazy networks, .01 or less"));

    static Rule AGain =>
        Margin.Of(.03, Threshold(".042 or more", "two ways to shuffle, .019 or less apart"));

    Measurement Moves(Replicate replicate, Runs<KernelPoint[][]> runs) => Measure.Above(
        "turn of the kernel", OfFitted(replicate, runs, run => run[^1].Turn), "a kernel that is only rescaled", 0);

    Measurement Departs(Replicate replicate, Runs<KernelPoint[][]> runs) => Measure.Above(
        "distance of the eigenvalues from those of infinite width, less that at the start",
        OfFitted(replicate, runs, run => FromInfiniteWidth(run[^1]) - FromInfiniteWidth(run[0])), "it stays", 0);

    Measurement Falls(Replicate replicate, Runs<KernelPoint[][]> runs) => Measure.Above(
        "fall of the logarithm of the first eigenvalue beside the others",
        OfFitted(replicate, runs, run => BesideTheOthers(run[0]) - BesideTheOthers(run[^1])), "a common factor", 0);

    Measurement Changes(Replicate replicate, Runs<KernelPoint[][]> runs) => Measure.Above(
        "1 − centred alignment of features", OfFitted(replicate, runs, run => run[^1].FeatureTurn), "features that stay", 0);

    /// <summary>The mean over networks; none where rich or lazy networks err on more of their images than is allowed.</summary>
    double OfFitted(Replicate replicate, Runs<KernelPoint[][]> runs, Func<KernelPoint[], double> statistic) =>
        Errors(_rich[replicate]) <= MostErrors && Errors(_lazy[replicate]) <= MostErrors ? runs[replicate].Average(statistic) : double.NaN;

    static double Errors(KernelPoint[][] runs) => runs.Average(run => run[^1].TrainingError);

    static Measurement HardlyMove(KernelPoint[][] runs) => Measure.Above("1 − greater change",
        1 - runs.Average(run => Math.Max(run[^1].Moved, run[^1].FeatureTurn)), "a tenth", .9);

    /// <summary>The standard deviation of log λ_k / λ_k^∞: a common factor is none.</summary>
    static double FromInfiniteWidth(KernelPoint point)
    {
        var logs = point.Eigenvalues.Zip(Analytic, (finite, infinite) => Math.Log(finite / infinite)).ToArray();
        return Math.Sqrt(logs.Average(log => Math.Pow(log - logs.Average(), 2)));
    }

    /// <summary>The logarithm of the first eigenvalue less the mean of those of the others.</summary>
    public static double BesideTheOthers(KernelPoint point) =>
        Math.Log(point.Eigenvalues[0]) - point.Eigenvalues.Skip(1).Average(Math.Log);

    Measurement Turns(Replicate replicate, Runs<KernelPoint[][]> runs) => Measure.Above("gain in alignment less that on shuffled labels",
        OfFitted(replicate, runs, Gain) - OfFitted(replicate, _shuffled, Gain), "labels make no difference", 0);

    static double Gain(KernelPoint[] run) => run[^1].Alignment - run[0].Alignment;

    static Runs<KernelPoint[][]> Of(Func<KernelEvolutionSettings, RandomStream, KernelEvolutionSettings> change) => new(replicate =>
        [.. Enumerable.Range(0, Networks).Select(network =>
        {
            var stream = replicate.Stream.Substream("kernel").Substream(network);
            var settings = AsStated with { Seed = stream.Substream("network").NextUInt64() };
            return Points(change(settings, stream.Substream("labels")));
        })]);

    static KernelPoint[] Run(KernelEvolutionSettings settings, RandomStream stream) =>
        Points(settings with { Seed = stream.NextUInt64() });

    static KernelPoint[] Points(KernelEvolutionSettings settings) => [.. KernelEvolution.Run(settings).Runs[0].Points];

    static KernelEvolutionSettings Shuffled(KernelEvolutionSettings settings, RandomStream stream)
    {
        var images = settings.Training;
        int[] labels = [.. images.Labels];
        stream.Shuffle<int>(labels);
        return settings with { Training = new(images.Pixels, images.Channels, images.Height, images.Width, labels, images.Classes) };
    }
}
