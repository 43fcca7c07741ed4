using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>A homogeneous network is the sum of its parameters times their gradients: how its norm grows follows from its outputs alone.</summary>
[Chapter("Networks")]
public sealed class HomogeneityLaws : ISubjectsOf<HomogeneousAtPoint>
{
    public Subjects<HomogeneousAtPoint> Subjects => HomogeneousAtPoint.Subjects;

    [Law("N3a", LawKind.Identity, @"J \theta = L f", Source = "Euler 1755; Lyu and Li 2020",
        Given = "f(c θ) = c^L f(θ) for c > 0: no bias but in the first layer", Within = "roundoff: " + Along)]
    public Measurement Parameters_times_their_gradients_are_the_degree_times_the_output(HomogeneousAtPoint at) => IsEuler(at, at.Network);

    [Mistake(nameof(Parameters_times_their_gradients_are_the_degree_times_the_output), "a bias in the last layer")]
    public Measurement With_a_bias_later_they_are_not(HomogeneousAtPoint at) => IsEuler(at, at.WithABias);

    [Law("N3b", LawKind.Identity, @"H \theta = (L - 1) J^\top v", Source = "Euler 1755; Lyu and Li 2020",
        Given = "f(c θ) = c^L f(θ) for c > 0; H is the Hessian of ⟨v, f⟩", Within = "roundoff: " + Along, RestsOn = ["N3a", "N2b"])]
    public Measurement The_Hessian_times_the_parameters_is_the_degree_less_one_times_the_gradient(HomogeneousAtPoint at) => IsEulerOfTheGradient(at, at.Degree);

    [Mistake(nameof(The_Hessian_times_the_parameters_is_the_degree_less_one_times_the_gradient), "the degree of f for that of its gradient")]
    public Measurement With_the_degree_itself_it_is_not(HomogeneousAtPoint at) =>
        Gradient(at).L2Norm() < 1e-3 ? Measurement.NoCase("closed gates") : IsEulerOfTheGradient(at, at.Degree + 1);

    [Law("N4", LawKind.Identity, @"|\theta'|^2 - |\theta|^2 = -2 \eta L \langle v, f \rangle + \eta^2 |J^\top v|^2", Source = "Du, Hu and Lee 2018; Lyu and Li 2020",
        Given = "θ' = θ - η Jᵀv, a step of gradient descent with v the loss's derivative in f; no decay, no momentum", Within = "roundoff: " + Along, RestsOn = ["N3a"])]
    public Measurement A_step_changes_the_norm_by_what_the_outputs_say(HomogeneousAtPoint at) => ChangesTheNorm(at, second: 1);

    [Mistake(nameof(A_step_changes_the_norm_by_what_the_outputs_say), "the second-order term left out")]
    public Measurement Without_the_second_order_term_it_does_not(HomogeneousAtPoint at) =>
        Gradient(at).L2Norm() < 1e-3 ? Measurement.NoCase("closed gates") : ChangesTheNorm(at, second: 0);

    const double Step = .1;
    const string Along = "γ(4 × longest chain of roundings, there and back, + P + N) × what is added up along θ";

    static Vector<double> Gradient(HomogeneousAtPoint at) => at.Network.TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent);

    static Measurement IsEuler(HomogeneousAtPoint at, Network network)
    {
        var theta = at.Draw(network);
        var excess = network.JacobianVectorProduct(theta, at.Inputs, theta) - at.Degree * network.Outputs(theta, at.Inputs);
        return Measure.Distance("⟨v, Jθ − L f⟩", at.Cotangent.PointwiseMultiply(excess).Enumerate().Sum(), "0", 0)
            .Within(Within(at, at.RoundingsAlong(at.Network, at.Theta).First1 * 2));
    }

    static Measurement IsEulerOfTheGradient(HomogeneousAtPoint at, int degree)
    {
        var excess = at.Network.CurvatureVectorProduct(at.Theta, at.Inputs, at.Cotangent, at.Theta) - (degree - 1) * Gradient(at);
        return Measure.Distance("⟨θ, Hθ − (L − 1) Jᵀv⟩", at.Theta * excess, "0", 0)
            .Within(Within(at, at.RoundingsAlong(at.Network, at.Theta).Second + at.Degree * at.RoundingsAlong(at.Network, at.Theta).First1));
    }

    static Measurement ChangesTheNorm(HomogeneousAtPoint at, double second)
    {
        var gradient = Gradient(at);
        var after = at.Theta - Step * gradient;
        var (change, along) = (after * after - at.Theta * at.Theta, at.Cotangent.PointwiseMultiply(at.Network.Outputs(at.Theta, at.Inputs)).Enumerate().Sum());
        return Measure.Distance("−2ηL⟨v, f⟩ + η²|Jᵀv|²", -2 * Step * at.Degree * along + second * Step * Step * (gradient * gradient), "|θ′|² − |θ|²", change)
            .Within(Within(at, at.Theta * at.Theta + after * after + at.RoundingsAlong(at.Network, at.Theta).First1 + Step * Step * (gradient * gradient)));
    }

    static Tolerance Within(HomogeneousAtPoint at, double magnitude) =>
        LegacyRoundoff.Of(4 * at.RoundingsAlong(at.Network, at.Theta).Chain + at.Network.ParameterCount + at.Examples, magnitude, Along);
}
