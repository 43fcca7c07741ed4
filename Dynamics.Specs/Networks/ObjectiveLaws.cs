using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>The derivatives of a loss in the parameters: what a training step, a natural gradient and a sharpness are made of.</summary>
[Chapter("Networks")]
public sealed class ObjectiveLaws : ISubjectsOf<NetworkAtPoint>
{
    public Subjects<NetworkAtPoint> Subjects => NetworkAtPoint.Subjects(NetworkAtPoint.SomeOfEachKind);

    [Law("N1c", LawKind.Identity, @"J^\top \ell' = \nabla_\theta \sum_i \ell(f_i, y_i)", Source = "Rumelhart, Hinton and Williams 1986",
        Given = "squared, logistic, exponential and softmax cross-entropy losses of outputs within (-1, 1); well-conditioned; the right side is by dual numbers",
        Within = "roundoff: " + Directional, RestsOn = ["N1a"])]
    public Measurement The_gradient_of_a_loss_is_that_of_dual_numbers(NetworkAtPoint at) => IsTheSlope(at, loss => Sum(at, loss).Gradient(at.Theta) * at.Direction);

    [Mistake(nameof(The_gradient_of_a_loss_is_that_of_dual_numbers), "the mean for the sum")]
    public Measurement The_gradient_of_the_mean_is_not(NetworkAtPoint at) =>
        at.Inputs.RowCount == 1 || !at.EveryBlockMatters ? Measurement.NoCase("one example, or closed gates")
        : IsTheSlope(at, loss => Objective.Mean(at.Bounded, loss, at.Inputs, Targets(at, loss)).Gradient(at.Theta) * at.Direction);

    [Mistake(nameof(The_gradient_of_a_loss_is_that_of_dual_numbers), "the gradient of the last example left out of their sum")]
    public Measurement Without_the_last_example_it_is_not(NetworkAtPoint at) =>
        !at.EveryBlockMatters || Jacobian.Of(at.Network, at.Theta, at.Inputs).Row(at.Inputs.RowCount * at.Network.OutputCount - 1).L2Norm() < 1e-3 ? Measurement.NoCase("closed gates")
        : IsTheSlope(at, loss => Sum(at, loss).GradientsOfExamples(at.Theta).SubMatrix(0, at.Inputs.RowCount, 0, at.Theta.Count).EnumerateRows().SkipLast(1)
            .Aggregate(Vector<double>.Build.Dense(at.Theta.Count), (sum, gradient) => sum + gradient) * at.Direction);

    [Law("N2d", LawKind.Identity, @"u^\top \nabla^2 L \, w = \partial_u \partial_w \sum_i \ell(f_i, y_i)", Source = "Pearlmutter 1994; Schraudolph 2002",
        Given = "as N1c; the Hessian is the Gauss-Newton matrix and the curvature of the outputs; the right side is by hyper-dual numbers",
        Within = "roundoff: " + Directional, RestsOn = ["N2b"])]
    public Measurement The_Hessian_of_a_loss_is_Gauss_Newton_and_the_curvature_of_the_outputs(NetworkAtPoint at) =>
        IsTheCurvature(at, loss => Sum(at, loss).HessianVectorProduct(at.Theta, at.OtherDirection) * at.Direction);

    [Mistake(nameof(The_Hessian_of_a_loss_is_Gauss_Newton_and_the_curvature_of_the_outputs), "Gauss-Newton for the Hessian")]
    public Measurement Gauss_Newton_alone_is_not(NetworkAtPoint at) =>
        at.Network.Blocks.Count(block => block.Name.EndsWith("weights")) == 1 || !at.EveryBlockMatters ? Measurement.NoCase("linear in the parameters, or closed gates")
        : IsTheCurvature(at, loss => Sum(at, loss).GaussNewtonVectorProduct(at.Theta, at.OtherDirection) * at.Direction);

    const string Directional = "γ(4 × order × longest chain of roundings + N + P) × what the derivatives of the loss add up along the directions";

    static readonly Loss[] Losses = [Loss.Squared, Loss.Logistic, Loss.Exponential, Loss.SoftmaxCrossEntropy];

    static Objective Sum(NetworkAtPoint at, Loss loss) => Objective.Sum(at.Bounded, loss, at.Inputs, Targets(at, loss));

    /// <summary>Signs, and for softmax the first class.</summary>
    static Matrix<double> Targets(NetworkAtPoint at, Loss loss) => Matrix<double>.Build.Dense(at.Inputs.RowCount, at.Network.OutputCount,
        (i, k) => loss == Loss.SoftmaxCrossEntropy ? (k == 0 ? 1 : 0) : Math.Sign(at.Cotangent[i, k]));

    static Measurement IsTheSlope(NetworkAtPoint at, Func<Loss, double> derivative) => AllLosses(at, derivative, definition => Differentiate.Directional(definition, at.Theta, at.Direction), found => found.First1, order: 1);

    static Measurement IsTheCurvature(NetworkAtPoint at, Func<Loss, double> derivative) =>
        AllLosses(at, derivative, definition => Differentiate.SecondDirectional(definition, at.Theta, at.Direction, at.OtherDirection), found => found.Second, order: 2);

    static Measurement AllLosses(NetworkAtPoint at, Func<Loss, double> derivative, Func<IScalarFunction, double> expected, Func<RoundingAnalysis, double> magnitude, int order)
    {
        ScalarObjective[] definitions = [.. Losses.Select(loss => new ScalarObjective(at, loss, Targets(at, loss)))];
        RoundingAnalysis[] roundings = [.. definitions.Select(definition => definition.Evaluate<RoundingAnalysis>(at.PointAlong))];
        var right = Vector<double>.Build.DenseOfEnumerable(definitions.Select(expected));
        var tolerance = LegacyRoundoff.Of(4 * order * roundings.Max(found => found.Chain) + at.Inputs.RowCount + at.Network.ParameterCount, roundings.Sum(magnitude), Directional);
        return tolerance.Width(0) > 1e-6 * right.L2Norm() ? Measurement.NoCase("rounding alone may move the derivative by a millionth of it")
            : Measure.Distance("by products", Vector<double>.Build.DenseOfEnumerable(Losses.Select(derivative)), "by dual numbers", right).Within(tolerance);
    }
}
