using Dynamics.Specs.Laws;

namespace Dynamics.Specs.Networks;

[Subject("Network written by hand in single precision")]
public sealed class SinglePrecisionLaws : SmoothModelLaws<ModelAtPoint>
{
    public override Subjects<ModelAtPoint> Subjects => ModelAtPoint.Of(new HandwrittenDense<float>(5, 8, 3));
}

[Subject("Network written by hand in single precision, with a Gaussian or a softmax head")]
public sealed class SinglePrecisionLikelihoodLaws : LikelihoodLaws
{
    public override Subjects<LikelihoodAtPoint> Subjects => LikelihoodAtPoint.Of(ModelAtPoint.Of(new HandwrittenDense<float>(5, 8, 3)));
}
