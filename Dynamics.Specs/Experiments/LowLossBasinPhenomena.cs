using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Whether late training is inside one basin: two runs that part half way are joined by a line along which the loss does not rise; two
/// runs from other starts, whose losses are as low, are not (Frankle et al. 2020).
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
            + "the first 320; s in quarters; the null is a barrier twice as high as the ends", Within = nameof(NoBarrier), Seeds = 1)]
    public Measurement Two_runs_that_part_half_way_end_in_one_basin(Replicate replicate) =>
        HasNoBarrier(_end[replicate], Descend(replicate, _shared[replicate], "another way"));

    [Rival(nameof(Two_runs_that_part_half_way_end_in_one_basin), "all runs end in one basin: from another start")]
    public Measurement Runs_from_two_starts(Replicate replicate) => HasNoBarrier(_end[replicate],
        Descend(replicate, Descend(replicate, Start(replicate, "another start"), "shared"), "one way"));

    static Rule NoBarrier => Margin.Of(.3,
        "a regression threshold, between what runs showed before, 1, and two starts, .32 or less");

    static Measurement HasNoBarrier(Vector<double> one, Vector<double> other)
    {
        double[] losses = [.. Enumerable.Range(0, 5).Select(quarter => Mean.Value(one + quarter / 4.0 * (other - one)))];
        return Measure.Above("the greater loss of the ends over the greatest on the line",
            Math.Max(losses[0], losses[^1]) / losses.Max(), "a half", .5);
    }

    static Vector<double> Start(Replicate replicate, string name) =>
        PathOfSgd.Network.Draw(replicate.Stream.Substream("basin").Substream(name));

    static Vector<double> Descend(Replicate replicate, Vector<double> start, string batches)
    {
        var run = new TrainingRun(new MiniBatches(PathOfSgd.Network, Loss.SoftmaxCrossEntropy, Images.Pixels, Images.OneHot, 32,
            replicate.Stream.Substream("batches").Substream(batches)), new GradientDescent(.1), start);
        run.Run(Half);
        return run.Parameters;
    }
}
