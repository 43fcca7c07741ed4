using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Networks;

/// <summary>
/// Euler's identity for networks that are homogeneous in their parameters: under the flow the growth of the norm follows from the outputs
/// and the loss alone, a step adds the squared gradient.
/// </summary>
[Chapter("Networks")]
public sealed class HomogeneityLaws : ISubjectsOf<HomogeneousAtPoint>
{
    public Subjects<HomogeneousAtPoint> Subjects => HomogeneousAtPoint.Subjects;

    [Law("N3a", LawKind.Identity, @"J \theta = L f", Source = "Euler 1755; Lyu and Li 2020",
        Given = "f(c θ) = c^L f(θ) for c > 0: no bias but in the first layer; f is differentiable at θ",
        Within = nameof(AlongTheParameters))]
    public Measurement Eulers_identity_holds_for_a_homogeneous_network(HomogeneousAtPoint at) =>
        IsEuler(at, at.Network, at.Theta, at.Theta);

    [HypothesisDropped(nameof(Eulers_identity_holds_for_a_homogeneous_network), "a bias in the last layer",
        Spoils = Spoiled.Both)]
    public Measurement With_a_bias_in_the_last_layer_they_are_not(HomogeneousAtPoint at) =>
        IsEuler(at, at.WithABias, at.Draw(at.WithABias), at.Draw(at.WithABias));

    [Mistake(nameof(Eulers_identity_holds_for_a_homogeneous_network), "the bias of the first layer left out of the sum")]
    public Measurement Without_the_bias_of_the_first_layer_they_are_not(HomogeneousAtPoint at)
    {
        var (weights, bias) = (at.Theta.Clone(), at.Network.Blocks[1]);
        weights.ClearSubVector(bias.Offset, bias.Count);
        return IsEuler(at, at.Network, at.Theta, weights);
    }

    [Law("N3b", LawKind.Identity, @"H \theta = (L - 1) J^\top v", Source = "Euler 1755; Lyu and Li 2020",
        Given = "f(c θ) = c^L f(θ) for c > 0; f is twice differentiable at θ; H is the Hessian of ⟨v, f⟩",
        Within = nameof(AlongTheParametersAndBack), RestsOn = ["N3a", "N2b"])]
    public Measurement Eulers_identity_holds_for_the_gradient_of_a_homogeneous_network(HomogeneousAtPoint at) =>
        IsEulerOfTheGradient(at, at.Degree - 1);

    [Mistake(nameof(Eulers_identity_holds_for_the_gradient_of_a_homogeneous_network),
        "the degree of f for that of its gradient")]
    public Measurement With_the_degree_itself_it_is_not(HomogeneousAtPoint at) => IsEulerOfTheGradient(at, at.Degree);

    [Mistake(nameof(Eulers_identity_holds_for_the_gradient_of_a_homogeneous_network),
        "an error of a hundredth at a right angle to θ")]
    public Measurement With_an_error_at_a_right_angle_to_the_parameters_it_is_not(HomogeneousAtPoint at)
    {
        var other = Vector<double>.Build.Dense(at.Theta.Count, i => i % 2);
        var across = other - at.Theta * (at.Theta * other) / (at.Theta * at.Theta);
        return IsEulerOfTheGradient(at, at.Degree - 1, .01 * at.Gradient.L2Norm() / across.L2Norm() * across);
    }

    [Law("N4", LawKind.Identity, @"|\theta'|^2 - |\theta|^2 = -2 \eta L \langle v, f \rangle + \eta^2 |J^\top v|^2",
        Source = "Du, Hu and Lee 2018; Lyu and Li 2020",
        Given = "θ' = θ - η Jᵀv, a step of gradient descent with v the loss's derivative in f; no decay, no momentum",
        Within = nameof(Norms), RestsOn = ["N3a"])]
    public Measurement A_gradient_step_changes_the_squared_norm_by_Eulers_term_and_the_squared_gradient(HomogeneousAtPoint at) =>
        ChangesTheNorm(at, second: 1);

    [Mistake(nameof(A_gradient_step_changes_the_squared_norm_by_Eulers_term_and_the_squared_gradient), "the second-order term left out")]
    public Measurement Without_the_second_order_term_it_does_not(HomogeneousAtPoint at) => ChangesTheNorm(at, second: 0);

    const double Step = .1;

    static Rule AlongTheParameters => Roundoff.Within(Roundings(2 * Tangents + Outputs)).Because("a product has two tangents");

    static Rule AlongTheParametersAndBack => Roundoff.Within(Roundings(2 * (Curvatures + Gradients)))
        .Because("at most twice there and back");

    static Rule Norms => Roundoff.Within(Gamma(P + 6) * Squares + Roundings(2 * Step * Along));

    static Quantity<HomogeneousAtPoint> P => new("P", at => at.Theta.Count);

    static Quantity<HomogeneousAtPoint> Tangents => new("running error of Jθ", at => at.AlongItself(output => output.Error1));

    static Quantity<HomogeneousAtPoint> Outputs => new("running error of L f", at => at.Degree * at.AlongItself(output => output.Error));

    static Quantity<HomogeneousAtPoint> Curvatures => new("running error of Hθ", at => at.Roundings.Curvature.L2Norm());

    static Quantity<HomogeneousAtPoint> Gradients => new("running error of (L − 1) Jᵀv",
        at => (at.Degree - 1) * at.Roundings.Gradient.L2Norm());

    static Quantity<HomogeneousAtPoint> Along => new("running error of L⟨v, f⟩ and, there and back, of ⟨θ, Jᵀv⟩", at =>
        at.Cotangent.Column(0).L2Norm() * Outputs.Of(at) + 2 * (at.Theta.PointwiseAbs() * at.Roundings.Gradient));

    static Quantity<HomogeneousAtPoint> Squares => new("(|θ|² + |θ′|² + η²|Jᵀv|²)", at =>
        at.Theta * at.Theta + at.After(Step) * at.After(Step) + Step * Step * (at.Gradient * at.Gradient));

    static Measurement IsEuler(HomogeneousAtPoint at, Network network, Vector<double> theta, Vector<double> along) =>
        Measure.Distance("Jθ", network.JacobianVectorProduct(theta, at.Inputs, along),
            "L f", at.Degree * network.Outputs(theta, at.Inputs));

    static Measurement IsEulerOfTheGradient(HomogeneousAtPoint at, int factor, Vector<double>? error = null) =>
        Measure.Distance("(L − 1) Jᵀv", factor * at.Gradient + (error ?? 0 * at.Gradient),
            "Hθ", at.Network.CurvatureVectorProduct(at.Theta, at.Inputs, at.Cotangent, at.Theta)).NamingParameters(at.Network);

    static Measurement ChangesTheNorm(HomogeneousAtPoint at, double second)
    {
        var along = at.Cotangent.PointwiseMultiply(at.Network.Outputs(at.Theta, at.Inputs)).Enumerate().Sum();
        return Measure.Distance("−2ηL⟨v, f⟩ + η²|Jᵀv|²",
            -2 * Step * at.Degree * along + second * Step * Step * (at.Gradient * at.Gradient),
            "|θ′|² − |θ|²", at.After(Step) * at.After(Step) - at.Theta * at.Theta);
    }
}
