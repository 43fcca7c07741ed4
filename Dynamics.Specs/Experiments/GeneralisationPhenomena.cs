using Dynamics.Architectures;
using Dynamics.Data;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// The report's paradox on 300 images: a network with 183 parameters an image fits all labels and generalises, though it fits shuffled
/// labels too. That the noise of mini-batches is why is not so here: gradient descent on all images generalises as well.
/// </summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class GeneralisationPhenomena
{
    const int MostSteps = 2000, MostStepsOfDescent = 4800, StepsOfALook = 100, Batch = 50;

    const string Setting = "ReLU networks 784-64-64-10, NTK parameterisation, 54,912 parameters, cross-entropy on 300 images of "
        + "Fashion-MNIST; accuracy on 512 others; ";

    static readonly LabelledImages Images = LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, 300);
    static readonly LabelledImages Others = LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Test, 512);

    static readonly Network Net = new(new(Shape.Vector(784), new Dense(64, 2), new Activated(Activations.Relu),
        new Dense(64, 2), new Activated(Activations.Relu), new Dense(10)));

    readonly Runs<double> _fitted = new(replicate => AccuracyOfAdam(Images.Labels, replicate));
    readonly Runs<double> _shuffled = new(replicate => AccuracyOfAdam(Shuffled(replicate), replicate));
    readonly Runs<double> _stochastic = new(replicate => AccuracyOfDescent(Images.Labels, Batch, replicate));

    [Phenomenon("P4a", @"a_{\text{test}} > \tfrac{1}{10}, \quad a_{\text{train}} = 1, \quad P = 183 \, N",
        Source = "Zhang et al. 2017; report 1",
        Given = Setting + "Adam with η = .005, batches of 50, until all labels are fitted, 2000 steps at most, and else nothing is shown; "
            + "the null is chance", Within = nameof(FarAboveChance), Seeds = 1)]
    public Measurement A_network_with_far_more_parameters_than_images_fits_all_labels_and_generalises(Replicate replicate) =>
        Generalises(_fitted[replicate]);

    [Rival(nameof(A_network_with_far_more_parameters_than_images_fits_all_labels_and_generalises),
        "fitting all labels is enough for such a network: shuffled labels, which it fits too")]
    public Measurement Accuracy_after_fitting_shuffled_labels(Replicate replicate) => Generalises(_shuffled[replicate]);

    [Phenomenon("P4b", @"1 - |a_{\text{all images}} - a_{\text{batches}}| > \tfrac{9}{10}",
        Source = "Geiping et al. 2022; report 1 and 4, which say that the noise of SGD drives it",
        Given = Setting
            + "gradient descent with η = 2 from one start, on batches of 50 and on all images, until all labels are fitted, 4800 steps at "
            + "most, and else nothing is shown; the null is a tenth", Within = nameof(HardlyApart), Seeds = 1)]
    public Measurement Gradient_descent_without_the_noise_of_batches_generalises_as_well(Replicate replicate) =>
        AreAsGood(replicate, AccuracyOfDescent(Images.Labels, Images.Count, replicate));

    [Rival(nameof(Gradient_descent_without_the_noise_of_batches_generalises_as_well),
        "the network and its start decide, whatever it is trained on: shuffled labels")]
    public Measurement Descent_on_shuffled_labels(Replicate replicate) =>
        AreAsGood(replicate, AccuracyOfDescent(Shuffled(replicate), Batch, replicate));

    static Rule FarAboveChance =>
        Margin.Of(.5, "a regression threshold, between what runs showed before, .75 or more, and shuffled labels, .15 or less");

    static Rule HardlyApart =>
        Margin.Of(.05, "a regression threshold, between what runs showed before, .03 apart or less, and shuffled labels, .6 or more");

    static Measurement Generalises(double accuracy) => Measure.Above("test accuracy once all labels are fitted", accuracy, "chance", .1);

    Measurement AreAsGood(Replicate replicate, double accuracy) => Measure.Above("1 − difference of the test accuracies",
        1 - Math.Abs(accuracy - _stochastic[replicate]), "a tenth", .9);

    static double AccuracyOfAdam(IReadOnlyList<int> labels, Replicate replicate) =>
        AccuracyOnceFitted(Start(labels, Batch, new Adam(5e-3), replicate), labels, MostSteps);

    static double AccuracyOfDescent(IReadOnlyList<int> labels, int batch, Replicate replicate) =>
        AccuracyOnceFitted(Start(labels, batch, new GradientDescent(2), replicate), labels, MostStepsOfDescent);

    /// <summary>On other images; not a number where the labels are not fitted in time.</summary>
    static double AccuracyOnceFitted(TrainingRun run, IReadOnlyList<int> labels, int mostSteps)
    {
        while (run.Step < mostSteps)
        {
            run.Run(StepsOfALook);
            if (Accuracy(run, Images, labels) == 1) return Accuracy(run, Others, Others.Labels);
        }

        return double.NaN;
    }

    static TrainingRun Start(IReadOnlyList<int> labels, int batch, Optimiser optimiser, Replicate replicate)
    {
        var stream = replicate.Stream.Substream("generalisation");
        var targets = Matrix<double>.Build.Dense(labels.Count, Images.Classes, (i, k) => labels[i] == k ? 1 : 0);
        return new(new MiniBatches(Net, Loss.SoftmaxCrossEntropy, Images.Pixels, targets, batch, stream.Substream("batches")),
            optimiser, Net.DrawParameters(stream.Substream("start")));
    }

    static int[] Shuffled(Replicate replicate)
    {
        int[] labels = [.. Images.Labels];
        replicate.Stream.Substream("labels").Shuffle<int>(labels);
        return labels;
    }

    static double Accuracy(TrainingRun run, LabelledImages images, IReadOnlyList<int> labels)
    {
        var outputs = Net.Outputs(run.Parameters, images.Pixels);
        return labels.Select((label, i) => outputs.Row(i).MaximumIndex() == label ? 1.0 : 0).Average();
    }
}
