using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>
/// A deep linear network computes what a shallow one does and learns it in another way: depth preconditions the gradient by the matrix
/// that has been learned so far.
/// </summary>
[Chapter("Training dynamics")]
public sealed class EndToEndLaws : ISubjectsOf<LinearChain>
{
    public Subjects<LinearChain> Subjects => LinearChain.Subjects(balanced: true, deepest: 4);

    [Law("N16", LawKind.Identity, @"\dot W = - \sum_{j=1}^{N} (W W^\top)^{(j - 1) / N} \, \nabla L(W) \, (W^\top W)^{(N - j) / N}",
        Source = "Arora, Cohen and Hazan 2018, theorem 1",
        Given = "f(x) = x W with W = W_1 .. W_N, balanced layers, the gradient flow; the left side is the product rule over the layers",
        Within = nameof(Powers))]
    public Measurement Depth_preconditions_the_gradient(LinearChain at) => IsPreconditioned(at, at);

    [HypothesisDropped(nameof(Depth_preconditions_the_gradient), "layers that are not balanced, with the same product")]
    public Measurement Unbalanced_layers_with_the_same_product_follow_another_flow(LinearChain at) => IsPreconditioned(at, at.Unbalanced);

    static Rule Powers => Roundoff.Within(Gamma(4 * Width * Depth + 8) * Velocities + Gamma(16 * Width) * 2 * Raised * Gradient)
        .Because("singular values of the layers lie between 3/4 and 5/4; a power 1/N of a matrix moves by at most condition^(1 − 1/N) / N "
            + "of what its eigenvalues move");

    static Quantity<LinearChain> Width => new("width", at => at.Width);

    static Quantity<LinearChain> Depth => new("N", at => at.Depth);

    static Quantity<LinearChain> Gradient => new("what ∇L adds up", at => at.AddedUp.GradientOfTheProduct.FrobeniusNorm());

    static Quantity<LinearChain> Velocities => new("what the product rule adds up", at => Velocity(at.AddedUp).FrobeniusNorm());

    static Quantity<LinearChain> Raised => new("(25/12)^(2N − 2)", at => Math.Pow(25.0 / 12, 2 * at.Depth - 2));

    static Measurement IsPreconditioned(LinearChain at, LinearChain flow)
    {
        var (product, depth) = (at.Product(0, at.Depth), (double)at.Depth);
        var left = product.TransposeAndMultiply(product).Evd(Symmetricity.Symmetric);
        var right = product.TransposeThisAndMultiply(product).Evd(Symmetricity.Symmetric);
        var gradient = at.GradientOfTheProduct;
        var formula = -Enumerable.Range(0, at.Depth)
            .Select(j => Power(left, j / depth) * gradient * Power(right, (depth - 1 - j) / depth)).Aggregate((sum, term) => sum + term);
        return Measure.Distance("the product rule", Velocity(flow), "−Σ (WWᵀ)^((j − 1) / N) ∇L (WᵀW)^((N − j) / N)", formula);
    }

    static Matrix<double> Power(Evd<double> decomposition, double exponent) => decomposition.EigenVectors
        * Matrix<double>.Build.DiagonalOfDiagonalVector(decomposition.EigenValues.Real().PointwisePower(exponent))
        * decomposition.EigenVectors.Transpose();

    static Matrix<double> Velocity(LinearChain at) => -Enumerable.Range(0, at.Depth)
        .Select(layer => at.Product(0, layer) * at.Layer(at.Gradient, layer) * at.Product(layer + 1, at.Depth))
        .Aggregate((sum, term) => sum + term);
}
