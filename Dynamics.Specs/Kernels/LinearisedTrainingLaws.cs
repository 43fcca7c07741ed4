using Dynamics.Kernels;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Where the tangent kernel stands still, training is solved: each eigenvector of the kernel is learned at its own rate, on the training inputs and everywhere else, for one network and for
/// the ensemble of all initialisations.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class LinearisedTrainingLaws : ISubjectsOf<LinearModelInTraining>
{
    const string Outputs = "γ((steps + N)(P + N)) × (|j(x)| |θ| + |Θ(x, X)| η t |f₀ − y| (1 + η t λ_max))";
    const string Covariance = "γ((steps + N)(P + N)) × |j(x)|² |Σ| (1 + λ_max g)³, g = (1 − (1 − η λ_min)ᵗ) / λ_min the most that an eigenvector learns";
    const string Rounded = "γ((steps + N)(P + N)) × |f₀ − y|";

    public Subjects<LinearModelInTraining> Subjects => LinearModelInTraining.Subjects;

    [Law("K9a", LawKind.Identity, @"f_t(x) = f_0(x) - \Theta(x, X) \, \Theta^{-1} (I - (I - \eta \Theta)^t) (f_0 - y)", Source = "Lee et al. 2019",
        Given = "a model linear in θ, gradient descent on the summed squared loss; the right side takes the steps in θ", Within = "roundoff: " + Outputs)]
    public Measurement A_linear_model_is_trained_in_closed_form(LinearModelInTraining at) => IsTrained(at, TrainingTime.GradientDescent(at.LearningRate, at.Steps));

    [Mistake(nameof(A_linear_model_is_trained_in_closed_form), "the flow's formula at a finite step")]
    public Measurement The_flow_is_not_gradient_descent(LinearModelInTraining at) => IsTrained(at, TrainingTime.GradientFlow(at.Duration));

    [Mistake(nameof(A_linear_model_is_trained_in_closed_form), "the learning rate of a mean loss for that of a sum")]
    public Measurement With_the_learning_rate_over_N_it_is_not(LinearModelInTraining at) => IsTrained(at, TrainingTime.GradientDescent(at.LearningRate / at.Targets.RowCount, at.Steps));

    [Law("K11", LawKind.Bound, @"\lVert f_t - y \rVert \le (1 - \eta \lambda_{\min})^t \lVert f_0 - y \rVert", Source = "Du, Zhai, Poczos and Singh 2019",
        Given = "a model linear in θ, P at least N, η at most 2 / (λ_min + λ_max); the steps are taken in θ", Within = "roundoff: " + Rounded)]
    public Measurement The_residual_falls_at_least_at_the_slowest_rate(LinearModelInTraining at) => FallsAt(at, at.Eigenvalues.Minimum());

    [Mistake(nameof(The_residual_falls_at_least_at_the_slowest_rate), "the largest eigenvalue for the smallest")]
    public Measurement Not_at_the_fastest(LinearModelInTraining at) =>
        at.Share > .5 ? Measurement.NoCase("above 1 / λ_max the largest eigenvalue is not the fastest") : FallsAt(at, at.Eigenvalues.Maximum());

    [Law("K15", LawKind.Identity, @"\mathrm{Var} f_t(x) = K(x, x') + A K A^\top - A K_x^\top - K_x A^\top, \quad A = \Theta_x \, \Theta^{-1} (I - (I - \eta \Theta)^t)", Source = "Lee et al. 2019; Matthews et al. 2017",
        Given = "a model linear in θ, drawn from a normal law whose covariance is not that of the tangent kernel; the right side carries the differences of θ through the steps", Within = "roundoff: " + Covariance, RestsOn = ["K9a"])]
    public Measurement The_ensemble_keeps_the_covariance_that_training_leaves(LinearModelInTraining at)
    {
        var (j, x, prior) = (at.Jacobian, at.OtherJacobian, at.Prior);
        return IsTheCovariance(at, at.Training.EnsembleCovariance(TrainingTime.GradientDescent(at.LearningRate, at.Steps), at.Cross,
            x * prior * x.Transpose(), x * prior * j.Transpose(), j * prior * j.Transpose()));
    }

    [Mistake(nameof(The_ensemble_keeps_the_covariance_that_training_leaves), "a Bayesian posterior claimed, though the tangent kernel is not the covariance")]
    public Measurement It_is_no_posterior(LinearModelInTraining at)
    {
        var (j, x, prior) = (at.Jacobian, at.OtherJacobian, at.Prior);
        if (j.RowCount == j.ColumnCount) return Measurement.NoCase("as many examples as parameters leave nothing open to either");
        var cross = x * prior * j.Transpose();
        return IsTheCovariance(at, x * prior * x.Transpose() - cross * (j * prior * j.Transpose()).Solve(cross.Transpose()));
    }

    static Measurement IsTrained(LinearModelInTraining at, TrainingTime time)
    {
        var (theta, start) = (at.Trained, at.Jacobian * at.Theta);
        var left = at.Training.TrainingOutputs(time, start, at.Targets).Stack(at.Training.Outputs(time, at.Cross, at.OtherJacobian * at.Theta, start, at.Targets));
        var all = at.Jacobian.Stack(at.OtherJacobian);
        return Measure.Distance("f_t", left, "j θ_t", all * theta).Within(LegacyRoundoff.Of(at.Operations,
            all.FrobeniusNorm() * at.Theta.FrobeniusNorm() + at.Kernel.Stack(at.Cross).FrobeniusNorm() * at.Duration * at.Residual.FrobeniusNorm() * (1 + at.Duration * at.Eigenvalues.Maximum()), Outputs));
    }

    static Measurement FallsAt(LinearModelInTraining at, double rate)
    {
        if (at.LearningRate > 2 / (at.Eigenvalues.Minimum() + at.Eigenvalues.Maximum())) return Measurement.NoCase("the step is above the bound");
        var left = (at.Jacobian * at.Trained - at.Targets).FrobeniusNorm();
        var bound = Math.Pow(Math.Abs(1 - at.LearningRate * rate), at.Steps) * at.Residual.FrobeniusNorm();
        return Measure.AtMost("|f_t − y| − bound", left - bound, "0", 0).Within(LegacyRoundoff.Of(at.Operations, at.Residual.FrobeniusNorm(), Rounded));
    }

    static Measurement IsTheCovariance(LinearModelInTraining at, Matrix<double> covariance)
    {
        var moved = at.OtherJacobian * at.Propagation;
        var growth = 1 + at.Eigenvalues.Maximum() * (1 - Math.Pow(1 - at.LearningRate * at.Eigenvalues.Minimum(), at.Steps)) / at.Eigenvalues.Minimum();
        return Measure.Distance("Var f_t", covariance, "j (I − η JᵀJ)ᵗ Σ (I − η JᵀJ)ᵗ jᵀ", moved * at.Prior * moved.Transpose())
            .Within(LegacyRoundoff.Of(at.Operations, Math.Pow(at.OtherJacobian.FrobeniusNorm(), 2) * at.Prior.FrobeniusNorm() * growth * growth * growth, Covariance));
    }
}
