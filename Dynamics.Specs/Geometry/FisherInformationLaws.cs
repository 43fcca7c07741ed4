using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The Fisher information is the variance of the score, and it is also the curvature of the log-likelihood: a large
/// eigenvalue is a sharp direction. Holds for any smooth family whose support does not move; point it at a model of your own.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract partial class FisherInformationLaws<TModel> : ISubjectsOf<AtPoint<TModel>>
    where TModel : IStatisticalModel
{
    /// <summary>The models that the laws are tried on.</summary>
    protected abstract Gen<TModel> Models { get; }

    /// <summary>Parameters of a model: points well away from the origin.</summary>
    protected virtual Gen<Vector<double>> Parameters(TModel model) => Drawn.Vector(model.ParameterCount, -2, 2);

    public virtual Subjects<AtPoint<TModel>> Subjects => ModelSubjects.Of(Models, Parameters);

    [Law("G2", LawKind.Identity, @"\mathbb{E}[s s^\top] = -\mathbb{E}[\nabla^2 \log p]",
        Source = "Fisher 1925; Amari 1998; report eq. 1",
        Given = "log p is twice differentiable in θ, and the support does not move with θ",
        Within = "roundoff: " + Counted)]
    public Measurement The_covariance_of_the_score_is_the_negative_expected_Hessian(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, at.ScoreCovariance);

    [Mistake(nameof(The_covariance_of_the_score_is_the_negative_expected_Hessian), "labels of the data for the model's")]
    public Measurement The_empirical_Fisher_of_a_misspecified_model_is_not_it(AtPoint<TModel> at) =>
        at.DivergenceFromElsewhere < .05 || !TellsTheLabelsApart(at.Theta) ? Measurement.NoCase("the data follow the model")
        : IsTheFisherInformation(at, FisherInformation.ScoreSecondMoment(at.Model, at.Theta, under: at.ExpectationElsewhere));

    /// <summary>Whether the second moment of the score changes with the distribution of the labels, at a point.</summary>
    protected virtual bool TellsTheLabelsApart(Vector<double> theta) => true;

    const string Counted = "γ(outcomes + 4 × longest chain of roundings in log p) × what E[s sᵀ] and E[∇² log p] add up";

    static Measurement IsTheFisherInformation(AtPoint<TModel> at, Matrix<double> f) =>
        Measure.Distance("E[s sᵀ]", f, "−E[∇² log p]", at.NegativeExpectedHessian)
            .Within(LegacyRoundoff.Of(at.Operations, at.Magnitude, Counted));
}
