using Dynamics.Networks;
using Dynamics.Numerics;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

/// <summary>Each loss at an example that can be worked out by hand.</summary>
public class LossTests
{
    static readonly double[] Outputs = [1, -2];

    static IEnumerable<TestCaseData> Losses =>
    [
        new TestCaseData(Loss.Squared, new[] { 3.0, 1 }, 6.5),
        new TestCaseData(Loss.Logistic, new[] { 1.0, 1 }, Math.Log((1 + Math.Exp(-1)) * (1 + Math.Exp(2)))),
        new TestCaseData(Loss.Exponential, new[] { 1.0, 1 }, Math.Exp(-1) + Math.Exp(2)),
        new TestCaseData(Loss.SoftmaxCrossEntropy, new[] { .25, .75 }, Math.Log(Math.Exp(1) + Math.Exp(-2)) - (.25 * 1 + .75 * -2)),
    ];

    [TestCaseSource(nameof(Losses))]
    public void A_loss_is_what_its_name_says(Loss loss, double[] target, double value) =>
        Assert.That(loss.Of<Real>([.. Outputs.Select(Real.Constant)], target).Value, Is.EqualTo(value).Within(1e-15 * value * 8));
}
