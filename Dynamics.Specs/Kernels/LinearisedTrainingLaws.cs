using Dynamics.Kernels;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Where the tangent kernel stands still, training is solved: each eigenvector of the kernel is learned at its own rate, on the training
/// inputs and everywhere else, for one network and for the ensemble of all initialisations.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class LinearisedTrainingLaws : ISubjectsOf<LinearModelInTraining>
{
    public Subjects<LinearModelInTraining> Subjects => LinearModelInTraining.Subjects;

    [Law("K9a", LawKind.Identity, @"f_t(x) = f_0(x) - \Theta(x, X) \, \Theta^{-1} (I - (I - \eta \Theta)^t) (f_0 - y)",
        Source = "Lee et al. 2019", Within = nameof(Outputs),
        Given = "a model linear in θ, P at least N, Θ of full rank, gradient descent on the summed squared loss, η below 2 / λ_max; "
            + "the right side takes the steps in θ")]
    public Measurement A_linear_model_is_trained_in_closed_form(LinearModelInTraining at) =>
        IsTrained(at, TrainingTime.GradientDescent(at.LearningRate, at.Steps));

    [Mistake(nameof(A_linear_model_is_trained_in_closed_form), "the flow's formula at a finite step")]
    public Measurement The_flow_is_not_gradient_descent(LinearModelInTraining at) => IsTrained(at, TrainingTime.GradientFlow(at.Duration));

    [Mistake(nameof(A_linear_model_is_trained_in_closed_form), "a step too few")]
    public Measurement With_a_step_too_few_it_is_not(LinearModelInTraining at) =>
        IsTrained(at, TrainingTime.GradientDescent(at.LearningRate, at.Steps - 1));

    [Mistake(nameof(A_linear_model_is_trained_in_closed_form), "the learning rate of a mean loss for that of a sum")]
    public Measurement With_the_learning_rate_over_N_it_is_not(LinearModelInTraining at) =>
        IsTrained(at, TrainingTime.GradientDescent(at.LearningRate / at.Targets.RowCount, at.Steps));

    [Law("K11", LawKind.Bound, @"\lVert f_t - y \rVert \le (1 - \eta \lambda_{\min})^t \lVert f_0 - y \rVert",
        Source = "Polyak 1987; Nesterov 2004, section 2.1; the form with Θ: Du, Zhai, Poczos and Singh 2019",
        Within = nameof(ResidualAndBound),
        Given = "a model linear in θ, P at least N, η at most 2 / (λ_min + λ_max); the steps are taken in θ")]
    public Measurement The_residual_falls_at_least_at_the_slowest_rate(LinearModelInTraining at) => FallsAt(at, at.Eigenvalues.Minimum());

    [Mistake(nameof(The_residual_falls_at_least_at_the_slowest_rate), "the largest eigenvalue for the smallest")]
    public Measurement Not_at_the_fastest(LinearModelInTraining at) => FallsAt(at, at.Eigenvalues.Maximum());

    [Law("K15", LawKind.Identity,
        @"\mathrm{Var} f_t(x) = K(x, x') + A K A^\top - A K_x^\top - K_x A^\top, "
            + @"\quad A = \Theta_x \, \Theta^{-1} (I - (I - \eta \Theta)^t)",
        Source = "Lee et al. 2019; Matthews et al. 2017", Within = nameof(Covariance), RestsOn = ["K9a"],
        Given = "a model linear in θ, P at least N, Θ of full rank, θ drawn from a normal law of covariance Σ; η below 2 / λ_max; "
            + "the right side carries the differences of θ through the steps")]
    public Measurement The_covariance_of_an_ensemble_of_trained_linear_models_has_a_closed_form(LinearModelInTraining at)
    {
        var (j, x, prior) = (at.Jacobian, at.OtherJacobian, at.Prior);
        return IsTheCovariance(at, at.Training.EnsembleCovariance(TrainingTime.GradientDescent(at.LearningRate, at.Steps), at.Cross,
            x * prior * x.Transpose(), x * prior * j.Transpose(), j * prior * j.Transpose()));
    }

    [Mistake(nameof(The_covariance_of_an_ensemble_of_trained_linear_models_has_a_closed_form),
        "the kernel of the covariance Σ for the tangent kernel, at the same share of its largest rate")]
    public Measurement With_the_kernel_of_the_covariance_it_is_another(LinearModelInTraining at)
    {
        var (j, x, prior) = (at.Jacobian, at.OtherJacobian, at.Prior);
        var (k, cross) = (Symmetric(j * prior * j.Transpose()), x * prior * j.Transpose());
        var linear = new LinearisedTraining(k);
        return IsTheCovariance(at, linear.EnsembleCovariance(
            TrainingTime.GradientDescent(at.Share * linear.LargestStableLearningRate, at.Steps), cross,
            x * prior * x.Transpose(), cross, k));

        static Matrix<double> Symmetric(Matrix<double> of) => (of + of.Transpose()) / 2;
    }

    static Rule Outputs => Roundoff.Within(TrainingRoundings.OfTheSteps + TrainingRoundings.OfTheMap * TrainingRoundings.Residual);

    static Rule ResidualAndBound =>
        Roundoff.Within(TrainingRoundings.OfTheSteps + TrainingRoundings.OfTheKernel * TrainingRoundings.J.Squared
        * new Quantity<LinearModelInTraining>("η t", at => at.Duration) * TrainingRoundings.Residual);

    static Rule Covariance => Roundoff.Within(Gamma(2 * TrainingRoundings.P + 2 * TrainingRoundings.N + 8) * TrainingRoundings.Summands
        + 2 * TrainingRoundings.Moved * TrainingRoundings.OfThePropagation + 2 * TrainingRoundings.Left * TrainingRoundings.OfTheMap)
        .Because("D = (I − η JᵀJ)ᵗ; K Aᵀ − K_xᵀ = −J Σ (x D)ᵀ is what an error of A meets; |Z| = |x| + |A| |J|, entry by entry");

    static Measurement IsTrained(LinearModelInTraining at, TrainingTime time)
    {
        var start = at.Jacobian * at.Theta;
        var left = at.Training.TrainingOutputs(time, start, at.Targets)
            .Stack(at.Training.Outputs(time, at.Cross, at.OtherJacobian * at.Theta, start, at.Targets));
        return Measure.Distance("f_t", left, "j θ_t", at.Jacobian.Stack(at.OtherJacobian) * at.Trained.End);
    }

    static Measurement FallsAt(LinearModelInTraining at, double rate)
    {
        var largestStep = 2 / (at.Eigenvalues.Minimum() + at.Eigenvalues.Maximum());
        if (at.LearningRate > largestStep) return Measurement.NoCase("η is above 2 / (λ_min + λ_max)");
        var (before, after) = (at.Residual.FrobeniusNorm(), (at.Jacobian * at.Trained.End - at.Targets).FrobeniusNorm());
        var bound = Math.Pow(Math.Abs(1 - at.LearningRate * rate), at.Steps) * before;
        return Measure.AtMost("|f_t − y| − bound", after - bound, "0", 0).OfSize(before);
    }

    static Measurement IsTheCovariance(LinearModelInTraining at, Matrix<double> covariance)
    {
        var moved = at.OtherJacobian * at.Propagated.End;
        return Measure.Distance("Var f_t", covariance, "j D Σ Dᵀ jᵀ, D = (I − η JᵀJ)ᵗ", moved * at.Prior * moved.Transpose());
    }
}
