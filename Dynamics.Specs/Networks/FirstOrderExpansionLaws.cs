using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>Close to a point of its parameters every smooth model is linear in them: how close is what decides between the lazy and the rich regime.</summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class FirstOrderExpansionLaws : ISubjectsOf<NetworkAtPoint>
{
    const string NextTerm = "the error is |a| h² to relative order h, and its next term at most eleven times as large, a the second derivatives";

    static readonly double[] Steps = [.. Enumerable.Range(7, 4).Select(k => Math.Pow(2, -k))];

    public Subjects<NetworkAtPoint> Subjects { get; } = new SmoothNetworkLaws().Subjects;

    [Law("K9c", LawKind.Order, @"f(\theta + h u) - f^{\mathrm{lin}}(\theta + h u) = O(h^2)", Source = "Taylor 1715; Lee et al. 2019",
        Given = "the model is twice differentiable and expanded around θ; the error is the norm over outputs, examples and two directions u of length 1",
        Within = "order at least 2: local slopes within 8 h, " + NextTerm, Cases = 20, RestsOn = ["N1b"])]
    public Measurement A_smooth_network_is_its_expansion_to_first_order(NetworkAtPoint at) => Approach(at, at.Theta);

    [Mistake(nameof(A_smooth_network_is_its_expansion_to_first_order), "an expansion around a point beside it")]
    public Measurement An_expansion_around_another_point_is_not(NetworkAtPoint at)
    {
        var beside = at.Theta + .1 * at.Direction.Normalize(2);
        return Error(at, beside, 0) < Error(at, at.Theta, Steps[0]) ? Measurement.NoCase("the model bends less over a tenth than over the largest step") : Approach(at, beside);
    }

    static Measurement Approach(NetworkAtPoint at, Vector<double> around) =>
        Error(at, at.Theta, Steps[^1]) * 1e-5 < Quantity.UnitRoundoff * at.Network.Outputs(at.Theta, at.Inputs).FrobeniusNorm() ? Measurement.NoCase("the error drowns in roundoff")
        : Measure.Shrinks("f − f^lin", Steps, [.. Steps.Select(h => Error(at, around, h))], LegacyOrder.AtLeast(2, 8, NextTerm));

    static double Error(NetworkAtPoint at, Vector<double> around, double h)
    {
        var expansion = new FirstOrderExpansion(at.Network, around);
        return Math.Sqrt(new[] { at.Direction, at.OtherDirection }.Select(u => at.Theta + h * u.Normalize(2))
            .Sum(theta => Math.Pow((at.Network.Outputs(theta, at.Inputs) - expansion.Outputs(theta, at.Inputs)).FrobeniusNorm(), 2)));
    }
}
