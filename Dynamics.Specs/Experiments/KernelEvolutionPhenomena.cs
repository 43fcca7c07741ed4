using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Phase 2 on 500 images: the kernel of a network in training moves, and turns towards the labels; that of a lazy one, which fits as well, does not. No theorem covers Adam on these networks; the margins
/// were set on other seeds before.
/// </summary>
[Chapter("The three phases", Report = "3.2")]
public sealed class KernelEvolutionPhenomena
{
    const string Setting = "ReLU networks 784-256-256-10, NTK parameterisation, squared loss, 500 images of Fashion-MNIST, Adam with η = 10⁻³, 40 steps of 128; kernels on 100 test images; the mean of two seeds; ";

    static readonly KernelEvolutionSettings Settings = new(
        LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, 500), LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Test, 100)) { Widths = [256], Networks = 2, Looks = [0, 40] };

    static readonly Lazy<KernelEvolutionResult> Rich = new(() => KernelEvolution.Run(Settings));
    static readonly Lazy<KernelEvolutionResult> Lazily = new(() => KernelEvolution.Run(Settings with { OutputScale = 100 }));

    [Law("P2a", LawKind.Phenomenon, @"|\Theta_T - \Theta_0| / |\Theta_0| > 10 \times \text{that of the lazy run}", Source = "Chizat, Oyallon and Bach 2019; report 3.2",
        Given = Setting + "lazy is f₀ + 100 (f − f₀)", Within = "phenomenon: beyond the null by 0.05, changes of .12 to .27 and lazy ones of .003 to .006 before")]
    public Measurement In_training_the_kernel_moves() => Moves(Rich.Value);

    [Mistake(nameof(In_training_the_kernel_moves), "the lazy run itself")]
    public Measurement Of_a_lazy_network_it_does_not() => Moves(Lazily.Value);

    [Law("P2b", LawKind.Phenomenon, @"A(\Theta_T) - A(\Theta_0) > 0", Source = "Cortes, Mohri and Rostamizadeh 2012; report 3.2",
        Given = Setting + "A is the centred alignment of the kernel with the labels; a kernel that stands still gains nothing", Within = "phenomenon: beyond the null by 0.004, means of .012 to .017 before", RestsOn = ["P2a"])]
    public Measurement It_turns_towards_the_labels() => Turns(Rich.Value);

    [Mistake(nameof(It_turns_towards_the_labels), "a lazy run, which fits the images as well")]
    public Measurement A_lazy_one_does_not_turn() => Turns(Lazily.Value);

    static Measurement Moves(KernelEvolutionResult result) => Measure.Above("change of the kernel", result.Runs.Average(run => run.Points[^1].Change), "ten times that of the lazy run", 10 * Lazily.Value.Runs.Average(run => run.Points[^1].Change))
        .Within(Phenomenon.By(.05, "changes of .12 to .27 and lazy ones of .003 to .006 before"));

    static Measurement Turns(KernelEvolutionResult result) => Measure.Above("gain in alignment", result.Runs.Average(run => run.Points[^1].Alignment - run.Points[0].Alignment), "none", 0)
        .Within(Phenomenon.By(.004, "means of .012 to .017 before"));
}
