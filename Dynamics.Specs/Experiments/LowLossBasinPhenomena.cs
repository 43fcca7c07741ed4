using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Whether training finds a basin: two runs from one start are joined by a line along which the loss does not rise, where they part half
/// way and where they part at the first step; two runs from other starts, whose losses are as low, are not. So at this size the basin is
/// that of the start: such a network is stable at initialisation (Frankle et al. 2020), and no later phase is needed to find it.
/// </summary>
[Chapter("The three phases", Report = "3.3")]
public sealed class LowLossBasinPhenomena
{
    const int Half = 320;

    static readonly LabelledImages Images = LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, 1280);

    static readonly Objective Mean = Objective.Mean(PathOfSgd.Network, Loss.SoftmaxCrossEntropy, Images.Pixels, Images.OneHot);

    readonly Runs<Vector<double>> _shared = new(replicate => Descend(replicate, Start(replicate, "one start"), "shared"));
    readonly Runs<Vector<double>> _end;

    public LowLossBasinPhenomena() => _end = new(replicate => Descend(replicate, _shared[replicate], "one way"));

    [Phenomenon("P3j",
        @"\frac{\max(\mathcal{L}(\theta), \mathcal{L}(\theta'))}{\max_s \mathcal{L}((1 - s) \theta + s \theta')} > \tfrac{1}{2}",
        Source = "Frankle et al. 2020; report 3.3",
        Given = "LeNet on 1,280 images of Fashion-MNIST, SGD with batches of 32 and η = .1; θ and θ' after 640 steps, of which they share "
            + "the first 320 or none: the lesser; s in quarters; the null is a barrier twice as high as the ends",
        Within = nameof(NoBarrier), Seeds = 1)]
    public Measurement Two_runs_from_one_start_are_linearly_mode_connected(Replicate replicate) =>
        HaveNoBarrier(_end[replicate],
            Descend(replicate, _shared[replicate], "another way"),
            Descend(replicate, Descend(replicate, Start(replicate, "one start"), "apart from the first step"), "another way"));

    [Rival(nameof(Two_runs_from_one_start_are_linearly_mode_connected), "all runs end in one basin: from another start")]
    public Measurement Runs_from_two_starts(Replicate replicate) => HaveNoBarrier(_end[replicate],
        Descend(replicate, Descend(replicate, Start(replicate, "another start"), "shared"), "one way"));

    static Rule NoBarrier => Margin.Of(.3,
        "a regression threshold, between what runs showed before, 1, and two starts, .32 or less");

    static Measurement HaveNoBarrier(Vector<double> one, params Vector<double>[] others) => Measure.Above(
        "the greater loss of the ends over the greatest on the line", others.Min(other => OfTheGreatest(one, other)), "a half", .5);

    static double OfTheGreatest(Vector<double> one, Vector<double> other)
    {
        double[] losses = [.. Enumerable.Range(0, 5).Select(quarter => Mean.Value(one + quarter / 4.0 * (other - one)))];
        return Math.Max(losses[0], losses[^1]) / losses.Max();
    }

    static Vector<double> Start(Replicate replicate, string name) =>
        PathOfSgd.Network.DrawParameters(replicate.Stream.Substream("basin").Substream(name));

    static Vector<double> Descend(Replicate replicate, Vector<double> start, string batches)
    {
        var run = new TrainingRun(new MiniBatches(PathOfSgd.Network, Loss.SoftmaxCrossEntropy, Images.Pixels, Images.OneHot, 32,
            replicate.Stream.Substream("batches").Substream(batches)), new GradientDescent(.1), start);
        run.Run(Half);
        return run.Parameters;
    }
}
