using Dynamics.Specs.Laws;

namespace Dynamics.Specs.Networks;

[Subject("Network written by hand in single precision")]
[CoarseResolution(nameof(Forward_and_backward_products_are_adjoint), Because)]
[CoarseResolution(nameof(The_Hessian_is_symmetric), Because)]
public sealed class SinglePrecisionLaws : SmoothModelLaws<ModelAtPoint>
{
    internal const string Because = "single precision: the model declares it, and one rounding alone is 6e-8";

    public override Subjects<ModelAtPoint> Subjects => ModelAtPoint.Of(new HandwrittenDense<float>(5, 8, 3));
}

[Subject("Network written by hand in single precision, with a Gaussian or a softmax head")]
[CoarseResolution(nameof(The_Fisher_information_of_a_network_is_that_of_its_head_pulled_back), SinglePrecisionLaws.Because)]
[CoarseResolution(nameof(The_Gauss_Newton_matrix_of_the_heads_loss_is_the_Fisher_information), SinglePrecisionLaws.Because)]
[CoarseResolution(nameof(A_natural_gradient_through_the_kernel_solves_the_system_of_the_parameters), SinglePrecisionLaws.Because)]
public sealed class SinglePrecisionLikelihoodLaws : LikelihoodLaws
{
    public override Subjects<LikelihoodAtPoint> Subjects => LikelihoodAtPoint.Of(ModelAtPoint.Of(new HandwrittenDense<float>(5, 8, 3)));
}
