using Dynamics.Numerics;
using Dynamics.RichRegime;
using NUnit.Framework;

namespace Dynamics.Specs.RichRegime;

public class MarginMaximisationTests
{
    static RandomStream Stream => RandomStream.FromSeed(7);

    [Test]
    public void A_direction_keeps_its_margin_at_another_norm()
    {
        var end = MarginMaximisation.Run(MarginRuns.Shallow with { Steps = 200 }, Stream).Points[^1];
        var longer = MarginMaximisation.AtNorm(MarginRuns.Shallow, Stream, end, 3 * end.Norm);
        Assert.That(longer.Norm, Is.EqualTo(3 * end.Norm).Within(1e-12 * longer.Norm));
        Assert.That(longer.Margin, Is.EqualTo(end.Margin).Within(1e-12));
        Assert.That(longer.LogLoss, Is.Not.EqualTo(end.LogLoss).Within(1e-3));
    }

    [Test]
    public void Far_out_only_the_examples_on_the_margin_have_a_say()
    {
        var end = MarginMaximisation.Run(MarginRuns.Shallow with { Steps = 200 }, Stream).Points[^1];
        Assert.That(MarginMaximisation.AtNorm(MarginRuns.Shallow, Stream, end, 1e3 * end.Norm).Complementarity, Is.InRange(0, 1e-6));
    }

    [Test]
    public void A_stochastic_step_that_is_too_long_for_its_batch_is_shortened()
    {
        var settings = MarginRuns.Deep with { Batch = 4, Step = 1e4, Steps = 200 };
        Assert.That(() => MarginMaximisation.Run(settings, Stream), Throws.TypeOf<DivergedException>());
        Assert.That(() => MarginMaximisation.Run(settings with { LongestStep = .5 }, Stream), Throws.Nothing);
    }

    [Test]
    public void The_squared_loss_goes_more_than_nine_tenths_of_the_way_to_its_target()
    {
        var points = MarginMaximisation.Run(MarginRuns.Smooth with { Target = 3 }, Stream).Points;
        var atTheTarget = Math.Log(MarginRuns.Smooth.Examples) - 3;
        Assert.That(Math.Abs(points[^1].LogLoss - atTheTarget), Is.LessThan(.1 * Math.Abs(points[0].LogLoss - atTheTarget)));
    }
}
