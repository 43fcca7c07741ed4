using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// What the products with the Jacobian and with the curvature of any differentiable model owe to each other. A model of one's own needs a
/// class that says which it is:
/// <code>
/// public sealed class MineLaws : DifferentiableModelLaws&lt;ModelAtPoint&gt;
/// {
///     public override Subjects&lt;ModelAtPoint&gt; Subjects => ModelAtPoint.Of(new Mine());
/// }
/// </code>
/// </summary>
[Chapter("Networks")]
public abstract class DifferentiableModelLaws<TAt> : ISubjectsOf<TAt>
    where TAt : ModelAtPoint
{
    public abstract Subjects<TAt> Subjects { get; }

    [Law("N2a", LawKind.Identity, @"\langle v, J u \rangle = \langle J^\top v, u \rangle",
        Source = "the definition of the adjoint",
        Given = "the model is differentiable at θ; u and v are drawn normally",
        Within = nameof(BothProducts))]
    public Measurement Forward_and_backward_products_are_adjoint(TAt at) => IsAdjoint(at, at.Cotangent);

    [Mistake(nameof(Forward_and_backward_products_are_adjoint), "the last example lost on the way back")]
    public Measurement Without_the_last_example_on_the_way_back_they_are_not(TAt at) => IsAdjoint(at, at.CotangentWithoutTheLast);

    [Law("N2c", LawKind.Identity, @"\langle u, H w \rangle = \langle H u, w \rangle",
        Source = "Schwarz 1873",
        Given = "the model is twice differentiable at θ; H is the Hessian of ⟨v, f⟩; u, v and w are drawn normally",
        Within = nameof(BothCurvatures))]
    public Measurement The_Hessian_is_symmetric(TAt at) => IsSymmetric(at, at.Cotangent);

    [Mistake(nameof(The_Hessian_is_symmetric), "the last example lost in one of the two products")]
    public Measurement Without_the_last_example_in_one_product_it_is_not(TAt at) => IsSymmetric(at, at.CotangentWithoutTheLast);

    static Rule BothProducts =>
        Noise.Within<TAt>("both products", at => at.NoiseOf(it => Backward(it, it.Cotangent)) + at.NoiseOf(Forward));

    static Rule BothCurvatures =>
        Noise.Within<TAt>("both products", at => at.NoiseOf(it => AlongTheOther(it, it.Cotangent)) + at.NoiseOf(AlongTheOne));

    static Measurement IsAdjoint(TAt at, Matrix<double> cotangent) =>
        Measure.Distance("⟨Jᵀv, u⟩", Backward(at, cotangent), "⟨v, Ju⟩", Forward(at)) with { Fault = new AdjointMismatch(at) };

    static Measurement IsSymmetric(TAt at, Matrix<double> cotangent) =>
        Measure.Distance("⟨u, Hw⟩", AlongTheOther(at, cotangent), "⟨Hu, w⟩", AlongTheOne(at));

    static double Forward(ModelAtPoint at) =>
        at.Cotangent.PointwiseMultiply(at.Model.JacobianVectorProduct(at.Theta, at.Inputs, at.Direction)).Enumerate().Sum();

    static double Backward(ModelAtPoint at, Matrix<double> cotangent) =>
        at.Model.TransposedJacobianVectorProduct(at.Theta, at.Inputs, cotangent) * at.Direction;

    static double AlongTheOne(ModelAtPoint at) =>
        at.OtherDirection * at.Model.CurvatureVectorProduct(at.Theta, at.Inputs, at.Cotangent, at.Direction);

    static double AlongTheOther(ModelAtPoint at, Matrix<double> cotangent) =>
        at.Direction * at.Model.CurvatureVectorProduct(at.Theta, at.Inputs, cotangent, at.OtherDirection);
}

[Subject("Generated network")]
public sealed class DifferentiableNetworkLaws : DifferentiableModelLaws<NetworkAtPoint>
{
    public override Subjects<NetworkAtPoint> Subjects => NetworkAtPoint.Subjects(NetworkAtPoint.SomeOfEachKind);
}
