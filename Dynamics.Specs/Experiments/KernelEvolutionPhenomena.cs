using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Phase 2 on 300 images: the kernel of a network in training turns, and that of a lazy one, which fits as well, does not. Part of what it
/// gains in alignment with the labels it gains on shuffled labels too; the rest is owed to the labels. No theorem covers Adam on these
/// networks.
/// </summary>
[Chapter("The three phases", Report = "3.2")]
public sealed class KernelEvolutionPhenomena
{
    const int Networks = 3;

    const string Setting = "ReLU networks 784-64-64-10, NTK parameterisation, squared loss, 300 images of Fashion-MNIST, "
        + "Adam with η = .005, 200 steps of 64, after which .9 of the images are classified; kernels on 100 test images; "
        + "the mean of three networks; ";

    static readonly KernelEvolutionSettings AsStated = new(
        LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, 300),
        LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Test, 100))
    { Widths = [64], Looks = [0, 200], Batch = 64, LearningRate = 5e-3 };

    readonly Runs<KernelPoint[][]> _rich = Of((settings, _) => settings);
    readonly Runs<KernelPoint[][]> _lazy = Of((settings, _) => settings with { OutputScale = 100 });
    readonly Runs<KernelPoint[][]> _shuffled = Of((settings, stream) => Shuffled(settings, stream.Substream("one way")));
    readonly Runs<KernelPoint[][]> _otherwise = Of((settings, stream) => Shuffled(settings, stream.Substream("another way")));

    [Phenomenon("P2a", @"\min_c |\Theta_T - c \Theta_0| / |\Theta_T| > 0", Source = "Chizat, Oyallon and Bach 2019; report 3.2",
        Given = Setting + "the null is a kernel that is only rescaled, which is the larger part of its change",
        Within = nameof(ATurn), Seeds = 1)]
    public Measurement In_training_the_kernel_moves(Replicate replicate) => Moves(_rich[replicate]);

    [Rival(nameof(In_training_the_kernel_moves),
        "the kernel of a network that fits the images stands still: f₀ + 100 (f − f₀) for f, which fits them as well")]
    public Measurement Kernel_of_lazy_networks(Replicate replicate) => Moves(_lazy[replicate]);

    [Phenomenon("P2b", @"(A(\Theta_T) - A(\Theta_0)) - (A(\Theta_T') - A(\Theta_0)) > 0",
        Source = "Cortes, Mohri and Rostamizadeh 2012; report 3.2",
        Given = Setting + "A is the centred alignment of the kernel with the labels of the test images; ′ is training on shuffled labels "
            + "from the same start, which gains a part of it too; the null is that labels make no difference",
        Within = nameof(AGain), Seeds = 1, RestsOn = ["P2a"])]
    public Measurement It_turns_towards_the_labels(Replicate replicate) => Turns(replicate, _rich[replicate]);

    [Rival(nameof(It_turns_towards_the_labels), "training on any labels aligns the kernel with these: labels shuffled in another way")]
    public Measurement Gain_on_other_shuffled_labels(Replicate replicate) => Turns(replicate, _otherwise[replicate]);

    [Rival(nameof(It_turns_towards_the_labels), "fitting the labels is enough: lazy networks")]
    public Measurement Gain_of_lazy_networks(Replicate replicate) => Turns(replicate, _lazy[replicate]);

    static Rule ATurn => Margin.Of(.1, "set between what 20 runs showed before, .18 or more, and lazy networks, .01 or less");

    static Rule AGain =>
        Margin.Of(.03, "set between what 20 runs showed before, .042 or more, and two ways to shuffle, .019 or less apart");

    static Measurement Moves(KernelPoint[][] runs) =>
        Measure.Above("turn of the kernel", runs.Average(run => run[^1].Turn), "a kernel that is only rescaled", 0);

    Measurement Turns(Replicate replicate, KernelPoint[][] runs) => Measure.Above("gain in alignment less that on shuffled labels",
        Gain(runs) - Gain(_shuffled[replicate]), "labels make no difference", 0);

    static double Gain(KernelPoint[][] runs) => runs.Average(run => run[^1].Alignment - run[0].Alignment);

    static Runs<KernelPoint[][]> Of(Func<KernelEvolutionSettings, RandomStream, KernelEvolutionSettings> change) => new(replicate =>
        [.. Enumerable.Range(0, Networks).Select(network =>
        {
            var stream = replicate.Stream.Substream("kernel").Substream(network);
            var settings = AsStated with { Seed = stream.Substream("network").NextUInt64() };
            return KernelEvolution.Run(change(settings, stream.Substream("labels"))).Runs[0].Points.ToArray();
        })]);

    static KernelEvolutionSettings Shuffled(KernelEvolutionSettings settings, RandomStream stream)
    {
        var images = settings.Training;
        int[] labels = [.. images.Labels];
        stream.Shuffle<int>(labels);
        return settings with { Training = new(images.Pixels, images.Channels, images.Height, images.Width, labels, images.Classes) };
    }
}
