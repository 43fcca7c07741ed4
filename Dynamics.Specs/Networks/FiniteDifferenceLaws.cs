using Dynamics.Architectures;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Tolerances;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>What a derivative is: the limit of quotients of differences, to second order when they are central.</summary>
[Chapter("Networks")]
public sealed class FiniteDifferenceLaws : ISubjectsOf<NetworkAtPoint>
{
    static readonly double[] Steps = [.. Enumerable.Range(6, 4).Select(k => Math.Pow(2, -k))];

    public Subjects<NetworkAtPoint> Subjects => NetworkAtPoint.Subjects([Activations.Tanh, Activations.Erf, Activations.Sigmoid, Activations.Sin, Activations.Softplus]);

    [Law("N1b", LawKind.Order, @"\frac{f(\theta + h u) - f(\theta - h u)}{2 h} = J u + O(h^2)",
        Source = "Taylor 1715", Given = "the activations are three times differentiable; the error is the norm over outputs, examples and four directions u of length 1",
        Within = "order at least 2: local slopes within 1 h, " + NextTerm, Cases = 30)]
    public Evidence Central_differences_approach_the_derivative_to_second_order(NetworkAtPoint at) => Approach(at, factor: 1);

    [Falsifier(nameof(Central_differences_approach_the_derivative_to_second_order), "a derivative too large by a hundredth")]
    public Evidence They_do_not_approach_another_number(NetworkAtPoint at) => at.EveryBlockMatters ? Approach(at, factor: 1.01) : Evidence.NoCase("the derivative may be zero");

    const string NextTerm = "the error is |a| h² to relative order h², a the third derivatives";

    /// <summary>The share of roundoff in the error that moves a local slope by less than a hundredth of what the order allows.</summary>
    const double LargestShareOfRoundoff = 1e-5;

    static Evidence Approach(NetworkAtPoint at, double factor)
    {
        double[] errors = [.. Steps.Select(Error)], exact = factor == 1 ? errors : [.. Steps.Select(h => Distance(h, 1))];
        return exact[^1] * LargestShareOfRoundoff < RoundoffOfAQuotient(at) ? Evidence.NoCase("the error drowns in the roundoff of the differences")
            : Measure.Shrinks("central difference − J u", Steps, errors, Order.AtLeast(2, 1, NextTerm));

        double Error(double h) => Distance(h, factor);

        double Distance(double h, double scale) => Math.Sqrt(Directions(at).Sum(u => Square(
            (at.Network.Outputs(at.Theta + h * u, at.Inputs) - at.Network.Outputs(at.Theta - h * u, at.Inputs)) / (2 * h)
            - scale * at.Network.JacobianVectorProduct(at.Theta, at.Inputs, u))));
    }

    static double Square(Matrix<double> m) => m.Enumerate().Sum(x => x * x);

    static Vector<double>[] Directions(NetworkAtPoint at) =>
        [at.Direction.Normalize(2), at.OtherDirection.Normalize(2), (at.Direction + at.OtherDirection).Normalize(2), (at.Direction - at.OtherDirection).Normalize(2)];

    static double RoundoffOfAQuotient(NetworkAtPoint at) => Roundoff.UnitRoundoff * at.Network.Outputs(at.Theta, at.Inputs).FrobeniusNorm() / Steps[^1];
}
