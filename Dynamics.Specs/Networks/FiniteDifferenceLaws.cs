using Dynamics.Architectures;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Tolerances;

namespace Dynamics.Specs.Networks;

/// <summary>What a derivative is: the limit of quotients of differences, to second order when they are central.</summary>
[Chapter("Networks")]
public sealed class FiniteDifferenceLaws : ISubjectsOf<NetworkAtPoint>
{
    static readonly double[] Steps = [.. Enumerable.Range(5, 4).Select(k => Math.Pow(2, -k))];

    public Subjects<NetworkAtPoint> Subjects => NetworkAtPoint.Subjects([Activations.Tanh, Activations.Erf, Activations.Sigmoid, Activations.Sin, Activations.Softplus]);

    [Law("N1b", LawKind.Order, @"\frac{g(h) - g(-h)}{2 h} = \langle J^\top v, u \rangle + O(h^2)",
        Source = "Taylor 1715", Given = "g(t) = ⟨v, f(θ + t u)⟩ with |u| = 1; the activations are three times differentiable",
        Within = "order at least 2: local slopes within 1 h, " + NextTerm, Cases = 30)]
    public Evidence Central_differences_approach_the_gradient_to_second_order(NetworkAtPoint at) => Approach(at, Slope(at));

    [Falsifier(nameof(Central_differences_approach_the_gradient_to_second_order), "a gradient too large by a hundredth")]
    public Evidence They_do_not_approach_another_number(NetworkAtPoint at) =>
        Math.Abs(Slope(at)) < .01 ? Evidence.NoCase("the slope is nearly zero") : Approach(at, 1.01 * Slope(at));

    const string NextTerm = "the error is a h² + b h⁴, its slope 2 to relative order h²";

    static double Slope(NetworkAtPoint at) =>
        at.Network.TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent) * at.Direction.Normalize(2);

    static Evidence Approach(NetworkAtPoint at, double slope)
    {
        var u = at.Direction.Normalize(2);
        double[] errors = [.. Steps.Select(h => Math.Abs((At(h) - At(-h)) / (2 * h) - slope))];
        return errors[^1] < 1e-9 * (1 + at.GradientRoundings.Magnitude) ? Evidence.NoCase("the differences are exact to roundoff")
            : Measure.Shrinks("central difference − slope", Steps, errors, Order.AtLeast(2, 1, NextTerm));

        double At(double t) => Differentiate.Value(at.Definition, at.Theta + t * u);
    }
}
