using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Specs.Training;

/// <summary>A deep linear network computes what a shallow one does and learns it in another way: depth preconditions the gradient by the matrix that has been learned so far.</summary>
[Chapter("Training dynamics")]
public sealed class EndToEndLaws : ISubjectsOf<LinearChain>
{
    public Subjects<LinearChain> Subjects => LinearChain.Subjects(balanced: true, deepest: 4);

    [Law("N16", LawKind.Identity, @"\dot W = - \sum_{j=1}^{N} (W W^\top)^{(j - 1) / N} \, \nabla L(W) \, (W^\top W)^{(N - j) / N}", Source = "Arora, Cohen and Hazan 2018, theorem 1",
        Given = "f(x) = x W with W = W_1 .. W_N, balanced layers, the gradient flow; the left side is the product rule over the layers", Within = "roundoff: " + Powers)]
    public Measurement Depth_preconditions_the_gradient(LinearChain at) => IsPreconditioned(at, at);

    [Mistake(nameof(Depth_preconditions_the_gradient), "layers that are not balanced, with the same product")]
    public Measurement Of_unbalanced_layers_it_is_another(LinearChain at) =>
        (Velocity(at.Unbalanced) - Velocity(at)).FrobeniusNorm() < .01 * Velocity(at).FrobeniusNorm() ? Measurement.NoCase("what the first layer gains the second loses")
        : IsPreconditioned(at, at.Unbalanced);

    const string Powers = "γ(32 × width × layers) × layers × what a layer's gradient adds up, times the layers before and after it, × (5/3)^(2N), the ratio of the eigenvalues of W Wᵀ";

    static Measurement IsPreconditioned(LinearChain at, LinearChain flow)
    {
        var (product, depth) = (at.Product(0, at.Depth), (double)at.Depth);
        var (left, right) = (product.TransposeAndMultiply(product).Evd(Symmetricity.Symmetric), product.TransposeThisAndMultiply(product).Evd(Symmetricity.Symmetric));
        var gradient = at.GradientOfTheProduct;
        var formula = -Enumerable.Range(0, at.Depth).Select(j => Power(left, j / depth) * gradient * Power(right, (depth - 1 - j) / depth)).Aggregate((sum, term) => sum + term);
        return Measure.Distance("the product rule", Velocity(flow), "−Σ (WWᵀ)^((j − 1) / N) ∇L (WᵀW)^((N − j) / N)", formula)
            .Within(LegacyRoundoff.Of(32 * at.Width * at.Depth, depth * at.GradientMagnitude * Math.Pow(5.0 / 4, depth - 1) * Math.Pow(5.0 / 3, 2 * depth), Powers));
    }

    static Matrix<double> Power(Evd<double> decomposition, double exponent) =>
        decomposition.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalVector(decomposition.EigenValues.Real().PointwisePower(exponent)) * decomposition.EigenVectors.Transpose();

    static Matrix<double> Velocity(LinearChain at) => -Enumerable.Range(0, at.Depth)
        .Select(layer => at.Product(0, layer) * at.Layer(at.Gradient, layer) * at.Product(layer + 1, at.Depth)).Aggregate((sum, term) => sum + term);
}
