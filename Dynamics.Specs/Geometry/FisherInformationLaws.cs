using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The Fisher information is the variance of the score, and it is also the expected curvature of the negative log-likelihood: in given
/// coordinates a large eigenvalue is a sharp direction. Holds for any smooth family whose support does not move; point it at a model of
/// your own.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract partial class FisherInformationLaws<TModel> : ISubjectsOf<AtPoint<TModel>>
    where TModel : IStatisticalModel
{
    /// <summary>The hypothesis of all laws that take a derivative of an expectation.</summary>
    protected const string Dominated = "its derivatives are dominated near θ, so that expectations may be differentiated";

    /// <summary>The models that the laws are tried on.</summary>
    protected abstract Gen<TModel> Models { get; }

    /// <summary>Parameters of a model: points well away from the origin.</summary>
    protected virtual Gen<Vector<double>> Parameters(TModel model) => Drawn.Vector(model.ParameterCount, -2, 2);

    public virtual Subjects<AtPoint<TModel>> Subjects => ModelSubjects.Of(Models, Parameters);

    [Law("G2", LawKind.Identity, @"\mathbb{E}[s s^\top] = -\mathbb{E}[\nabla^2 \log p]",
        Source = "Fisher 1925; Amari 1998; report eq. 1",
        Given = "log p is twice differentiable in θ, and the support does not move with θ; " + Dominated,
        Within = nameof(RunningErrorsOfBothInformations))]
    public Measurement The_covariance_of_the_score_is_the_negative_expected_Hessian(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, at.ScoreCovariance);

    [Mistake(nameof(The_covariance_of_the_score_is_the_negative_expected_Hessian), "outcomes of another member of the family")]
    public Measurement Under_another_member_the_second_moment_of_the_score_is_not_it(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, FisherInformation.ScoreSecondMoment(at.Model, at.Theta, under: at.ExpectationElsewhere));

    protected static Rule RunningErrorsOfBothInformations => Roundoff.Within(Roundings(ErrorOfTheScoreCovariance + ErrorOfTheHessian));

    protected static Quantity<AtPoint<TModel>> ErrorOfTheScoreCovariance =>
        new("running error of E[s sᵀ]", at => at.Errors.ScoreCovariance);

    static Quantity<AtPoint<TModel>> ErrorOfTheHessian => new("running error of E[∇² log p]", at => at.Errors.Hessian);

    static Measurement IsTheFisherInformation(AtPoint<TModel> at, Matrix<double> f) =>
        Measure.Distance("E[s sᵀ]", f, "−E[∇² log p]", at.NegativeExpectedHessian);
}
