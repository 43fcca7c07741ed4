using Dynamics.Architectures;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// What a derivative is: the limit of quotients of differences, to second order when they are central. So is the curvature, of the
/// gradient; and the outputs are computed as precisely as the model declares.
/// </summary>
public abstract class SmoothModelLaws<TAt> : DifferentiableModelLaws<TAt>
    where TAt : ModelAtPoint
{
    [Law("N1b", LawKind.Order, @"\frac{f(\theta + h u) - f(\theta - h u)}{2 h} = J u + O(h^2)",
        Source = "Taylor 1715",
        Given = "the model is five times differentiable, and not linear in θ; " + Directions,
        Within = nameof(SecondOrder), Cases = 30)]
    public Measurement Central_differences_approach_the_derivative_to_second_order(TAt at) => OfOutputs(at).ApproachTheDerivative();

    [Mistake(nameof(Central_differences_approach_the_derivative_to_second_order), "a derivative too large by a hundredth")]
    public Measurement They_do_not_approach_another_number(TAt at) => OfOutputs(at).ApproachTheDerivativeTimes(1.01);

    [Law("N1e", LawKind.Order,
        @"\frac{\nabla \langle v, f(\theta + h u) \rangle - \nabla \langle v, f(\theta - h u) \rangle}{2 h} = H u + O(h^2)",
        Source = "Taylor 1715; Pearlmutter 1994",
        Given = "the model is six times differentiable, and not quadratic in θ; H is the Hessian of ⟨v, f⟩, and Jᵀv its gradient; "
            + Directions,
        Within = nameof(SecondOrder), Cases = 30, RestsOn = ["N1b", "N2a"])]
    public Measurement Central_differences_of_the_gradient_approach_the_curvature_to_second_order(TAt at) =>
        OfGradient(at).ApproachTheDerivative();

    [Mistake(nameof(Central_differences_of_the_gradient_approach_the_curvature_to_second_order), "a curvature of the wrong sign")]
    public Measurement They_do_not_approach_its_negative(TAt at) => OfGradient(at).ApproachTheDerivativeTimes(-1);

    [Mistake(nameof(Central_differences_of_the_gradient_approach_the_curvature_to_second_order), "a curvature too large by a hundredth")]
    public Measurement They_do_not_approach_another_scale(TAt at) => OfGradient(at).ApproachTheDerivativeTimes(1.01);

    [Law("N1d", LawKind.Bound, @"\sigma \le 100 u (|f| + |J (\theta \circ \xi)|)",
        Source = "Moré and Wild 2011; Higham 2002, section 1.6",
        Given = "u is the unit roundoff that the model declares, and σ the noise of its outputs; the model is smooth; ξ is ±1, "
            + "drawn: J (θ ∘ ξ) is what the outputs move by if every parameter moves by its own size; a sum of n terms, rounded one "
            + "after the other, leaves less than √n roundings of its size, and n is at most 10,000",
        Within = Exact.ToTheBit, Cases = 30)]
    public Measurement The_noise_of_the_outputs_is_no_more_than_the_declared_precision_allows(TAt at) => IsPrecise(at, Outputs);

    [Mistake(nameof(The_noise_of_the_outputs_is_no_more_than_the_declared_precision_allows),
        "half of the digits: the outputs rounded to √u")]
    public Measurement With_half_of_the_digits_it_is_not(TAt at) =>
        IsPrecise(at, it => Outputs(it).Map(value => RoundedTo(Math.Sqrt(at.Model.UnitRoundoff), value)));

    const string Directions = "the error is the norm over four directions u in which every parameter moves by its own size, up or down"
        + "; steps are so small that the quotients themselves converge like h²";

    static Rule SecondOrder => Order.AtLeast(2, 2).Because(
        "the error is |a| h² to relative order h², a the next derivatives; steps are the smallest at which noise moves slopes by less "
            + "than h");

    static Measurement IsPrecise(TAt at, Func<ModelAtPoint, Matrix<double>> outputs) =>
        Measure.AtMost("noise of f", at.NoiseOf(outputs).Deviation, "100 u (|f| + |J (θ ∘ ξ)|)",
            CentralDifferences.MostRoundings * at.Model.UnitRoundoff * (Outputs(at).FrobeniusNorm() + WhereEveryParameterMoves(at)));

    static Matrix<double> Outputs(ModelAtPoint at) => at.Model.Outputs(at.Theta, at.Inputs);

    static double WhereEveryParameterMoves(TAt at) => Math.Sqrt(at.RelativeDirections
        .Average(u => at.Model.JacobianVectorProduct(at.Theta, at.Inputs, u).Enumerate().Sum(x => x * x)));

    static double RoundedTo(double precision, double value) => value == 0 ? 0
        : Math.Pow(2, Math.ILogB(value)) * precision * Math.Round(value / (Math.Pow(2, Math.ILogB(value)) * precision));

    static CentralDifferences OfOutputs(TAt at) => new(
        at, "J u", theta => ModelAtPoint.Flat(at.Model.Outputs(theta, at.Inputs)),
        u => ModelAtPoint.Flat(at.Model.JacobianVectorProduct(at.Theta, at.Inputs, u)));

    protected static CentralDifferences OfGradient(TAt at) => new(
        at, "H u", theta => at.Model.TransposedJacobianVectorProduct(theta, at.Inputs, at.Cotangent),
        u => at.Model.CurvatureVectorProduct(at.Theta, at.Inputs, at.Cotangent, u));
}

[Subject("Generated smooth network")]
public sealed class SmoothNetworkLaws : SmoothModelLaws<NetworkAtPoint>
{
    public override Subjects<NetworkAtPoint> Subjects =>
        NetworkAtPoint.Subjects([Activations.Tanh, Activations.Erf, Activations.Sigmoid, Activations.Sin, Activations.Softplus]);
}
