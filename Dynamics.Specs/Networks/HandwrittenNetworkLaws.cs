using Dynamics.Specs.Laws;

namespace Dynamics.Specs.Networks;

[Subject("Network written by hand")]
public sealed class HandwrittenNetworkLaws : SmoothModelLaws<ModelAtPoint>
{
    public override Subjects<ModelAtPoint> Subjects => ModelAtPoint.Of(new HandwrittenNetwork(3, 4));
}

[Subject("Network written by hand, with a Gaussian or a Bernoulli head")]
public sealed class HandwrittenLikelihoodLaws : LikelihoodLaws
{
    public override Subjects<LikelihoodAtPoint> Subjects => LikelihoodAtPoint.Of(ModelAtPoint.Of(new HandwrittenNetwork(2, 3)));
}
