using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// Backpropagation is the chain rule read backwards. It is checked against the chain rule read forwards, by dual numbers, on a
/// network that is written down a second time; never against itself.
/// </summary>
[Chapter("Networks")]
public sealed class BackpropagationLaws : ISubjectsOf<NetworkAtPoint>
{
    public Subjects<NetworkAtPoint> Subjects => NetworkAtPoint.Subjects(NetworkAtPoint.SomeOfEachKind);

    [Law("N1a", LawKind.Identity, @"J^\top v = \nabla_\theta \langle v, f \rangle",
        Source = "Linnainmaa 1970; Rumelhart, Hinton and Williams 1986",
        Given = "the activations are differentiable at the pre-activations; the right side is by dual numbers",
        Within = "roundoff: " + Chains)]
    public Measurement Backpropagation_gives_the_gradient_of_dual_numbers(NetworkAtPoint at) =>
        IsTheGradient(at, at.Network.TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent));

    [Mistake(nameof(Backpropagation_gives_the_gradient_of_dual_numbers), "the factor of one layer lost in its weights' gradient")]
    public Measurement Without_the_factor_of_one_layer_it_does_not(NetworkAtPoint at)
    {
        var layer = at.Network.Blocks[^1];
        if (Math.Abs(layer.Multiplier - 1) < .01) return Measurement.NoCase("the factor is one");
        var gradient = at.Network.TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent);
        if (gradient.SubVector(layer.Offset, layer.Count).L2Norm() == 0) return Measurement.NoCase("the layer has no gradient");
        for (var i = layer.Offset; i < layer.Offset + layer.Count; i++) gradient[i] /= layer.Multiplier;
        return IsTheGradient(at, gradient);
    }

    [Mistake(nameof(Backpropagation_gives_the_gradient_of_dual_numbers), "the derivative of softplus for the activation's own")]
    public Measurement With_the_derivative_of_another_activation_it_does_not(NetworkAtPoint at)
    {
        if (!HasAnotherActivationThanSoftplus(at)) return Measurement.NoCase("there is no other activation, or a closed gate hides it");
        var mistaken = at.Network.Architecture.Map(phi => new MistakenActivation(phi, Activations.Softplus));
        return IsTheGradient(at, new Network(mistaken, at.Network.Parameterization).TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent));
    }

    [Law("N2b", LawKind.Identity, @"\langle u, H w \rangle = \partial_u \partial_w \langle v, f \rangle",
        Source = "Pearlmutter 1994", Given = "the activations are twice differentiable at the pre-activations; the right side is by hyper-dual numbers",
        Within = "roundoff: " + Products)]
    public Measurement The_curvature_product_is_the_second_derivative_of_hyper_dual_numbers(NetworkAtPoint at) => IsTheSecondDerivative(at, at.Network);

    [Mistake(nameof(The_curvature_product_is_the_second_derivative_of_hyper_dual_numbers), "second derivatives of the activations left out")]
    public Measurement Without_second_derivatives_of_the_activations_it_is_not(NetworkAtPoint at) =>
        at.Activations.All(phi => phi is PiecewiseLinear) || !at.EveryBlockMatters ? Measurement.NoCase("there are none to leave out, or a closed gate hides them")
        : IsTheSecondDerivative(at, new(at.Network.Architecture.Map(phi => new WithoutCurvature(phi)), at.Network.Parameterization));

    const string Chains = "γ(4 × longest chain of roundings + N) × what the gradient adds up";
    const string Products = "γ(8 × longest chain of roundings + N + P) × what the derivative adds up along the two directions";

    static bool HasAnotherActivationThanSoftplus(NetworkAtPoint at) =>
        at.Activations.Any(phi => phi != Activations.Softplus) && at.EveryBlockMatters;

    static Measurement IsTheGradient(NetworkAtPoint at, Vector<double> gradient) =>
        Measure.Distance("Jᵀv", gradient, "∇⟨v, f⟩", Differentiate.Gradient(at.Definition, at.Theta))
            .Within(LegacyRoundoff.Of(4 * at.GradientRoundings.Chain + at.Inputs.RowCount, at.GradientRoundings.Magnitudes.L2Norm(), Chains));

    static Measurement IsTheSecondDerivative(NetworkAtPoint at, Network network) =>
        Measure.Distance("⟨u, Hw⟩", at.Direction * network.CurvatureVectorProduct(at.Theta, at.Inputs, at.Cotangent, at.OtherDirection),
                "∂u ∂w ⟨v, f⟩", Differentiate.SecondDirectional(at.Definition, at.Theta, at.Direction, at.OtherDirection))
            .Within(AlongDirections(at, at.RoundingsAlong.Second));

    static Tolerance AlongDirections(NetworkAtPoint at, double magnitude) =>
        LegacyRoundoff.Of(8 * at.RoundingsAlong.Chain + at.Inputs.RowCount + at.Network.ParameterCount, magnitude, Products);

    sealed record WithoutCurvature(Activation Right) : Activation(Right.Name)
    {
        public override TScalar Of<TScalar>(TScalar x) => Right.Of(x);

        public override double Derivative(double x) => Right.Derivative(x);

        public override double SecondDerivative(double x) => 0;
    }
}
