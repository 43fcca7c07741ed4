using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Tolerances;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// A predictor with a head is a statistical model, and its Fisher information is a generalised Gauss-Newton matrix: what the
/// head's outputs can tell, pulled back to the parameters.
/// </summary>
public abstract class ConditionalModelLaws<TModel> : FisherInformationLaws<TModel>
    where TModel : IConditionalModel
{
    [Law("G3a", LawKind.Identity, @"F = \tfrac{1}{N} \sum_i J_i^\top F_z J_i",
        Source = "Schraudolph 2002; Martens 2020",
        Given = "J_i is the Jacobian of the outputs z for example i, F_z the head's Fisher information; any head",
        Within = "roundoff: " + Counted, RestsOn = ["G2"])]
    public Evidence The_Fisher_information_is_that_of_the_head_pulled_back(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, FisherInformation.ByGaussNewton(at.Model, at.Theta));

    [Falsifier(nameof(The_Fisher_information_is_that_of_the_head_pulled_back), "the coupling of the outputs dropped from F_z")]
    public Evidence Without_the_coupling_of_the_outputs_it_is_not(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, GaussNewton.With(at.Model, at.Theta, (_, z) => OnlyDiagonal(FisherInformation.ByScore(at.Model.Head, z))));

    [Law("G3b", LawKind.Identity, @"F = \tfrac{1}{N} \sum_i J_i^\top H_z(y_i) J_i",
        Source = "Pascanu and Bengio 2014; Martens 2020",
        Given = "z is the head's natural parameter; H_z(y) is the Hessian of -log p(y | z) at any labels y",
        Within = "roundoff: " + Counted, RestsOn = ["G3a"])]
    public Evidence With_natural_parameters_the_generalised_Gauss_Newton_matrix_is_the_Fisher_information(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, GaussNewton.AtLabels(at.Model, at.Theta, SomeLabels(at)));

    [Falsifier(nameof(With_natural_parameters_the_generalised_Gauss_Newton_matrix_is_the_Fisher_information), "the Hessian with its coupling dropped")]
    public Evidence Without_the_coupling_in_the_Hessian_it_is_not(AtPoint<TModel> at) =>
        Without_the_coupling_of_the_outputs_it_is_not(at);

    const string Counted = "γ(outcomes + 2 × examples + outputs² + 4 × longest chain of roundings in log p) × what E[s sᵀ] and E[∇² log p] add up";

    static Evidence IsTheFisherInformation(AtPoint<TModel> at, Matrix<double> f) =>
        Measure.Distance("JᵀCJ", f, "E[s sᵀ]", at.ScoreCovariance)
            .Within(Roundoff.Of(at.Operations + 2 * Examples(at) + Outputs(at) * Outputs(at), at.Magnitude, Counted));

    static Matrix<double> OnlyDiagonal(Matrix<double> f) => Matrix<double>.Build.DenseOfDiagonalVector(f.Diagonal());

    /// <summary>Labels that have nothing to do with the model: every label in turn.</summary>
    static Matrix<double> SomeLabels(AtPoint<TModel> at) => Matrix<double>.Build.Dense(Examples(at), 1, (i, _) => i % Outputs(at));

    static int Examples(AtPoint<TModel> at) => at.Model.Predictor.ExampleCount;

    static int Outputs(AtPoint<TModel> at) => at.Model.Predictor.OutputCount;
}
