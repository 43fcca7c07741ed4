using Dynamics.Data;
using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Softmax regression is simple enough for a formula: residuals times inputs for the gradient, a block for each pair of classes for
/// the Fisher information. An experiment on hundreds of images uses it; here it meets the machinery that knows no formula.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract class SoftmaxRegressionLossLaws : ISubjectsOf<LabelledRegression>
{
    public abstract Subjects<LabelledRegression> Subjects { get; }

    [Law("G3c", LawKind.Identity, @"F = \tfrac{1}{N} \sum_i (\operatorname{diag}(p_i) - p_i p_i^\top) \otimes x_i x_i^\top",
        Source = "McCullagh and Nelder 1989; Martens 2020",
        Given = "softmax regression; p_i are the model's probabilities for example i, x_i its inputs followed by 1",
        Within = nameof(RunningErrorsOfTheMetric), RestsOn = ["G3a"])]
    public Measurement The_Fisher_information_of_softmax_regression_has_a_block_for_each_pair_of_classes(LabelledRegression r) =>
        IsTheFisherInformation(r, r.ClosedForm.FisherInformation());

    [Mistake(nameof(The_Fisher_information_of_softmax_regression_has_a_block_for_each_pair_of_classes),
        "labels of the data for the model's")]
    public Measurement The_empirical_Fisher_information_is_not_it(LabelledRegression r) =>
        IsTheFisherInformation(r, Enumerable.Range(0, r.Examples).Select(i => r.ClosedFormOf(i).Gradient())
            .Select(score => score.OuterProduct(score)).Aggregate((sum, term) => sum + term) / r.Examples);

    [Law("G3d", LawKind.Identity, @"\nabla L = \tfrac{1}{N} \sum_i (p_i - e_{y_i}) \otimes x_i",
        Source = "McCullagh and Nelder 1989",
        Given = "L is the mean cross-entropy of softmax regression to the labels y; e_y is the y-th unit vector",
        Within = nameof(RunningErrorsOfTheGradient))]
    public Measurement The_gradient_of_softmax_regression_is_residuals_times_inputs(LabelledRegression r) =>
        IsTheGradient(r, r.ClosedForm.Gradient());

    [Mistake(nameof(The_gradient_of_softmax_regression_is_residuals_times_inputs), "the sum over examples for their mean")]
    public Measurement The_sum_over_examples_is_not_the_mean(LabelledRegression r) =>
        IsTheGradient(r, r.Examples * r.ClosedForm.Gradient());

    protected static Rule RunningErrorsOfTheMetric => Roundoff.Within(Roundings(
        2 * new Quantity<LabelledRegression>("running error of JᵀF_z J", r => GaussNewtonErrors.Of(r.At.Model, r.At.Theta))))
        .Because("the closed form adds up the same products, of probabilities that inherit the same errors of the logits");

    protected static Rule RunningErrorsOfTheGradient => Roundoff.Within(Roundings(
        2 * new Quantity<LabelledRegression>("running error of ∇L",
            r => DerivativeErrors.OfTheGradient(r.At.Model, r.At.Theta, r.LabelsAsRule).L2Norm())))
        .Because("the closed form adds up the same products, of probabilities that inherit the same errors of the logits");

    static Measurement IsTheFisherInformation(LabelledRegression r, Matrix<double> f) =>
        Measure.Distance("closed form", f, "JᵀF_z J", FisherInformation.ByGaussNewton(r.At.Model, r.At.Theta));

    static Measurement IsTheGradient(LabelledRegression r, Vector<double> gradient) =>
        Measure.Distance("closed form", gradient,
            "by dual numbers", Differentiate.Gradient(new CrossEntropy(r.At.Model, r.LabelsAsRule), r.At.Theta));
}

/// <summary>On small inputs of all kinds.</summary>
[Subject("Softmax regression")]
public sealed class SoftmaxRegressionLossOnSmallInputsLaws : SoftmaxRegressionLossLaws
{
    public override Subjects<LabelledRegression> Subjects => new(
        from examples in Gen.Choose(1, 4)
        from features in Gen.Choose(1, 3)
        from classes in Gen.Choose(3, 5)
        from inputs in Drawn.Matrix(examples, features, -1, 1)
        from theta in Drawn.Vector((features + 1) * classes, -1, 1)
        from first in Gen.Choose(0, classes - 1)
        select new LabelledRegression(inputs, classes, theta, first),
        r => r.Simpler, r => r.Traits);
}

/// <summary>On real images, averaged to 7 x 7: all 500 parameters.</summary>
[Subject("Softmax regression on Fashion-MNIST")]
public sealed class SoftmaxRegressionLossOnImagesLaws : SoftmaxRegressionLossLaws
{
    const int ImagesAtOnce = 3;
    const int ImagesToDrawFrom = 64;

    static readonly Lazy<LabelledImages> Images = new(() =>
        LabelledImages.Load(Settings.FromEnvironment.DataFolder ?? FashionMnistSubset.Folder, DataSplit.Train, ImagesToDrawFrom)
            .AveragePooled(4));

    public override Subjects<LabelledRegression> Subjects => new(
        from first in Gen.Choose(0, ImagesToDrawFrom - ImagesAtOnce)
        let pixels = Images.Value.Pixels.SubMatrix(first, ImagesAtOnce, 0, Images.Value.Pixels.ColumnCount)
        from theta in Drawn.Vector((pixels.ColumnCount + 1) * Images.Value.Classes, -.5, .5)
        from label in Gen.Choose(0, Images.Value.Classes - 1)
        select new LabelledRegression(pixels, Images.Value.Classes, theta, label),
        _ => [], r => r.Traits)
    {
        AtMost = 1,
    };
}
