using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Networks;

/// <summary>
/// Close to a point of its parameters every smooth model is linear in them: how close decides between the lazy and the rich regime.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class FirstOrderExpansionLaws : ISubjectsOf<NetworkAtPoint>
{
    static readonly double[] Steps = [.. Enumerable.Range(7, 4).Select(k => Math.Pow(2, -k))];

    public Subjects<NetworkAtPoint> Subjects { get; } = new SmoothNetworkLaws().Subjects;

    [Law("K9c", LawKind.Order, @"f(\theta + h u) - f^{\mathrm{lin}}(\theta + h u) = O(h^2)", Source = "Taylor 1715; Lee et al. 2019",
        Given = "the model is three times differentiable and expanded around θ; "
            + "the error is the norm over outputs, examples and two directions u of length 1; "
            + "its second derivative along u is more than it changes over the largest step, and more than the error's roundoff",
        Within = nameof(SecondOrder), Cases = 20, RestsOn = ["N1b"])]
    public Measurement A_smooth_network_differs_from_its_first_order_expansion_to_second_order(NetworkAtPoint at) =>
        Approach(at, at.Theta, slope: 1);

    [Mistake(nameof(A_smooth_network_differs_from_its_first_order_expansion_to_second_order), "an expansion around a point beside it")]
    public Measurement An_expansion_around_another_point_is_not(NetworkAtPoint at) =>
        Approach(at, at.Theta + .1 * at.Direction.Normalize(2), slope: 1);

    [Mistake(nameof(A_smooth_network_differs_from_its_first_order_expansion_to_second_order),
        "a Jacobian that is too large by a hundredth")]
    public Measurement With_a_Jacobian_that_is_too_large_it_is_not(NetworkAtPoint at) => Approach(at, at.Theta, slope: 1.01);

    /// <summary>
    /// The error is h² a(h), a(h) = ∫ (1 − s) f″(θ + s h u) ds, so that |a(h) − a(h/2)| is at most h T / 12, with T a bound of the third
    /// derivative, and |a(h)| at least |a(0)| − h T / 6; the slope between h and h/2 is 2 + log₂ |a(h)| / |a(h/2)|.
    /// </summary>
    static Rule SecondOrder => Order.Exactly(2, Third / (12 * Math.Log(2) * (Half - Steps[0] / 6 * Third)) + 3 * Rounding)
        .Because("a = f″/2 along u and T, twice the largest quotient of differences of f″, are by hyper-dual numbers; "
            + "the share of roundoff is over the smallest step");

    static Quantity<NetworkAtPoint> Half => new("|a|", at => .5 * Second(at, 0).L2Norm());

    static Quantity<NetworkAtPoint> Third => new("T", at => 2 * Enumerable.Range(0, 2)
        .Max(i => (Second(at, (i + 1) * Steps[0] / 2) - Second(at, i * Steps[0] / 2)).L2Norm() / (Steps[0] / 2)));

    static Quantity<NetworkAtPoint> Rounding => new("roundoff's share", at =>
        2 * UnitRoundoff * OfOutputs(at, (value, along) => PathErrors.Moving(value, along, 0),
                output => output.Error + Steps[^1] * output.Error1)
            .L2Norm() / (Half.Of(at) * Math.Pow(Steps[^1], 3)));

    static Measurement Approach(NetworkAtPoint at, Vector<double> around, double slope) =>
        !(Half.Of(at) > Steps[0] * Third.Of(at))
            ? Measurement.NoCase("the second derivative along u is no more than it changes over the largest step")
        : Rounding.Of(at) > 1 ? Measurement.NoCase("the error drowns in roundoff")
        : Measure.Shrinks("f − f^lin", Steps, [.. Steps.Select(h => Error(at, around, slope, h))]);

    static double Error(NetworkAtPoint at, Vector<double> around, double slope, double h)
    {
        var expansion = new FirstOrderExpansion(at.Network, around);
        return Directions(at).Select(u => at.Theta + h * u).Select(theta =>
            (at.Network.Outputs(theta, at.Inputs) - expansion.Outputs(theta, at.Inputs)
                - (slope - 1) * at.Network.JacobianVectorProduct(around, at.Inputs, theta - around)).FrobeniusNorm()).Norm();
    }

    static Vector<double>[] Directions(NetworkAtPoint at) => [at.Direction.Normalize(2), at.OtherDirection.Normalize(2)];

    /// <summary>The second derivatives of all outputs along each direction, at a distance along it.</summary>
    static Vector<double> Second(NetworkAtPoint at, double distance) =>
        OfOutputs(at, (value, along) => new HyperDual(value + distance * along, along, along, 0), output => output.Second);

    static Vector<double> OfOutputs<T>(NetworkAtPoint at, Func<double, double, T> moving, Func<T, double> part)
        where T : struct, IScalar<T> => Vector<double>.Build.DenseOfEnumerable(Directions(at).SelectMany(u =>
    {
        T[] point = [.. at.Theta.Zip(u, moving)];
        return at.Inputs.EnumerateRows().SelectMany(input => at.Definition.Outputs(point, input)).Select(part);
    }));
}
