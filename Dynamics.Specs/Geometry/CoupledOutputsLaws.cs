using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>Heads that couple their outputs, as softmax does, where diag(p) is easily taken for diag(p) − p pᵀ.</summary>
public abstract class CoupledOutputsLaws<TModel> : ConditionalModelLaws<TModel>
    where TModel : IConditionalModel
{
    [Mistake(nameof(The_Fisher_information_is_that_of_the_head_pulled_back), "the coupling of the outputs dropped from F_z")]
    public Measurement Without_the_coupling_of_the_outputs_it_is_not(AtPoint<TModel> at) =>
        IsTheFisherInformation(
            at, GaussNewton.With(at.Model, at.Theta, (_, z) => OnlyDiagonal(FisherInformation.ByScore(at.Model.Head, z))));

    [Mistake(nameof(With_natural_parameters_the_generalised_Gauss_Newton_matrix_is_the_Fisher_information),
        "the Hessian with its coupling dropped")]
    public Measurement Without_the_coupling_in_the_Hessian_it_is_not(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, GaussNewton.With(at.Model, at.Theta, (example, z) => OnlyDiagonal(Differentiate.Hessian(
            new NegativeLogLikelihood(at.Model.Head, SomeLabels(at).Row(example).ToArray()), z))));

    static Matrix<double> OnlyDiagonal(Matrix<double> f) => Matrix<double>.Build.DenseOfDiagonalVector(f.Diagonal());
}
