using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

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
        Within = nameof(RunningErrorsOfGaussNewton), RestsOn = ["G2"])]
    public Measurement The_Fisher_information_is_that_of_the_head_pulled_back(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, FisherInformation.ByGaussNewton(at.Model, at.Theta));

    [Mistake(nameof(The_Fisher_information_is_that_of_the_head_pulled_back), "the sum over the examples for their mean")]
    public Measurement The_sum_over_the_examples_is_not(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, Examples(at) * FisherInformation.ByGaussNewton(at.Model, at.Theta));

    [Law("G3b", LawKind.Identity, @"F = \tfrac{1}{N} \sum_i J_i^\top H_z(y_i) J_i",
        Source = "Pascanu and Bengio 2014; Martens 2020",
        Given = "z is the head's natural parameter; H_z(y) is the Hessian of -log p(y | z) at any labels y",
        Within = nameof(RunningErrorsOfGaussNewton), RestsOn = ["G3a"])]
    public Measurement With_natural_parameters_the_generalised_Gauss_Newton_matrix_is_the_Fisher_information(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, GaussNewton.AtLabels(at.Model, at.Theta, SomeLabels(at)));

    [HypothesisDropped(nameof(With_natural_parameters_the_generalised_Gauss_Newton_matrix_is_the_Fisher_information),
        "outputs w that are not natural: z = sinh w")]
    public Measurement With_other_parameters_it_is_not(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, GaussNewton.With(at.Model, at.Theta, (example, z) => UnnaturalHessian(at, example, z)));

    protected static Rule RunningErrorsOfGaussNewton => Roundoff.Within(Roundings(ErrorOfGaussNewton + ErrorOfTheScoreCovariance));

    static Quantity<AtPoint<TModel>> ErrorOfGaussNewton =>
        new("running error of JᵀCJ", at => GaussNewtonErrors.Of(at.Model, at.Theta));

    protected static Measurement IsTheFisherInformation(AtPoint<TModel> at, Matrix<double> f) =>
        Measure.Distance("JᵀCJ", f, "E[s sᵀ]", at.ScoreCovariance);

    /// <summary>Labels that have nothing to do with the model, one row an example: every label in turn.</summary>
    protected virtual Matrix<double> SomeLabels(AtPoint<TModel> at) =>
        Matrix<double>.Build.Dense(Examples(at), 1, (i, _) => i % Outputs(at));

    protected static int Examples(AtPoint<TModel> at) => at.Model.Predictor.ExampleCount;

    protected static int Outputs(AtPoint<TModel> at) => at.Model.Predictor.OutputCount;

    /// <summary>H_w of the head seen in w, for dw = dz / cosh w.</summary>
    Matrix<double> UnnaturalHessian(AtPoint<TModel> at, int example, Vector<double> z)
    {
        var chart = new SinhChart(z.Count);
        var loss = new NegativeLogLikelihood(new Reparameterised(at.Model.Head, chart), SomeLabels(at).Row(example).ToArray());
        var toW = chart.Jacobian(chart.Inverse(z)).Inverse();
        return toW.TransposeThisAndMultiply(Differentiate.Hessian(loss, chart.Inverse(z)) * toW);
    }
}
