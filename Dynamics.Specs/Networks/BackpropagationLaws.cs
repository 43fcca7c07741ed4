using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

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
        Within = nameof(ThereAndBack))]
    public Measurement Backpropagation_gives_the_gradient_that_forward_mode_dual_numbers_give(NetworkAtPoint at) =>
        IsTheGradient(at, Gradient(at, at.Network));

    [Mistake(nameof(Backpropagation_gives_the_gradient_that_forward_mode_dual_numbers_give),
        "the factor of the last layer lost in its weights' gradient")]
    public Measurement Without_the_factor_of_the_last_layer_it_does_not(NetworkAtPoint at)
    {
        var layer = at.Network.Blocks.Last(block => block.Name.EndsWith("weights"));
        var gradient = Gradient(at, at.Network);
        for (var i = layer.Offset; i < layer.Offset + layer.Count; i++) gradient[i] /= layer.Multiplier;
        return IsTheGradient(at, gradient);
    }

    [Mistake(nameof(Backpropagation_gives_the_gradient_that_forward_mode_dual_numbers_give),
        "the derivative of softplus for the activation's own")]
    public Measurement With_the_derivative_of_another_activation_it_does_not(NetworkAtPoint at) =>
        IsTheGradient(at, Gradient(at, With(at.Network, phi => new MistakenActivation(phi, Activations.Softplus))));

    [Law("N2b", LawKind.Identity, @"H w = \partial_w \nabla_\theta \langle v, f \rangle",
        Source = "Pearlmutter 1994",
        Given = "the activations are twice differentiable at the pre-activations; the right side is by hyper-dual numbers",
        Within = nameof(ThereAndBackTwice))]
    public Measurement The_curvature_product_is_the_second_derivative_of_hyper_dual_numbers(NetworkAtPoint at) =>
        IsTheSecondDerivative(at, at.Network);

    [Mistake(nameof(The_curvature_product_is_the_second_derivative_of_hyper_dual_numbers),
        "second derivatives of the activations left out")]
    public Measurement Without_second_derivatives_of_the_activations_it_is_not(NetworkAtPoint at) =>
        IsTheSecondDerivative(at, With(at.Network, phi => new WithoutCurvature(phi)));

    static Rule ThereAndBack => Roundoff.Within(Roundings(3 * Gradients))
        .Because("at most twice there and back, and once by dual numbers");

    static Rule ThereAndBackTwice => Roundoff.Within(Roundings(3 * Curvatures))
        .Because("at most twice there and back with tangents, and once by hyper-dual numbers");

    static Quantity<NetworkAtPoint> Gradients => new("running error of the gradient", at => at.GradientRoundings.Gradient.L2Norm());

    static Quantity<NetworkAtPoint> Curvatures => new("running error of Hw", at => at.GradientRoundings.Curvature.L2Norm());

    static Network With(Network network, Func<Activation, Activation> mistake) =>
        new(network.Architecture.Map(mistake), network.Parameterization);

    static Vector<double> Gradient(NetworkAtPoint at, Network network) =>
        network.TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent);

    static Measurement IsTheGradient(NetworkAtPoint at, Vector<double> gradient) =>
        Measure.Distance("Jᵀv", gradient, "∇⟨v, f⟩", Differentiate.Gradient(at.Definition, at.Theta)).NamingParameters(at.Network);

    static Measurement IsTheSecondDerivative(NetworkAtPoint at, Network network) =>
        Measure.Distance("Hw", network.CurvatureVectorProduct(at.Theta, at.Inputs, at.Cotangent, at.OtherDirection),
            "∂w ∇⟨v, f⟩", GradientRoundings.HessianTimes(at.Definition, at.Theta, at.OtherDirection)).NamingParameters(at.Network);

    sealed record WithoutCurvature(Activation Right) : Activation(Right.Name)
    {
        public override TScalar Of<TScalar>(TScalar x) => Right.Of(x);

        public override double Derivative(double x) => Right.Derivative(x);

        public override double SecondDerivative(double x) => 0;
    }
}
