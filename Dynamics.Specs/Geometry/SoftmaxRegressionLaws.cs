using Dynamics.Data;
using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>Softmax regression on small inputs of all kinds.</summary>
public sealed class SoftmaxRegressionLaws : CoupledOutputsLaws<SoftmaxRegression>
{
    protected override Gen<SoftmaxRegression> Models =>
        from examples in Gen.Choose(1, 4)
        from features in Gen.Choose(1, 3)
        from classes in Gen.Choose(3, 4)
        from inputs in Drawn.Matrix(examples, features, -2, 2)
        select new SoftmaxRegression(inputs, classes);
}

/// <summary>Softmax regression on real images, averaged to 7 x 7: 500 parameters, every entry of the 500 x 500 matrices.</summary>
[LooseTolerance(nameof(The_score_is_zero_on_average), RoundingsCancel)]
[LooseTolerance(nameof(The_covariance_of_the_score_is_the_negative_expected_Hessian), RoundingsCancel)]
[LooseTolerance(nameof(The_Fisher_information_is_that_of_the_head_pulled_back), RoundingsCancel)]
[LooseTolerance(nameof(With_natural_parameters_the_generalised_Gauss_Newton_matrix_is_the_Fisher_information), RoundingsCancel)]
[Subject("Softmax regression on Fashion-MNIST")]
public sealed class SoftmaxRegressionOnImagesLaws : CoupledOutputsLaws<SoftmaxRegression>
{
    const string RoundingsCancel = "the roundings of 250,000 entries cancel, and the bound lets all of them point the same way";
    const int ImagesAtOnce = 4;
    const int ImagesToDrawFrom = 512;

    static readonly Lazy<LabelledImages> Images = new(() =>
        LabelledImages.Load(Settings.FromEnvironment.DataFolder ?? FashionMnistSubset.Folder, DataSplit.Train, ImagesToDrawFrom).AveragePooled(4));

    protected override Gen<SoftmaxRegression> Models =>
        from first in Gen.Choose(0, ImagesToDrawFrom - ImagesAtOnce)
        select new SoftmaxRegression(Images.Value.Pixels.SubMatrix(first, ImagesAtOnce, 0, Images.Value.Pixels.ColumnCount), Images.Value.Classes);

    protected override Gen<Vector<double>> Parameters(SoftmaxRegression model) => Drawn.Vector(model.ParameterCount, -.5, .5);

    /// <summary>A Hessian over 500 parameters costs a third of a second: one case, and no shrinking number by number.</summary>
    public override Subjects<AtPoint<SoftmaxRegression>> Subjects => base.Subjects with { AtMost = 1, Simpler = _ => [] };
}
