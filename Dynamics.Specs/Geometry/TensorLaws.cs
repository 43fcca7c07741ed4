using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The Fisher information is a Riemannian metric: in new coordinates its numbers change as a tensor's do, so that what it
/// measures does not. The chart is smooth and curved, its Jacobian J = ∂θ/∂φ neither symmetric nor the same everywhere.
/// </summary>
public abstract partial class StatisticalModelLaws<TModel>
{
    [Law("G4", LawKind.Identity, @"F_\phi = J^\top F_\theta J, \quad J = \frac{\partial \theta}{\partial \phi}",
        Source = "Rao 1945",
        Given = "θ is a smooth function of φ with a Jacobian that is not singular",
        Within = nameof(RunningErrorsInTheChart), Cases = 30)]
    public Measurement In_a_new_chart_the_Fisher_information_changes_as_a_metric_does(SmoothlyChartedPoint<TModel> at) =>
        Changes(at, j => j.TransposeThisAndMultiply(at.Metric * j));

    [Mistake(nameof(In_a_new_chart_the_Fisher_information_changes_as_a_metric_does), "the Jacobian and its transpose swapped")]
    public Measurement With_the_Jacobian_transposed_it_is_another_matrix(SmoothlyChartedPoint<TModel> at) =>
        Changes(at, j => j * at.Metric * j.Transpose());

    [Mistake(nameof(In_a_new_chart_the_Fisher_information_changes_as_a_metric_does), "the Jacobian of the inverse chart")]
    public Measurement With_the_inverse_Jacobian_it_is_another_matrix(SmoothlyChartedPoint<TModel> at) =>
        Changes(at, j => j.Inverse().TransposeThisAndMultiply(at.Metric * j.Inverse()));

    protected static Rule RunningErrorsInTheChart => Roundoff.Within(Roundings(
        new Quantity<SmoothlyChartedPoint<TModel>>("running error of F in the chart", at => at.ErrorOfTheMetricInTheChart)
        + J.Squared * new Quantity<SmoothlyChartedPoint<TModel>>("running error of F", at => at.ErrorOfTheMetric)
        + 2 * (Coordinates + 4) * J.Squared * new Quantity<SmoothlyChartedPoint<TModel>>("|F|", at => at.Metric.FrobeniusNorm())));

    static Quantity<SmoothlyChartedPoint<TModel>> J => new("|J|", at => at.Jacobian.L2Norm());

    static Quantity<SmoothlyChartedPoint<TModel>> Coordinates => new("P", at => at.Phi.Count);

    static Measurement Changes(SmoothlyChartedPoint<TModel> at, Func<Matrix<double>, Matrix<double>> transform) =>
        Measure.Distance("Jᵀ F J", transform(at.Jacobian), "F in the chart", FisherInformation.ByScore(at.ModelInTheChart, at.Phi));
}
