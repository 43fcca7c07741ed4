using Dynamics.Architectures;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>What a derivative is: the limit of quotients of differences, to second order when they are central.</summary>
public abstract class SmoothModelLaws<TAt> : DifferentiableModelLaws<TAt>
    where TAt : ModelAtPoint
{
    static readonly double[] Steps = [.. Enumerable.Range(6, 4).Select(k => Math.Pow(2, -k))];

    [Law("N1b", LawKind.Order, @"\frac{f(\theta + h u) - f(\theta - h u)}{2 h} = J u + O(h^2)",
        Source = "Taylor 1715", Given = "the model is three times differentiable; the error is the norm over outputs, examples and four directions u of length 1",
        Within = "order at least 2: local slopes within 1 h, " + NextTerm, Cases = 30)]
    public Measurement Central_differences_approach_the_derivative_to_second_order(TAt at) => Approach(at, factor: 1);

    [Mistake(nameof(Central_differences_approach_the_derivative_to_second_order), "a derivative too large by a hundredth")]
    public Measurement They_do_not_approach_another_number(TAt at)
    {
        var derivative = Math.Sqrt(Directions(at).Sum(u => Square(at.Model.JacobianVectorProduct(at.Theta, at.Inputs, u))));
        return .01 * derivative < Error(at, Steps[0], 1) ? Measurement.NoCase("a hundredth of the derivative is less than the error of the differences") : Approach(at, factor: 1.01);
    }

    const string NextTerm = "the error is |a| h² to relative order h², a the third derivatives";

    /// <summary>The share of roundoff in the error that moves a local slope by less than a hundredth of what the order allows.</summary>
    const double LargestShareOfRoundoff = 1e-5;

    static Measurement Approach(TAt at, double factor)
    {
        double[] errors = [.. Steps.Select(h => Error(at, h, factor))];
        return Error(at, Steps[^1], 1) * LargestShareOfRoundoff < RoundoffOfAQuotient(at) ? Measurement.NoCase("the error drowns in the roundoff of the differences")
            : Measure.Shrinks("central difference − J u", Steps, errors, LegacyOrder.AtLeast(2, 1, NextTerm));
    }

    static double Error(TAt at, double h, double factor) => Math.Sqrt(Directions(at).Sum(u => Square(
        (at.Model.Outputs(at.Theta + h * u, at.Inputs) - at.Model.Outputs(at.Theta - h * u, at.Inputs)) / (2 * h)
        - factor * at.Model.JacobianVectorProduct(at.Theta, at.Inputs, u))));

    static double Square(Matrix<double> m) => m.Enumerate().Sum(x => x * x);

    static Vector<double>[] Directions(TAt at) =>
        [at.Direction.Normalize(2), at.OtherDirection.Normalize(2), (at.Direction + at.OtherDirection).Normalize(2), (at.Direction - at.OtherDirection).Normalize(2)];

    static double RoundoffOfAQuotient(TAt at) => Quantity.UnitRoundoff * at.Model.Outputs(at.Theta, at.Inputs).FrobeniusNorm() / Steps[^1];
}

[Subject("Generated smooth network")]
public sealed class SmoothNetworkLaws : SmoothModelLaws<NetworkAtPoint>
{
    const double ShortestNormalisedWeights = .5;

    public override Subjects<NetworkAtPoint> Subjects
    {
        get
        {
            var smooth = NetworkAtPoint.Subjects([Activations.Tanh, Activations.Erf, Activations.Sigmoid, Activations.Sin, Activations.Softplus]);
            return smooth with
            {
                Draw = smooth.Draw.Where(at => at.HasLongNormalisedWeights(ShortestNormalisedWeights)),
                Simpler = at => smooth.Simpler(at).Where(simpler => simpler.HasLongNormalisedWeights(ShortestNormalisedWeights)),
            };
        }
    }
}
