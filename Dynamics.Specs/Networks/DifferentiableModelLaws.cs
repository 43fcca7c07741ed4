using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// What the products with the Jacobian and with the curvature of any differentiable model owe to each other. A model of one's own needs a class that
/// says which it is: <code>public sealed class MineLaws : DifferentiableModelLaws&lt;ModelAtPoint&gt; { public override Subjects&lt;ModelAtPoint&gt; Subjects => ModelAtPoint.Of(new Mine()); }</code>
/// </summary>
[Chapter("Networks")]
public abstract class DifferentiableModelLaws<TAt> : ISubjectsOf<TAt>
    where TAt : ModelAtPoint
{
    public abstract Subjects<TAt> Subjects { get; }

    [Law("N2a", LawKind.Identity, @"\langle v, J u \rangle = \langle J^\top v, u \rangle",
        Source = "the definition of the adjoint",
        Given = "the model is differentiable at θ",
        Within = "roundoff: " + Products)]
    public Measurement Forward_and_backward_products_are_adjoint(TAt at) => IsAdjoint(at, at.Cotangent);

    [Mistake(nameof(Forward_and_backward_products_are_adjoint), "the last example lost on the way back")]
    public Measurement Without_the_last_example_on_the_way_back_they_are_not(TAt at)
    {
        var last = at.Inputs.RowCount - 1;
        var share = at.Cotangent.Row(last) * at.Model.JacobianVectorProduct(at.Theta, at.Inputs, at.Direction).Row(last);
        return Math.Abs(share) < SmallestShare * at.SlopeMagnitude ? Measurement.NoCase("the last example has no share") : IsAdjoint(at, at.CotangentWithoutTheLast);
    }

    [Law("N2c", LawKind.Identity, @"\langle u, H w \rangle = \langle H u, w \rangle",
        Source = "Schwarz 1873", Given = "the model is twice differentiable at θ; H is the Hessian of ⟨v, f⟩",
        Within = "roundoff: " + Products)]
    public Measurement The_Hessian_is_symmetric(TAt at) => IsSymmetric(at, at.Cotangent);

    [Mistake(nameof(The_Hessian_is_symmetric), "the last example lost in one of the two products")]
    public Measurement Without_the_last_example_in_one_product_it_is_not(TAt at)
    {
        var share = at.Direction * (CurvatureProduct(at, at.Cotangent) - CurvatureProduct(at, at.CotangentWithoutTheLast));
        return Math.Abs(share) < SmallestShare * at.CurvatureMagnitude || at.CurvatureMagnitude == 0 ? Measurement.NoCase("the last example has no curvature")
            : IsSymmetric(at, at.CotangentWithoutTheLast);
    }

    const string Products = "γ(8 × longest chain of roundings + N + P) × what the derivative adds up along the two directions";

    /// <summary>Of what is added up: less is not seen as a share at all.</summary>
    const double SmallestShare = 1e-6;

    static Measurement IsAdjoint(TAt at, Matrix<double> cotangent)
    {
        var forward = at.Model.JacobianVectorProduct(at.Theta, at.Inputs, at.Direction);
        return Measure.Distance("⟨Jᵀv, u⟩", at.Model.TransposedJacobianVectorProduct(at.Theta, at.Inputs, cotangent) * at.Direction,
            "⟨v, Ju⟩", at.Cotangent.PointwiseMultiply(forward).Enumerate().Sum()).Within(AlongDirections(at, at.SlopeMagnitude));
    }

    static Measurement IsSymmetric(TAt at, Matrix<double> cotangent) =>
        Measure.Distance("⟨u, Hw⟩", at.Direction * CurvatureProduct(at, cotangent),
                "⟨Hu, w⟩", at.OtherDirection * at.Model.CurvatureVectorProduct(at.Theta, at.Inputs, at.Cotangent, at.Direction))
            .Within(AlongDirections(at, at.CurvatureMagnitude));

    static Vector<double> CurvatureProduct(TAt at, Matrix<double> cotangent) => at.Model.CurvatureVectorProduct(at.Theta, at.Inputs, cotangent, at.OtherDirection);

    static Tolerance AlongDirections(TAt at, double magnitude) => LegacyRoundoff.Of(8 * at.Chain + at.Inputs.RowCount + at.Theta.Count, magnitude, Products);
}

[Subject("Generated network")]
public sealed class DifferentiableNetworkLaws : DifferentiableModelLaws<NetworkAtPoint>
{
    public override Subjects<NetworkAtPoint> Subjects => NetworkAtPoint.Subjects(NetworkAtPoint.SomeOfEachKind);
}
