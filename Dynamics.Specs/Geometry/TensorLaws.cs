using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

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
        Within = "roundoff: " + CountedInTheChart, Cases = 30)]
    public Measurement In_a_new_chart_the_Fisher_information_changes_as_a_metric_does(SmoothlyChartedPoint<TModel> at) =>
        Changes(at, j => j.TransposeThisAndMultiply(at.Metric * j));

    [Mistake(nameof(In_a_new_chart_the_Fisher_information_changes_as_a_metric_does), "the Jacobian and its transpose swapped")]
    public Measurement With_the_Jacobian_transposed_it_is_another_matrix(SmoothlyChartedPoint<TModel> at) =>
        IsNormal(at.Jacobian) ? Measurement.NoCase("J commutes with its transpose, as a symmetric matrix or a rotation does")
        : Changes(at, j => j * at.Metric * j.Transpose());

    [Mistake(nameof(In_a_new_chart_the_Fisher_information_changes_as_a_metric_does), "the Jacobian of the inverse chart")]
    public Measurement With_the_inverse_Jacobian_it_is_that_of_vectors(SmoothlyChartedPoint<TModel> at) =>
        Math.Abs(Math.Abs(at.Jacobian.Determinant()) - 1) < .05 ? Measurement.NoCase("the chart keeps volumes")
        : Changes(at, j => j.Inverse().TransposeThisAndMultiply(at.Metric * j.Inverse()));

    const string CountedInTheChart = "γ(outcomes + 4 × longest chain of roundings in log p and the chart + 2 P) × what E[s sᵀ] adds up in the chart";

    static Measurement Changes(SmoothlyChartedPoint<TModel> at, Func<Matrix<double>, Matrix<double>> transform)
    {
        var outcomes = at.ModelInTheChart.Expectation(at.Phi);
        var roundings = DerivativeRoundings.Of(at.ModelInTheChart, at.Phi, outcomes);
        var operations = outcomes.Count + 4 * roundings.LongestChain + 2 * at.Phi.Count;
        return Measure.Distance("Jᵀ F J", transform(at.Jacobian), "F in the chart", FisherInformation.ByScore(at.ModelInTheChart, at.Phi))
            .Within(LegacyRoundoff.Of(operations, roundings.ScoreCovariance, CountedInTheChart));
    }

    static bool IsNormal(Matrix<double> j) =>
        (j * j.Transpose() - j.TransposeThisAndMultiply(j)).FrobeniusNorm() < .1;
}
