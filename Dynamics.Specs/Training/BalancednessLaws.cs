using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>Layers that follow each other can exchange a factor without changing the function, and what that symmetry conserves is the balance of their weights: the flow keeps it, and a step changes it only to second order.</summary>
[Chapter("Training dynamics")]
public sealed class BalancednessLaws : ISubjectsOf<LinearChain>
{
    const double Rate = .1;

    public Subjects<LinearChain> Subjects => LinearChain.Subjects(balanced: false, deepest: 4);

    [Law("N5a", LawKind.Identity, @"\Delta (W_1^\top W_1 - W_2 W_2^\top) = \eta^2 (G_1^\top G_1 - G_2 G_2^\top)", Source = "Du, Hu and Lee 2018; Arora, Cohen and Hazan 2018",
        Given = "f(x) = .. x W_1 W_2 .., two layers with nothing between them, one learning rate, one step of gradient descent; so the flow conserves the left side", Within = "roundoff: " + Added)]
    public Measurement A_step_changes_the_balance_to_second_order_only(LinearChain at) => ChangesTheBalance(at, second: 1);

    [Mistake(nameof(A_step_changes_the_balance_to_second_order_only), "a learning rate a tenth larger in the second layer")]
    public Measurement With_unequal_rates_it_changes_to_first_order(LinearChain at) =>
        Across(at).FrobeniusNorm() < 1e-3 ? Measurement.NoCase("the gradients are across the weights") : ChangesTheBalance(at, second: 1.1);

    const string Added = "γ(8 × width × layers + 24) × (|W_1| + η |G_1| + |W_2| + η |G_2|)² × what the gradient adds up over it";

    static Matrix<double> Across(LinearChain at) => at.Layer(at.Theta, 1) * at.Layer(at.Gradient, 1).Transpose();

    static Measurement ChangesTheBalance(LinearChain at, double second)
    {
        var (w1, w2, g1, g2) = (at.Layer(at.Theta, 0), at.Layer(at.Theta, 1), at.Layer(at.Gradient, 0), at.Layer(at.Gradient, 1));
        var change = Balance(w1 - Rate * g1, w2 - second * Rate * g2) - Balance(w1, w2);
        var size = w1.FrobeniusNorm() + Rate * g1.FrobeniusNorm() + w2.FrobeniusNorm() + Rate * g2.FrobeniusNorm();
        return Measure.Distance("Δ(W₁ᵀW₁ − W₂W₂ᵀ)", change, "η² (G₁ᵀG₁ − G₂G₂ᵀ)", Rate * Rate * Balance(g1, g2))
            .Within(LegacyRoundoff.Of(8 * at.Width * at.Depth + 24, size * size + Rate * size * at.GradientMagnitude, Added));
    }

    static Matrix<double> Balance(Matrix<double> first, Matrix<double> second) => first.TransposeThisAndMultiply(first) - second.TransposeAndMultiply(second);
}
