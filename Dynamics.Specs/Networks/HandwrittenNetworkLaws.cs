using Dynamics.Specs.Laws;

namespace Dynamics.Specs.Networks;

[Subject("Network written by hand")]
public sealed class HandwrittenNetworkLaws : SmoothModelLaws<ModelAtPoint>
{
    public override Subjects<ModelAtPoint> Subjects => ModelAtPoint.Of(new HandwrittenNetwork(3, 4));

    [Mistake(nameof(Central_differences_of_the_gradient_approach_the_curvature_to_second_order),
        "s² − 1 for s² − 3 in the activation's second derivative")]
    public Measurement They_do_not_approach_another_curvature(ModelAtPoint at)
    {
        var mistaken = new HandwrittenNetwork(3, 4, s => 2 * s * (s * s - 1) / Math.Pow(1 + s * s, 3));
        return OfGradient(at).Approach(u => mistaken.CurvatureVectorProduct(at.Theta, at.Inputs, at.Cotangent, u));
    }
}

[Subject("Network written by hand, with a Gaussian or a Bernoulli head")]
public sealed class HandwrittenLikelihoodLaws : LikelihoodLaws
{
    public override Subjects<LikelihoodAtPoint> Subjects => LikelihoodAtPoint.Of(ModelAtPoint.Of(new HandwrittenNetwork(2, 3)));
}
