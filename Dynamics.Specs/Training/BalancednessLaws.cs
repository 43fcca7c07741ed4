using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>
/// Two layers with nothing between them can exchange a factor without changing the function. The flow conserves the balance of their
/// weights, and a step of gradient descent changes it to second order alone.
/// </summary>
[Chapter("Training dynamics")]
public sealed class BalancednessLaws : ISubjectsOf<LinearChain>
{
    const double Rate = .1;

    public Subjects<LinearChain> Subjects => LinearChain.Subjects(balanced: false, deepest: 4);

    [Law("N5a", LawKind.Identity, @"\Delta (W_1^\top W_1 - W_2 W_2^\top) = \eta^2 (G_1^\top G_1 - G_2 G_2^\top)",
        Source = "Du, Hu and Lee 2018; Arora, Cohen and Hazan 2018",
        Given = "f(x) = .. x W_1 W_2 .., two layers with nothing between them, one learning rate, one step of gradient descent; so the "
            + "flow conserves the left side", Within = nameof(Products))]
    public Measurement A_step_changes_the_balance_to_second_order_only(LinearChain at) => ChangesTheBalance(at, ofTheSecond: 1);

    [HypothesisDropped(nameof(A_step_changes_the_balance_to_second_order_only), "a learning rate one percent larger in the second layer")]
    public Measurement With_unequal_rates_the_balance_changes_to_first_order(LinearChain at) => ChangesTheBalance(at, ofTheSecond: 1.01);

    static Rule Products => Roundoff.Within(Gamma(8 * Width * Depth + 24) * ((Weights + Moved).Squared + Rate * Weights * Gradient));

    static Quantity<LinearChain> Width => new("width", at => at.Width);

    static Quantity<LinearChain> Depth => new("layers", at => at.Depth);

    static Quantity<LinearChain> Weights =>
        new("|W|", at => at.Layer(at.Theta, 0).FrobeniusNorm() + at.Layer(at.Theta, 1).FrobeniusNorm());

    static Quantity<LinearChain> Moved =>
        new("η|G|", at => Rate * (at.Layer(at.Gradient, 0).FrobeniusNorm() + at.Layer(at.Gradient, 1).FrobeniusNorm()));

    static Quantity<LinearChain> Gradient => new("what a gradient adds up", at => at.GradientMagnitude);

    static Measurement ChangesTheBalance(LinearChain at, double ofTheSecond)
    {
        var (w1, w2, g1, g2) = (at.Layer(at.Theta, 0), at.Layer(at.Theta, 1), at.Layer(at.Gradient, 0), at.Layer(at.Gradient, 1));
        var first = Descent.Step(at.Theta, at.Gradient, Rate);
        var second = ofTheSecond == 1 ? first : Descent.Step(at.Theta, at.Gradient, ofTheSecond * Rate);
        var change = Balance(at.Layer(first, 0), at.Layer(second, 1)) - Balance(w1, w2);
        return Measure.Distance("Δ(W₁ᵀW₁ − W₂W₂ᵀ)", change, "η² (G₁ᵀG₁ − G₂G₂ᵀ)", Rate * Rate * Balance(g1, g2));
    }

    static Matrix<double> Balance(Matrix<double> first, Matrix<double> second) =>
        first.TransposeThisAndMultiply(first) - second.TransposeAndMultiply(second);
}
