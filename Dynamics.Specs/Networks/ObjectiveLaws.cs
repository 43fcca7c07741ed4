using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Networks;

/// <summary>The derivatives of a loss in the parameters: what a training step, a natural gradient and a sharpness are made of.</summary>
[Chapter("Networks")]
public sealed class ObjectiveLaws : ISubjectsOf<LossesAtPoint>
{
    public Subjects<LossesAtPoint> Subjects => LossesAtPoint.Of(NetworkAtPoint.Subjects(NetworkAtPoint.SomeOfEachKind));

    [Law("N1c", LawKind.Identity, @"J^\top \ell' = \nabla_\theta \sum_i \ell(f_i, y_i)", Source = "Rumelhart, Hinton and Williams 1986",
        Given = "squared, logistic, exponential and softmax cross-entropy losses of outputs within (-1, 1); "
            + "the right side is by dual numbers",
        Within = nameof(ThereAndBack), RestsOn = ["N1a"])]
    public Measurement The_gradient_of_a_loss_is_that_of_forward_mode_dual_numbers(LossesAtPoint at) =>
        AreTheGradients(at, at.Sums.Select(sum => sum.Gradient(at.At.Theta)));

    [Mistake(nameof(The_gradient_of_a_loss_is_that_of_forward_mode_dual_numbers), "the mean for the sum")]
    public Measurement The_gradient_of_the_mean_is_not(LossesAtPoint at) =>
        AreTheGradients(at, at.Means.Select(mean => mean.Gradient(at.At.Theta)));

    [Mistake(nameof(The_gradient_of_a_loss_is_that_of_forward_mode_dual_numbers),
        "the gradient of the last example left out of their sum")]
    public Measurement Without_the_last_example_it_is_not(LossesAtPoint at) =>
        AreTheGradients(at, at.Sums.Select(sum =>
        {
            var gradients = sum.GradientsOfExamples(at.At.Theta);
            gradients.ClearRow(gradients.RowCount - 1);
            return gradients.ColumnSums();
        }));

    [Law("N2d", LawKind.Identity, @"\nabla^2 L \, w = \partial_w \nabla_\theta \sum_i \ell(f_i, y_i)",
        Source = "Pearlmutter 1994; Schraudolph 2002",
        Given = "as N1c; the Hessian is the Gauss-Newton matrix and the curvature of the outputs; the right side is by hyper-dual numbers",
        Within = nameof(ThereAndBackTwice), RestsOn = ["N2b"])]
    public Measurement The_Hessian_of_a_loss_is_Gauss_Newton_and_the_curvature_of_the_outputs(LossesAtPoint at) =>
        AreTheCurvatures(at, sum => sum.HessianVectorProduct(at.At.Theta, at.At.OtherDirection));

    [Mistake(nameof(The_Hessian_of_a_loss_is_Gauss_Newton_and_the_curvature_of_the_outputs), "Gauss-Newton for the Hessian")]
    public Measurement Gauss_Newton_alone_is_not(LossesAtPoint at) =>
        AreTheCurvatures(at, sum => sum.GaussNewtonVectorProduct(at.At.Theta, at.At.OtherDirection));

    static Rule ThereAndBack => Roundoff.Within(Roundings(3 * Gradients))
        .Because("at most twice there and back, and once by dual numbers");

    static Rule ThereAndBackTwice => Roundoff.Within(Roundings(3 * Curvatures))
        .Because("at most twice there and back with tangents, and once by hyper-dual numbers");

    static Quantity<LossesAtPoint> Gradients => new("running error of the gradients", at => at.GradientError);

    static Quantity<LossesAtPoint> Curvatures => new("running error of the Hessians times w", at => at.CurvatureError);

    static Measurement AreTheGradients(LossesAtPoint at, IEnumerable<Vector<double>> gradients) =>
        Measure.Distance("Jᵀℓ′ of each loss", LossesAtPoint.EndToEnd(gradients), "∇Σℓ", at.Gradients).NamingParameters(at.At.Network);

    static Measurement AreTheCurvatures(LossesAtPoint at, Func<Objective, Vector<double>> product) =>
        Measure.Distance("∇²L w of each loss", LossesAtPoint.EndToEnd(at.Sums.Select(product)), "∂w ∇Σℓ", at.Curvatures)
            .NamingParameters(at.At.Network);
}
