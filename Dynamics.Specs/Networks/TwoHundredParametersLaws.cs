using Dynamics.Specs.Laws;

namespace Dynamics.Specs.Networks;

[Subject("Network of 206 parameters written by hand")]
public sealed class TwoHundredParametersLaws : SmoothModelLaws<ModelAtPoint>
{
    public override Subjects<ModelAtPoint> Subjects => ModelAtPoint.Of(new HandwrittenDense<double>(6, 12, 8, 2));
}

[Subject("Network of 206 parameters written by hand, with a Gaussian or a softmax head")]
public sealed class TwoHundredParametersLikelihoodLaws : LikelihoodLaws
{
    public override Subjects<LikelihoodAtPoint> Subjects =>
        LikelihoodAtPoint.Of(ModelAtPoint.Of(new HandwrittenDense<double>(6, 12, 8, 2)) with { AtMost = 25 });
}
