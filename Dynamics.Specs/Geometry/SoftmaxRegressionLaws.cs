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
[LooseTolerance(nameof(The_covariance_of_the_score_is_the_negative_expected_Hessian), ByRows)]
[Subject("Softmax regression on Fashion-MNIST")]
public sealed class SoftmaxRegressionOnImagesLaws : CoupledOutputsLaws<SoftmaxRegression>
{
    const string ByRows = "of so many parameters the Hessian's bound is one of its rows, from the sizes of all terms before any cancels";
    const int ImagesAtOnce = 4;
    const int ImagesToDrawFrom = 512;

    static readonly Lazy<LabelledImages> Images = new(() =>
        LabelledImages.Load(Settings.FromEnvironment.DataFolder ?? FashionMnistSubset.Folder, DataSplit.Train, ImagesToDrawFrom)
            .AveragePooled(4));

    protected override Gen<SoftmaxRegression> Models =>
        from first in Gen.Choose(0, ImagesToDrawFrom - ImagesAtOnce)
        let pixels = Images.Value.Pixels
        select new SoftmaxRegression(pixels.SubMatrix(first, ImagesAtOnce, 0, pixels.ColumnCount), Images.Value.Classes);

    protected override Gen<Vector<double>> Parameters(SoftmaxRegression model) => Drawn.Vector(model.ParameterCount, -.5, .5);

    /// <summary>A Hessian over 500 parameters costs a third of a second: one case, and no shrinking number by number.</summary>
    public override Subjects<AtPoint<SoftmaxRegression>> Subjects => base.Subjects with { AtMost = 1, Simpler = _ => [] };
}
