using Dynamics.Architectures;
using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;
using static Dynamics.Specs.Networks.NetworkQuantities;

namespace Dynamics.Specs.Networks;

/// <summary>
/// K-FAC takes a aᵀ and g gᵀ, of activations a and backpropagated gradients g, for uncorrelated, so that a layer's block of the Fisher
/// information is a Kronecker product. In a deep linear network with a Gaussian head the gradients' second moment does not
/// depend on the input, and it is.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class KroneckerFisherLaws : ISubjectsOf<NetworkAtPoint>
{
    public Subjects<NetworkAtPoint> Subjects =>
        NetworkAtPoint.Subjects(ArchitecturePlan.DrawPlainDense([Activations.Identity]).Where(plan => plan.Hidden.Count > 0));

    [Law("G20", LawKind.Identity, @"F_{\ell \ell} = \mathbb{E}[g_\ell g_\ell^\top] \otimes \mathbb{E}[a_{\ell - 1} a_{\ell - 1}^\top]",
        Source = "Martens and Grosse 2015; Bernacchia, Lengyel and Hennequin 2018",
        Given = "a linear network of any depth, with residual branches and biases; a Gaussian head of fixed variance; "
            + "g = d log p / d(aᵀW), with labels from the model; 𝔼 over the N inputs",
        Within = nameof(Blocks), RestsOn = ["G3e"])]
    public Measurement Kronecker_factored_curvature_is_exact_for_deep_linear_networks(NetworkAtPoint at) =>
        AreTheBlocks(at, at.Network, InOrder);

    [HypothesisDropped(nameof(Kronecker_factored_curvature_is_exact_for_deep_linear_networks), "tanh layers", Spoils = Spoiled.Both)]
    public Measurement With_tanh_layers_they_do_not(NetworkAtPoint at) =>
        AreTheBlocks(at, new(at.Network.Architecture.Map(_ => Activations.Tanh), at.Network.Parameterization), InOrder);

    [Mistake(nameof(Kronecker_factored_curvature_is_exact_for_deep_linear_networks), "the factors in the other order")]
    public Measurement With_the_factors_in_the_other_order_they_do_not(NetworkAtPoint at) =>
        AreTheBlocks(at, at.Network, block => block.Activations.KroneckerProduct(block.Backpropagated));

    static Rule Blocks => Roundoff.Within(Roundings(8 * Errors) + Gamma(2 * (N + K) + 8) * Products)
        .Because("two gradients on two sides, each at most twice there and back; M is what J adds up, E its running error");

    static Quantity<NetworkAtPoint> Products => new("|blocks of MᵀM/N|", at => OfBlocks(at, at.JacobianRoundings.Magnitudes));

    static Quantity<NetworkAtPoint> Errors => new("|blocks of EᵀM/N|", at => OfBlocks(at, at.JacobianRoundings.Errors));

    static double OfBlocks(NetworkAtPoint at, Matrix<double> left) => EndToEnd(at.Network.Blocks.Select(block =>
    {
        Matrix<double> Part(Matrix<double> of) => of.SubMatrix(0, of.RowCount, block.Offset, block.Count);
        return Part(left).TransposeThisAndMultiply(Part(at.JacobianRoundings.Magnitudes)) / at.Inputs.RowCount;
    })).L2Norm();

    static Matrix<double> InOrder(Dynamics.Geometry.KroneckerFactors block) => block.Block();

    static Measurement AreTheBlocks(NetworkAtPoint at, Network network, Func<Dynamics.Geometry.KroneckerFactors, Matrix<double>> product)
    {
        var head = new GaussianMean(network.OutputCount);
        var fisher = Likelihood.Mean(network, head, at.Inputs).TrueFisher(at.Theta);
        return Measure.Distance("G ⊗ A, block by block", EndToEnd(KroneckerFisher.Of(network, head, at.Theta, at.Inputs).Select(product)),
            "F", EndToEnd(network.Blocks.Select(block => fisher.SubMatrix(block.Offset, block.Count, block.Offset, block.Count))));
    }

    static Vector<double> EndToEnd(IEnumerable<Matrix<double>> blocks) =>
        Vector<double>.Build.DenseOfEnumerable(blocks.SelectMany(block => block.Enumerate()));
}
