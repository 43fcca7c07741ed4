using Dynamics.Experiments;
using Dynamics.Numerics;
using NUnit.Framework;

namespace Dynamics.Specs.Experiments;

public class EdgeOfStabilityTests
{
    static readonly EdgeOfStabilitySettings Small = new() { Width = 4, Examples = 5, Duration = 4, Looks = 4 };

    static RandomStream Stream => RandomStream.FromSeed(1);

    [Test]
    public void Step_by_step_the_sharpness_is_that_of_the_looks()
    {
        var run = EdgeOfStability.Run(Small, .2, Stream);
        var steps = EdgeOfStability.SharpnessStepByStep(Small, .2, 5, 5, Stream);
        Assert.That(steps, Has.Count.EqualTo(6));
        Assert.That((steps[0], steps[5]), Is.EqualTo((run.Sharpness[1], run.Sharpness[2])));
    }

    [Test]
    public void The_sharpness_of_a_linearised_network_stands_still() =>
        Assert.That(EdgeOfStability.SharpnessStepByStep(Small with { Linearised = true }, .2, 0, 3, Stream)
            .Distinct().Count(), Is.EqualTo(1));
}
