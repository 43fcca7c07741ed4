using Dynamics.Numerics;
using Dynamics.RichRegime;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class LargestShallowMarginTests
{
    static readonly MarginSettings Shallow = new() { Hidden = [32], Power = 1, Steps = 2000 };

    [Test]
    public void Rock_paper_scissors_is_worth_nothing_and_played_evenly()
    {
        var (value, shares) = MatrixGame.Solve([[0, 1, -1], [-1, 0, 1], [1, -1, 0]]);
        Assert.That(value, Is.Zero.Within(1e-14));
        Assert.That(shares, Is.All.EqualTo(1 / 3.0).Within(1e-14));
    }

    [Test]
    public void A_choice_that_is_always_better_is_played_alone()
    {
        var (value, shares) = MatrixGame.Solve([[1, 2], [3, 4]]);
        Assert.That(value, Is.EqualTo(3).Within(1e-13));
        Assert.That(shares, Is.EqualTo(new[] { 1.0, 0 }).Within(1e-13));
    }

    /// <summary>One neuron (1, 1, 1)/√3 on the three axes; of opposite labels, one neuron for the sum of two and one for the third,
    /// whose shares are as √2 to 1.</summary>
    [TestCase(1, 0.57735026918962576)]
    [TestCase(-1, 0.41421356237309505)]
    public void On_three_axes_it_is_known(int third, double twice) =>
        Assert.That(LargestShallowMargin.Of(Matrix<double>.Build.DenseIdentity(3), [1, 1, third]), Is.EqualTo(twice / 2).Within(1e-9));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void No_trained_network_has_a_larger_one_and_some_are_near_it(int seed)
    {
        var stream = RandomStream.FromSeed(20260).Substream("largest margin").Substream(seed);
        var (inputs, labels) = MarginMaximisation.Examples(Shallow, stream);
        Assert.That(MarginMaximisation.Run(Shallow, stream).Points[^1].Margin / LargestShallowMargin.Of(inputs, labels),
            Is.InRange(.5, 1));
    }

    [Test]
    public void No_network_of_many_random_neurons_has_a_larger_one()
    {
        var stream = RandomStream.FromSeed(20260).Substream("random neurons");
        var (inputs, labels) = MarginMaximisation.Examples(Shallow, stream);
        double[][] payoffs = [.. from _ in Enumerable.Range(0, 1000)
                                 let neuron = stream.NormalVector(3).Normalize(2)
                                 from sign in new[] { 1, -1 }
                                 select inputs.EnumerateRows()
                                     .Select((input, i) => sign * labels[i] * Math.Max(0, neuron * input)).ToArray()];
        Assert.That(MatrixGame.Solve(payoffs).Value / 2 / LargestShallowMargin.Of(inputs, labels), Is.InRange(.98, 1));
    }
}
