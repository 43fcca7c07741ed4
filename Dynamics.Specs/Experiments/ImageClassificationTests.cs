using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Numerics;
using NUnit.Framework;

namespace Dynamics.Specs.Experiments;

public class ImageClassificationTests
{
    static readonly ImageClassificationSettings Small = new(Images(DataSplit.Train, 12), Images(DataSplit.Test, 12))
    {
        GradientSteps = [.1, .2], GradientStepCount = 40, Dampings = [.1], NaturalStepCount = 4,
    };

    static readonly ImageClassificationResult Result = ImageClassification.Run(Small);

    [Test]
    public void Small_steps_and_damped_natural_ones_lower_the_loss_every_time()
    {
        Assert.That(Result.Plain.Concat(Result.Natural).Select(run => run.Rises), Is.All.Zero);
        Assert.That(Result.BestStablePlain, Is.SameAs(Result.Plain[1]).And.SameAs(Result.BestPlain));
    }

    [Test]
    public void The_first_steps_are_all_kept_and_later_ones_ever_fewer() => Assert.That(
        Result.Plain[0].Points.Select(point => point.Step),
        Is.EqualTo([.. Enumerable.Range(0, 16), .. Enumerable.Range(8, 8).Select(i => 2 * i), 32, 36, 40]));

    [Test]
    public void Work_is_counted_in_gradients()
    {
        var natural = Result.Natural[0].Points[^1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Result.Plain[0].Points[^1].Work, Is.EqualTo(40));
            Assert.That(natural.Work, Is.EqualTo(4 * Result.WorkOfNaturalStep).Within(4).Ulps);
        }
    }

    [Test]
    public void The_first_point_below_a_loss_is_found()
    {
        var run = Result.Plain[1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.FirstBelow(run.Points[7].Loss), Is.EqualTo(run.Points[7]));
            Assert.That(run.FirstBelow(0), Is.Null);
        }
    }

    [Test]
    public void A_step_that_is_far_too_large_is_reported() => Assert.That(
        () => ImageClassification.Run(Small with { GradientSteps = [1e308] }),
        Throws.TypeOf<DivergedException>().With.Message.Contains("at step"));

    [Test]
    public void Test_images_of_another_size_are_refused() => Assert.That(
        () => ImageClassification.Run(Small with { Test = Small.Test.AveragePooled(7) }),
        Throws.ArgumentException.With.Message.Contains("the training images need 500"));

    static LabelledImages Images(DataSplit split, int count) =>
        LabelledImages.Load(FashionMnistSubset.Folder, split, count).AveragePooled(4);
}
